import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { SCHEMES, type Scheme } from '../../../src/core/config/scheme.js';
import { readApp } from '../../../src/core/index.js';
import { GUARDS } from '../../../src/core/promotion/guards/index.js';
import { checkPromotionOrder } from '../../../src/core/promotion/index.js';
import { compareTags, fits } from '../../../src/core/promotion/scheme.js';
import { parseWindows } from '../../../src/core/windows/parse-windows.js';
import { windowAt } from '../../../src/core/windows/window.js';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../schemas/fairlead.schema.json'), 'utf8'));
const page = readFileSync(join(import.meta.dirname, '../../../docs/promotion.md'), 'utf8');

const guards = GUARDS.flatMap(({ name, keyed }) => (keyed ? [name] : []));

/** The rows of the table with a heading, as the texts of their cells. */
function table(heading: string): string[][] {
  const [, rows = ''] = page.split(new RegExp(`^\\| ${heading} \\|.*\\n\\| ---.*\\n`, 'm'));
  const [lines = ''] = rows.split(/\n\n|\n<!--/);
  return lines.split('\n').map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

test('the file with all rules is a file that Fairlead takes', () => {
  const [, text = ''] = /```yaml\n(fairlead: v1\n[\s\S]*?)```/.exec(page) ?? [];
  const read = readApp({ path: 'fairlead.yaml', text }, schema, () => undefined);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  expect(checkPromotionOrder(read.value)).toEqual([]);
  expect(read.value.environments.map(({ promote }) => parseWindows(promote.windows).findings)).toEqual([[], [], []]);
  const said = [...text.matchAll(/^ +(?:- )?([a-zA-Z]+):/gm)].map(([, key]) => key).concat(guards);
  const rules = ['promote', 'promotion'].flatMap((name) => Object.keys(schema.$defs[name].properties));
  expect(rules.filter((rule) => !said.includes(rule))).toEqual([]);
});

test('the page and the schema have every guard, in the order of asking', () => {
  expect(table('guard').map(([name, asks]) => [name, asks])).toEqual(
    GUARDS.map(({ name, keyed, asks }) => [keyed ? `\`${name}\`` : name, asks]),
  );
  expect(Object.keys(schema.$defs.promote.properties)).toEqual(expect.arrayContaining(guards));
});

const words = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

test.each(table('starts'))('the page is right about %s', (rule, length = '', started = '', ended = '') => {
  const [start, end] = [started, ended].map((time) => Date.parse(`${time.replace(' ', 'T')}Z`)) as [number, number];
  const [written = ''] = words(rule);
  const origin = { from: 'flag', name: 'test' } as const;
  const parsed = parseWindows([{ kind: 'allow', rule: written.replace(' RRULE', '\nRRULE'), for: length, origin }]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  expect([start - 1, start, end - 1, end].map((now) => windowAt(parsed.value, now).open)).toEqual([false, true, true, false]);
  if (end < Date.UTC(2026, 11, 1, 12)) expect(windowAt(parsed.value, Date.UTC(2026, 11, 1, 12)).open).toBe(false);
});

test('the page is right about schemes', () => {
  const rows = table('scheme');
  expect(rows.flatMap(([name]) => words(name))).toEqual([...SCHEMES]);
  for (const [name = '', order, others] of rows) {
    const scheme = words(name)[0] as Scheme;
    const ordered = words(order);
    for (const [i, tag] of ordered.slice(1).entries())
      expect([tag, compareTags(scheme, ordered[i] ?? '', tag)]).toEqual([tag, 'older']);
    for (const tag of ordered) expect(fits(scheme, tag)).toBeUndefined();
    for (const tag of words(others)) expect([tag, fits(scheme, tag)]).toEqual([tag, expect.any(String)]);
  }
});
