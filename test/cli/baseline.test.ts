import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { folder, project } from './project.js';

const BASELINE = '.fairlead-baseline.json';
const PROD = 'apps/web/environments/prod.yaml';
const DEV = 'apps/web/environments/dev.yaml';
const write = (dir: string, path: string, text: string) => writeFileSync(join(dir, path), text);

/** A repository of two apps with old mistakes, and a baseline of them. */
function begun(): string {
  const shop = readFileSync(join(project(), 'apps/web/fairlead.yaml'), 'utf8').replace('name: web', 'name: shop');
  const dir = project({
    [PROD]: 'image: { tag: v1 }\nreplcas: 3\n',
    'apps/shop/fairlead.yaml': shop,
    'apps/shop/environments/dev.yaml': 'replcas: 3\n',
    'apps/shop/environments/prod.yaml': '{}\n',
  });
  expect(fairlead(dir, ['validate']).code).toBe(1);
  expect(fairlead(dir, ['validate', '--write-baseline'])).toMatchObject({ code: 0, out: '' });
  return dir;
}
const said = (dir: string, ...args: readonly string[]) =>
  fairlead(dir, ['validate', ...args])
    .out.trim()
    .split('\n');

test('from then on, what is new counts: the same mistake elsewhere, a second one beside, one of another app', () => {
  const dir = begun();
  expect(fairlead(dir, ['validate']).err).toContain('0 errors, 0 warnings, 2 more in the baseline');
  write(dir, PROD, '# moved\n\nreplcas: 4\nimage: { tag: v1 }\n');
  expect(fairlead(dir, ['validate'])).toMatchObject({ code: 0, out: '' });
  write(dir, DEV, 'replcas: 3\n');
  write(dir, 'apps/shop/environments/prod.yaml', 'lables: {}\n');
  expect(said(dir)).toEqual([
    expect.stringContaining('apps/shop/environments/prod.yaml:1:1: error values/unknown-key: `lables`'),
    expect.stringContaining(`${DEV}:1:1: error values/unknown-key: \`replcas\``),
  ]);
  expect(said(join(dir, 'apps/shop'))).toHaveLength(1);
});

test('what is mended is said at its line, so that it cannot come back unseen; a part of the repository does not know', () => {
  const dir = begun();
  write(dir, PROD, 'image: { tag: v1 }\n');
  const line =
    readFileSync(join(dir, BASELINE), 'utf8')
      .split('\n')
      .findIndex((text) => text.includes(PROD)) + 2;
  expect(said(dir)).toEqual([
    `${BASELINE}:${line}:1: warning baseline/stale: 1 of its findings is fixed: values/unknown-key in ${PROD} (write it anew with \`fairlead validate --write-baseline\`)`,
  ]);
  expect(said(dir, 'apps/web')).toEqual(['']);
  expect(said(dir, '-e', 'prod')).toEqual(['']);
  fairlead(dir, ['validate', '--write-baseline']);
  write(dir, PROD, 'image: { tag: v1 }\nreplcas: 3\n');
  expect(said(dir)).toEqual([expect.stringContaining(`${PROD}:2:1: error values/unknown-key`)]);
});

test('it is the same text from the same repository, and --fix mends what it holds', () => {
  const dir = begun();
  const first = readFileSync(join(dir, BASELINE), 'utf8');
  fairlead(dir, ['validate', '--write-baseline']);
  expect(readFileSync(join(dir, BASELINE), 'utf8')).toBe(first);
  const { err } = fairlead(dir, ['validate', '--fix', '--write-baseline']);
  expect(err.match(/^fixed /gm)).toHaveLength(2);
  expect(JSON.parse(readFileSync(join(dir, BASELINE), 'utf8'))).toEqual({ version: 1, findings: [] });
});

describe('a baseline that is none is an error at its file, and hides nothing', () => {
  test.each([
    ['no json', 'this is not a baseline: it is not JSON'],
    ['', 'this is not a baseline: it is not JSON'],
    ['null', 'this is not a baseline: `version` is missing'],
    ['[]', 'this is not a baseline: `version` is missing'],
    ['{"version":2,"findings":[]}', 'another version of Fairlead wrote this'],
    ['{"version":1,"findings":{}}', 'this is not a baseline: `findings` must be a list'],
    ['{"version":1,"findings":[null]}', 'this is not a baseline: each finding needs its `fingerprint`'],
    ['{"version":1,"findings":[{"fingerprint":{"toString":1}}]}', 'this is not a baseline: each finding needs its `fingerprint`'],
  ])('%s', (text, message) => {
    const dir = begun();
    write(dir, BASELINE, text);
    const { code, out } = fairlead(dir, ['validate']);
    expect(code).toBe(1);
    expect(out).toContain(`${BASELINE}:1:1: error baseline/stale: ${message} (write it anew`);
    expect(out.match(/values\/unknown-key/g)).toHaveLength(2);
  });

  test('a link out of the repository', () => {
    const dir = begun();
    const outside = join(folder(), 'baseline.json');
    writeFileSync(outside, readFileSync(join(dir, BASELINE)));
    rmSync(join(dir, BASELINE));
    symlinkSync(outside, join(dir, BASELINE));
    const { code, out } = fairlead(dir, ['validate']);
    expect([code, out.includes(`${BASELINE}:1:1: error file/outside-root`)]).toEqual([2, true]);
  });

  test('names in it cannot forge a line', () => {
    const dir = begun();
    write(
      dir,
      BASELINE,
      JSON.stringify({ version: 1, findings: [{ fingerprint: 'x', code: 'a\n::error::b', file: '\u001b[31m' }] }),
    );
    const { out } = fairlead(dir, ['validate']);
    expect(out).toContain('1 of its findings is fixed: a\\n::error::b in \\u{1b}[31m');
    expect(out).not.toMatch(/^::error/m);
  });
});
