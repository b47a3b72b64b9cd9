import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { didYouMean, suggest, typoOf } from '../../../src/core/findings/suggest.js';

const letters = (length: number) => 'abcdefghijklmnopqrstuvwxyz'.slice(0, length);
/** A word with this many of its letters replaced. */
const slips = (word: string, count: number) => word.slice(count).padStart(word.length, '_');

test.each([
  ['a letter less', 'replica', 'replicas'],
  ['a letter more', 'replicass', 'replicas'],
  ['another letter', 'replicaz', 'replicas'],
  ['two letters in the wrong order', 'erplicas', 'replicas'],
  ['the last two in the wrong order', 'replicsa', 'replicas'],
  ['another case', 'RePlIcAs', 'replicas'],
])('%s is one slip', (_, word, name) => {
  expect([suggest(word, [name]), typoOf(word, [name])]).toEqual([name, name]);
  expect(suggest(name, [word])).toBe(word);
});

/** As many slips as are forgiven, and one more. */
test.each([
  [2, 1],
  [3, 1],
  [5, 1],
  [6, 2],
  [8, 2],
  [9, 3],
  [12, 4],
])('of %s letters %s may be wrong in what is suggested', (length, most) => {
  const name = letters(length);
  expect(suggest(slips(name, most), [name])).toBe(name);
  expect(suggest(slips(name, most + 1), [name])).toBeUndefined();
});

test.each([
  [2, 0],
  [3, 1],
  [7, 1],
  [8, 2],
  [20, 2],
])('of %s letters %s may be wrong in what is certain', (length, most) => {
  const name = letters(length);
  expect(typoOf(slips(name, most), [name])).toBe(name);
  expect(typoOf(slips(name, most + 1), [name])).toBeUndefined();
});

test('certain is only the one name that is nearest; suggested is the first of the nearest', () => {
  expect(typoOf('cat', ['bat', 'hat'])).toBeUndefined();
  expect(typoOf('bat', ['bat', 'hat'])).toBe('bat');
  expect(suggest('cat', ['bat', 'hat'])).toBe('bat');
  expect(suggest('replicsa', ['replica_', 'replicas'])).toBe('replicas');
  expect(suggest('replicaz', ['repl', 'replicas'])).toBe('replicas');
});

test.each([
  [500, 'abc'],
  [501, undefined],
])('among %s names', (count, found) => {
  const names = ['abc', ...Array.from({ length: count - 1 }, (_, i) => `${i}`.repeat(9))];
  expect([suggest('abd', names), typoOf('abd', names)]).toEqual([found, found]);
});

test.each([
  [0, false],
  [1, true],
  [24, true],
  [25, false],
])('%s names: are they listed? %s', (count, listed) => {
  const names = Array.from({ length: count }, (_, i) => `number-${i}`);
  expect(didYouMean('xyz', names)).toBe(listed ? `known here: ${names.join(', ')}` : undefined);
});

test('what is suggested is near from both sides, and a name is its own suggestion', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(suggest(one, [one, other])).toBe(one);
      if (one.length === other.length) expect(suggest(one, [other]) === undefined).toBe(suggest(other, [one]) === undefined);
    }),
  );
});
