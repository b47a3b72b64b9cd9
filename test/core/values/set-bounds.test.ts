import { expect, test } from '@jest/globals';
import { parsePath } from '../../../src/core/values/set.js';

const names = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`);

test.each([
  [names(31).join('.'), true],
  [names(32).join('.'), false],
  [`${names(31).join('.')}[0][0]`, true],
  ['a[0]', true],
  ['a[65536]', true],
  ['a[65537]', false],
  ['a[-1]', false],
  ['a[]', false],
  ['a[0', false],
  ['a[0]b', false],
  ['a[0].b', true],
  ['a..b', false],
  ['a.', false],
  ['.a', false],
  ['', false],
  ['__proto__', false],
])('is %s a path of a value? %s', (text, isPath) => {
  expect(parsePath(text) !== undefined).toBe(isPath);
});
