import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { IMMUTABLE, immutableMistakes } from '../../../src/core/diff/immutable.js';
import { CODES, type Finding, type RenderedObject } from '../../../src/core/index.js';
import { readObjects } from '../../../src/core/objects/read.js';
import { located, mistakesIn } from '../../../src/core/rules/check.js';
import { RULES } from '../../../src/core/rules/index.js';
import { fieldsOf } from '../../../src/core/template/fields.js';
import { Output } from '../../../src/core/template/output.js';
import { loadAssets } from '../../../src/io/assets.js';

// One folder per mistake, test/mistakes/CODE/NAME: manifests, and what is said of them, a line each. UPDATE=1 rewrites what is said.
// With a base.yaml, what was there before, the mistake is the change.
const ROOT = 'test/mistakes';
const { kinds } = loadAssets('dist/cli/assets');
const cases = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('manifests.yaml'))
  .map((path) => path.replaceAll('\\', '/').split('/').slice(0, -1))
  .sort();

function read(text: string) {
  const output = new Output();
  output.write(text, 'manifests.yaml', [1, 1, 1]);
  return readObjects('manifests.yaml', output, (root) => (root ? { fields: fieldsOf(root, output, {}) } : {}));
}

function findingsIn(text: string, base: readonly RenderedObject[]): readonly Finding[] {
  const objects = read(text);
  if (!objects.ok) return objects.findings;
  const mistakes = [...mistakesIn(objects.value, '1.34.0', kinds), ...immutableMistakes(base, objects.value)];
  return located(mistakes, (object) => object, { data: {}, layers: [] });
}

const line = ({ code, severity, message, origin, object, pointer }: Finding) =>
  `${origin?.from === 'file' ? origin.line : '-'}: ${severity} ${code}: ${message} <${object?.kind}/${object?.name} ${pointer ?? ''}>`;

test.each(cases)('%s/%s/%s', (stage, rule, name) => {
  const folder = join(ROOT, stage ?? '', rule ?? '', name ?? '');
  const before = join(folder, 'base.yaml');
  const base = existsSync(before) ? read(readFileSync(before, 'utf8')) : undefined;
  const found = findingsIn(readFileSync(join(folder, 'manifests.yaml'), 'utf8'), base?.ok ? base.value : []);
  const code = `${stage}/${rule}`;
  expect(found.map((item) => item.code)).toContain(code);
  // Nothing else is an error; notes about good practice are not what a case is about.
  expect(found.filter((item) => item.code !== code && item.severity === 'error').map(line)).toEqual([]);
  const said = found.filter((item) => item.code === code || item.severity !== 'note').map((item) => `${line(item)}\n`);
  const expected = join(folder, 'expected.txt');
  if (process.env['UPDATE']) writeFileSync(expected, said.join(''));
  expect(said.join('')).toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : '');
});

describe('the corpus', () => {
  test('has a case of every rule, and 150 in all', () => {
    const covered = new Set(cases.map(([stage, rule]) => `${stage}/${rule}`));
    expect([...RULES, IMMUTABLE].map(({ code }) => code).filter((code) => !covered.has(code))).toEqual([]);
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect([...covered].filter((code) => !Object.hasOwn(CODES, code))).toEqual([]);
  });
});
