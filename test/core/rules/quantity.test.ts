import { expect, test } from '@jest/globals';
import { quantity, share } from '../../../src/core/rules/quantity.js';

test.each<[string | number | null, number | undefined]>([
  ...(['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const).map((suffix, i): [string, number] => [
    `3${suffix}`,
    3 * Number(`1e${(i - 3) * 3}`),
  ]),
  ...(['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const).map((suffix, i): [string, number] => [`3${suffix}`, 3 * 1024 ** (i + 1)]),
  ['1.5Gi', 1_610_612_736],
  ['.5', 0.5],
  ['5.', 5],
  ['-1k', -1000],
  ['+1k', 1000],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1e-3', 0.001],
  ['2.5e+1', 25],
  [7, 7],
  [null, undefined],
  ['', undefined],
  ['1K', undefined],
  ['1mi', undefined],
  ['1 Gi', undefined],
  ['Gi', undefined],
  ['1e', undefined],
])('the quantity %j', (text, number) => {
  if (number === undefined) expect(quantity(text)).toBeUndefined();
  else expect(quantity(text)).toBeCloseTo(number, 12);
});

test.each<[string | number | undefined, number, number | undefined, number | undefined]>([
  ['25%', 4, 1, 1],
  ['25%', 3, 1, 0],
  ['25%', 5, 2, 1],
  ['0%', 4, 0, 0],
  ['100%', 4, 4, 4],
  ['101%', 4, 5, 4],
  [2, 4, 2, 2],
  ['2', 4, undefined, undefined],
  ['1.5%', 4, undefined, undefined],
  [undefined, 4, undefined, undefined],
])('%s of %s is %s, or %s rounded down', (value, whole, up, down) => {
  expect([share(value, whole, 'up'), share(value, whole, 'down')]).toEqual([up, down]);
});
