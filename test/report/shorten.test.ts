import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diffLines } from '../../src/report/lines.js';
import { shorten, shortenBoth } from '../../src/report/shorten.js';

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 60, maxLength: 300 }),
  fc.stringMatching(/^a{70,200}$/),
);

test('a pair fits the width and stays different', () => {
  fc.assert(
    fc.property(text, text, text, text, (start, one, two, end) => {
      const [before, after] = shortenBoth(`${start}${one}${end}`, `${start}${two}${end}`);
      expect(Math.max(before.length, after.length)).toBeLessThanOrEqual(80);
      expect(before === after).toBe(one === two);
      for (const part of [before, after, shorten(start)]) expect(part).not.toMatch(/\p{Cs}/u);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['short', 'longer', ['short', 'longer']],
  [
    `${'x'.repeat(90)}1${'y'.repeat(90)}`,
    `${'x'.repeat(90)}2${'y'.repeat(90)}`,
    [`…${'x'.repeat(24)}1${'y'.repeat(53)}…`, `…${'x'.repeat(24)}2${'y'.repeat(53)}…`],
  ],
])('%s and %s', (before, after, expected) => {
  expect(shortenBoth(before, after)).toEqual(expected);
});

const shown = (before: string | undefined, after: string | undefined) =>
  diffLines(before, after).map(({ sign, text: line }) => `${sign}${line}`);

test.each([
  ['a\nb\nc\n', 'a\nB\nc\n', [' a', '-b', '+B', ' c']],
  ['1\n2\n3\n4\n5\n6\n7\n8\n', '1\n2\n3\n4\n5\n6\n7\n', [' …', ' 6', ' 7', '-8']],
  ['a\nb\n', 'b\na\n', ['-a', ' b', '+a']],
  ['a\nb\n', 'a\nb', [' a', ' b', '-']],
  ['a\r\nb', 'a\nb', ['-a\\r', '+a', ' b']],
])('lines of %j and %j', (before, after, expected) => {
  expect(shown(before, after)).toEqual(expected);
});

test('a text that is new or gone is all there, and a long one is counted', () => {
  expect(shown(undefined, 'a\nb\n')).toEqual(['+a', '+b']);
  expect(shown('a\nb\n', undefined)).toEqual(['-a', '-b']);
  expect(shown(undefined, 'x\n'.repeat(100)).slice(39)).toEqual(['+x', ' … 60 more lines']);
});

test('a diff keeps what is common and counts what is not', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 9 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffLines(['s', ...before, 'e'].join('\n'), ['s', ...after, 'e'].join('\n'));
      const texts = (sign: string) => diff.filter((line) => line.sign === sign).map((line) => line.text);
      expect(texts('+').length - texts('-').length).toBe(after.length - before.length);
      for (const letter of ['a', 'b', 'c', 'd']) {
        const count = (list: readonly string[]) => list.filter((line) => line === letter).length;
        expect(count(texts('+')) - count(texts('-'))).toBe(count(after) - count(before));
      }
    }),
  );
});
