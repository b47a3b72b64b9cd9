import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrivalOf, staysOf, tagBefore, type Version } from '../../../src/core/promotion/history.js';
import { arrivalWith } from '../../../src/core/promotion/queue.js';

const digest = (c: string) => `@sha256:${c.repeat(64)}`;
const A = `1${digest('a')}`;

/** Commits with these tags, oldest first, a second apart from 1000; `-` is none. As histories are told: newest first. */
const versions = (...tags: readonly string[]): readonly Version[] =>
  tags.map((tag, i) => ({ time: 1000 * (i + 1), commit: `c${i + 1}`, tag: tag === '-' ? undefined : tag })).reverse();

describe('when the tag that runs arrived', () => {
  test.each<[tags: readonly string[], running: string, time: number | undefined]>([
    [['1'], '1', 1000],
    [['1', '1', '1'], '1', 1000],
    [['1', '2'], '2', 2000],
    [['1', '2', '2'], '2', 2000],
    [['1', '2', '1'], '1', 3000],
    [['1', '2', '1', '1'], '1', 3000],
    [['1', '-', '1'], '1', 3000],
    [['1', A], A, 1000],
    [['1', '2'], '1', undefined],
    [['1', '-'], '1', undefined],
    [[], '1', undefined],
  ])('%j, and %s runs', (tags, running, time) => {
    expect(arrivalOf(versions(...tags), running)?.time).toBe(time);
  });
});

test.each<[tags: readonly string[], stays: readonly (readonly [string, number, (number | undefined)?, true?])[]]>([
  [[], []],
  [['1'], [['1', 1000]]],
  [['1', '1'], [['1', 1000]]],
  [['-', '1'], [['1', 2000]]],
  [
    ['1', '2'],
    [
      ['1', 1000, 2000],
      ['2', 2000],
    ],
  ],
  [['1', '-'], [['1', 1000, 2000]]],
  [
    ['1', '-', '-', '2'],
    [
      ['1', 1000, 2000],
      ['2', 4000],
    ],
  ],
  [
    ['1', '-', '1'],
    [
      ['1', 1000, 2000],
      ['1', 3000, undefined, true],
    ],
  ],
  [
    ['1', '2', '1'],
    [
      ['1', 1000, 2000],
      ['2', 2000, 3000],
      ['1', 3000, undefined, true],
    ],
  ],
  [['1', A], [[A, 1000]]],
  [['1', A, '1'], [[A, 1000]]],
])('%j stay', (tags, stays) => {
  expect(staysOf(versions(...tags)).map(({ tag, from, to, back }) => [tag, from, to, back])).toEqual(
    stays.map(([tag, from, to, back]) => [tag, from, to, back]),
  );
});

test.each<[tags: readonly string[], running: string, before: string | undefined]>([
  [['1', '2'], '2', '1'],
  [['1', '2', '3'], '3', '2'],
  [['1', '2', '3', '2'], '2', '1'],
  [['1', '2', '1', '3'], '3', '1'],
  [['1', '2', '1'], '1', undefined],
  [['1'], '1', undefined],
  [['1', '2'], '3', '2'],
  [[], '1', undefined],
  [['1', A, '2'], '2', A],
])('after %j, from %s back to %s', (tags, running, before) => {
  expect(tagBefore(versions(...tags), running)).toBe(before);
});

test.each<[tags: readonly string[], tag: string, time: number]>([
  [['1', '2', '1'], '1', 3000],
  [['1', '2', '1', '2'], '1', 3000],
  [['1', '2'], '1', 1000],
  [['1', '2', '2'], '2', 2000],
  [['1', '2'], '3', 2000],
])('%j: the soak of %s counts from its last stay', (tags, tag, time) => {
  const arrival = arrivalOf(versions(...tags), tags.at(-1));
  expect(arrival && arrivalWith(arrival, tag).time).toBe(time);
});

test('stays follow each other, and the last of them is what runs', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('1', '2', '3', '-')), (tags) => {
      const stays = staysOf(versions(...tags));
      for (const [i, { from, to }] of stays.entries()) {
        const next = stays[i + 1]?.from;
        if (next === undefined) continue;
        expect([from, to, next]).toEqual([from, to, next].toSorted((one, other) => Number(one) - Number(other)));
        expect(from).not.toBe(to);
      }
      const open = stays.filter(({ to }) => to === undefined);
      expect(open.map(({ tag }) => tag)).toEqual(tags.slice(-1).filter((tag) => tag !== '-'));
    }),
  );
});
