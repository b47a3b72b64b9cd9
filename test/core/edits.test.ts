import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyEdits, type TextEdit } from '../../src/core/index.js';

const edit = (line: number, column: number, before: string, after: string): TextEdit => ({
  path: 'v.yaml',
  line,
  column,
  before,
  after,
});

test('every byte outside of the edits stays', () => {
  const text = '\uFEFFa: 1 # x\r\nbb: yes\r\n\tend';
  const { text: out, made } = applyEdits(text, [edit(2, 1, 'bb', 'c'), edit(1, 4, '1', '"1"'), edit(2, 5, 'yes', 'true')]);
  expect(out).toBe('\uFEFFa: "1" # x\r\nc: true\r\n\tend');
  expect(made).toHaveLength(3);
});

test('an edit of a text that has changed, or that another one overlaps, is not made', () => {
  expect(applyEdits('a: 1\n', [edit(1, 1, 'b', 'c'), edit(7, 1, 'a', 'c')])).toEqual({ text: 'a: 1\n', made: [] });
  expect(applyEdits('abc: 1\n', [edit(1, 1, 'abc', 'x'), edit(1, 2, 'bc', 'y')]).text).toBe('x: 1\n');
});

test('edits and their reverse give the text back', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 20 }), (pairs) => {
      const text = pairs.map(([before]) => `k: ${before}`).join('\n');
      const there = applyEdits(
        text,
        pairs.map(([before, after], i) => edit(i + 1, 4, before, after)),
      );
      expect(there.text).toBe(pairs.map(([, after]) => `k: ${after}`).join('\n'));
      expect(
        applyEdits(
          there.text,
          pairs.map(([before, after], i) => edit(i + 1, 4, after, before)),
        ).text,
      ).toBe(text);
    }),
  );
});
