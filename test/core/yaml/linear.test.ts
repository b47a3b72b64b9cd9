import { test } from '@jest/globals';
import { soon } from '../../soon.js';
import { readMap } from './read.js';

const times = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('');

/** Each took from seconds to minutes. */
test.each([
  ['comments', '#\n'.repeat(500_000)],
  ['comments with CRLF', '#\r\n'.repeat(300_000)],
  ['empty lines', '\n'.repeat(1_000_000)],
  ['comments before a directive', `${'#\n'.repeat(500_000)}%`],
  ['empty documents', '---\n'.repeat(200_000)],
  ['tabs in block scalars', times(80_000, (i) => `k${i}: |\n \t\n`)],
  ['a key `value` that is set again and again', 'value: 010\n'.repeat(80_000)],
])('%s', (_, text) => {
  soon(() => readMap(text));
});
