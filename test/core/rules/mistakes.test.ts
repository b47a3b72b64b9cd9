import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { IMMUTABLE } from '../../../src/core/diff/immutable.js';
import { CODES } from '../../../src/core/index.js';
import { RULES } from '../../../src/core/rules/index.js';
import { findingsIn, line, objectsIn, withoutNotes } from './judge.js';

// One folder per mistake, test/mistakes/CODE/NAME: manifests, and what is said of them, a line each. UPDATE=1 rewrites what is said.
// With a base.yaml, what was there before, the mistake is the change.
// One case of each code has a good.yaml: the same without the mistake. The page of findings shows the two.
const ROOT = 'test/mistakes';
const cases = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('manifests.yaml'))
  .map((path) => path.replaceAll('\\', '/').split('/').slice(0, -1))
  .sort();

test.each(cases)('%s/%s/%s', (stage, rule, name) => {
  const folder = join(ROOT, stage ?? '', rule ?? '', name ?? '');
  const before = join(folder, 'base.yaml');
  const base = existsSync(before) ? objectsIn(readFileSync(before, 'utf8')) : undefined;
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

test.each(cases.filter((folder) => existsSync(join(ROOT, ...folder, 'good.yaml'))))('%s/%s/%s, mended', (...folder) => {
  const found = findingsIn(readFileSync(join(ROOT, ...folder, 'good.yaml'), 'utf8'));
  const code = folder.slice(0, 2).join('/');
  expect(found.filter((item) => item.code === code || item.severity === 'error').map(line)).toEqual([]);
});

test.each(cases)('%s/%s/%s: without notes all else is said', (...folder) => {
  const text = readFileSync(join(ROOT, ...folder, 'manifests.yaml'), 'utf8');
  expect(withoutNotes(text).map(line)).toEqual(
    findingsIn(text)
      .filter(({ severity }) => severity !== 'note')
      .map(line),
  );
});

describe('the corpus', () => {
  test('has a case of every rule, and 150 in all', () => {
    const covered = new Set(cases.map(([stage, rule]) => `${stage}/${rule}`));
    expect([...RULES, IMMUTABLE].map(({ code }) => code).filter((code) => !covered.has(code))).toEqual([]);
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect([...covered].filter((code) => !Object.hasOwn(CODES, code))).toEqual([]);
  });

  test('shows each code once without its mistake: in a case, or in a file of its own', () => {
    const shown = cases
      .filter((folder) => existsSync(join(ROOT, ...folder, 'good.yaml')))
      .map((folder) => folder.slice(0, 2).join('/'));
    const files = Object.keys(CODES).filter((code) => existsSync(join(ROOT, `${code}.yaml`)));
    expect([...shown, ...files].sort()).toEqual(Object.keys(CODES).sort());
  });
});
