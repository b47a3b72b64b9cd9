import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { base64, sha256 } from '../../../src/core/base/digest.js';
import { memo } from '../../../src/core/base/memo.js';
import { dirOf, joinPath } from '../../../src/core/base/paths.js';
import { withoutEnd } from '../../../src/core/base/text.js';

test.each([
  ['', 'a', 'a'],
  ['a', 'b', 'a/b'],
  ['a/', './b//c/', 'a/b/c'],
  ['a/b', '../c', 'a/c'],
  ['a', '..', ''],
  ['a', '../..', undefined],
  ['', '..', undefined],
  ['a', '../../a', undefined],
  ['a', '/b', undefined],
  ['a', 'c:/b', undefined],
  ['a', 'b\\c', undefined],
  ['a', 'b\0', undefined],
  ['a', '...', 'a/...'],
])('%j and %j are joined to %j', (dir, path, joined) => {
  expect(joinPath(dir, path)).toBe(joined);
});

test.each([
  ['a', ''],
  ['a/b', 'a'],
  ['a/b/c', 'a/b'],
  ['/a', ''],
])('the folder of %s is %j', (path, dir) => {
  expect(dirOf(path)).toBe(dir);
});

test.each([
  ['', ''],
  ['/', ''],
  ['a', 'a'],
  ['a/', 'a'],
  ['/a//', '/a'],
])('%j without slashes at its end is %j', (text, rest) => {
  expect(withoutEnd(text, '/')).toBe(rest);
});

test('base64 is that of Node, and SHA-256 that of FIPS 180-4', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => expect(base64(text)).toBe(Buffer.from(text).toString('base64'))),
  );
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

/** How often a memory makes what texts ask it for. */
function madeFor(texts: readonly string[], most?: number): number {
  let made = 0;
  const ask = memo(() => ++made, most);
  for (const text of texts) ask(text);
  return made;
}

test.each([
  [['a', 'a'], 3, 1],
  [['a', 'b', 'c', 'a'], 3, 3],
  [['a', 'b', 'c', 'd', 'a'], 3, 5],
  [['a'.repeat(4 << 20), 'a'.repeat(4 << 20)], 3, 1],
  [['b'.repeat((4 << 20) - 1), 'a', 'b'.repeat((4 << 20) - 1)], 3, 2],
  [['b'.repeat(4 << 20), 'a', 'b'.repeat(4 << 20)], 3, 3],
])('a memory is flat, case %#', (texts, most, made) => {
  expect(madeFor(texts, most)).toBe(made);
});
