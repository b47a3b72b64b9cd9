import { expect, test } from '@jest/globals';
import type { Read } from '../../../src/core/template/reads.js';
import { fileLayer, mergeLayers } from '../../../src/core/values/layers.js';
import { setTwice } from '../../../src/core/values/set-twice.js';
import { neverRead } from '../../../src/core/values/unread.js';

const read = (path: string, deep = false): Read => ({
  path: ['values', ...path.split('.')],
  deep,
  template: 't.hbs',
  place: [1, 1, 1],
});

function layer(name: string, text: string) {
  const outcome = fileLayer({ path: name, text });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings));
  return outcome.value;
}

const values = (...files: readonly (readonly [string, string])[]) =>
  mergeLayers([layer('defaults', 'a: 1'), ...files.map(([name, text]) => layer(name, text))]);

const lines = (findings: readonly { readonly message: string; readonly origin?: unknown }[]) =>
  findings.map(
    ({ message, origin }) => `${(origin as { path: string; line: number }).path}:${(origin as { line: number }).line} ${message}`,
  );

const warnings = (text: string, ...reads: Read[]) =>
  lines(neverRead([{ values: values(['v.yaml', text]), reads: () => reads }], () => true).flat());
const nothing = (place: string, key: string) => `${place} nothing reads \`${key}\`: with these values it changes nothing`;

test.each([
  ['a file that sets nothing', '{}\n', [], []],
  ['a scalar', 'a: 1\nb: 2\n', [read('a')], [nothing('v.yaml:2', 'b')]],
  ['a part of a map', 'm:\n  x: 1\n  k: 2\n', [read('m.x')], [nothing('v.yaml:3', 'm.k')]],
  ['a map as a whole', 'm:\n  x: 1\n  k: { z: 2 }\n', [], [nothing('v.yaml:1', 'm')]],
  ['a map within', 'm:\n  x: 1\n  k: { z: 2, w: 3 }\n', [read('m.x')], [nothing('v.yaml:3', 'm.k')]],
  ['a map that is only asked for', 'm:\n  x: 1\n', [read('m')], [nothing('v.yaml:1', 'm')]],
  ['a map that is printed', 'm:\n  x: 1\n', [read('m', true)], []],
  ['a scalar in the place of a map', 'm: 1\n', [read('m.x')], []],
  ['an item of a list', 'l:\n  - a: 1\n', [read('l'), read('l.0.a')], []],
  ['an empty map', 'm: {}\n', [read('m')], []],
  ['null, which deletes', 'm: null\n', [read('m')], []],
  ['nothing set', '', [], []],
])('%s', (_, text, reads, expected) => {
  expect(warnings(text, ...reads)).toEqual(expected);
});

test('a file that several environments share counts when none of them reads the key', () => {
  const of = (...reads: Read[]) => ({ values: values(['shared.yaml', 'b: 1\nc: 1\n']), reads: () => reads });
  const both = neverRead([of(read('b')), of()], () => true);
  expect(both.map(lines)).toEqual([[nothing('shared.yaml:2', 'c')], [nothing('shared.yaml:2', 'c')]]);
  expect(neverRead([of()], () => false)).toEqual([[]]);
});

test('the same value in two layers of people is a note, at the stronger one', () => {
  const notes = setTwice(
    values(['one.yaml', 'a: 1\nb: 2\nl: [1]\n'], ['two.yaml', 'a: 1\nb: 3\nl: [1]\n'], ['three.yaml', 'b: 2\n']),
  );
  expect(lines(notes)).toEqual([
    'two.yaml:1 `a` is set to the same value in one.yaml:1',
    'two.yaml:3 `l` is set to the same value in one.yaml:3',
  ]);
});
