import { expect, test } from '@jest/globals';
import { wholeOf } from '../../../src/core/yaml/resolve.js';
import { readMap } from './read.js';

const MIB = 1 << 20;

test.each([
  [MIB - 1, true],
  [MIB, true],
  [MIB + 1, false],
])('a file of %s characters', (length, fits) => {
  const found = readMap(`a: ${'x'.repeat(length - 3)}`);
  expect(Array.isArray(found) ? found : []).toEqual(fits ? [] : ['file/too-large 1:1+1']);
});

/** Go's int64 and uint64: what is beyond them is no whole number. */
test.each<[string, bigint | undefined]>([
  ['18446744073709551615', 18446744073709551615n],
  ['18446744073709551616', undefined],
  ['0xffffffffffffffff', 18446744073709551615n],
  ['0x10000000000000000', undefined],
  ['+9223372036854775807', 9223372036854775807n],
  ['+9223372036854775808', undefined],
  ['-9223372036854775808', -9223372036854775808n],
  ['-9223372036854775809', undefined],
  ['-0x10', -16n],
  ['0b101', 5n],
  ['0o17', 15n],
  ['017', 15n],
  ['08', 8n],
  ['1_000', 1000n],
  ['1.0', undefined],
])('the whole number of %s', (text, number) => {
  expect(wholeOf(text)).toBe(number);
});
