import { expect, test } from '@jest/globals';
import type { Json } from '../../../src/core/index.js';
import { readMap, readValue } from './read.js';

const TEXT = Symbol('the text itself');

type Row = readonly [text: string, value: Json | typeof TEXT];
const as =
  (value: Row[1]) =>
  (word: string): Row => [word, value];

const SCALARS: readonly Row[] = [
  // YAML 1.1 booleans, and words that only look like them
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map(as(true)),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map(as(false)),
  ...['yEs', 'oN', 'tRUE', 'nUll', 'yes!', 'nope'].map(as(TEXT)),
  ...['~', 'null', 'Null', 'NULL', '', '# c', '!!null ~', '!!null ""'].map(as(null)),
  // octal, hexadecimal, binary
  ['0644', 420],
  ['-0644', -420],
  ['0o17', 15],
  ['0O17', 15],
  ['-0o17', -15],
  ['00', 0],
  ['089', 89],
  ['0o8', TEXT],
  ['0x1F', 31],
  ['0X1f', 31],
  ['-0x1F', -31],
  ['+0x1F', 31],
  ['0xg', TEXT],
  ['0x', TEXT],
  ['0b11', 3],
  ['0B11', 3],
  ['-0b11', -3],
  ['0b12', TEXT],
  ['0b', TEXT],
  ['0xFFFFFFFFFFFFFFFF', 2 ** 64],
  ['0x1FFFFFFFFFFFFFFFF', TEXT],
  ['-0x8000000000000001', TEXT],
  ['0777777777777777777777777', 7.777777777777778e23],
  // underscores
  ['1_000', 1000],
  ['1__0', 10],
  ['1_', 1],
  ['_1', TEXT],
  ['-_1', -1],
  ['0x_1', 1],
  ['1_0.5', 10.5],
  ['1.5_0', 1.5],
  ['.5_', TEXT],
  ['._5', TEXT],
  ['.8_9', 0.89],
  ['.8__9', TEXT],
  ['.5e1_0', 5e9],
  ['.5_e1', TEXT],
  // floats
  ['.5', 0.5],
  ['-.5', -0.5],
  ['+.5', 0.5],
  ['5.', 5],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1e+3', 1000],
  ['1e-3', 0.001],
  ['.5e3', 500],
  ['1.10', 1.1],
  ['-0', 0],
  ['-0.0', 0],
  ['9223372036854775808', 2 ** 63],
  ['1e400', TEXT],
  ['-1e400', TEXT],
  ['1e', TEXT],
  ['e3', TEXT],
  ['1e3.5', TEXT],
  ['.', TEXT],
  ['..', TEXT],
  ['+', TEXT],
  ['--1', TEXT],
  ['++1', TEXT],
  ['1.2.3', TEXT],
  ['0x1.8p1', TEXT],
  // no base 60, no dates, no other numbers
  ...['12:30:45', '12:30', '190:20:30', '2024-01-01', '2024-01-01T00:00:00Z', '1,000', 'inf', 'NaN', '.iNf', '=', '<<'].map(
    as(TEXT),
  ),
  // tags
  ['!!str 0644', '0644'],
  ['!!str yes', 'yes'],
  ['!!str', ''],
  ['! 1', '1'],
  ['!!int "17"', 17],
  ['!!float 1', 1],
  ['!!bool yes', true],
  ['!!timestamp 2024-01-01', '2024-01-01'],
  // quoted and folded
  ['"yes"', 'yes'],
  ["'0644'", '0644'],
  ["'it''s'", "it's"],
  [String.raw`"\u00e9\x41\t\U0001F600"`, 'éA\t😀'],
  ['"x\n  y"', 'x y'],
  ['x\n\n  y', 'x\ny'],
  ['|\n  x\n  y\n', 'x\ny\n'],
  ['|-\n  x\n', 'x'],
  ['|+\n  x\n\n', 'x\n\n'],
  ['>\n  x\n  y\n\n  z\n', 'x y\nz\n'],
  ['|2\n   x\n', ' x\n'],
  ['x # c', 'x'],
  ['x#c', 'x#c'],
  ['http://x.y/z', 'http://x.y/z'],
  ['a::b', 'a::b'],
];

test.each(SCALARS)('a: %s', (text, value) => {
  expect(readValue(text)).toEqual(value === TEXT ? text : value);
});

test.each([
  ['n', 'false'],
  ['y', 'true'],
  ['on', 'true'],
  ['NO', 'false'],
  ['0644', '420'],
  ['0x1F', '31'],
  ['1_000', '1000'],
  ['1e3', '1000'],
  ['1.5', '1.5'],
  ['true', 'true'],
  ['"null"', 'null'],
  ["'n'", 'n'],
  ['!!str n', 'n'],
  ['12:30', '12:30'],
  ['constructor', 'constructor'],
  ['toString', 'toString'],
])('the key %s', (text, key) => {
  const value = readMap(`${text}: 1\n`);
  expect(Object.entries(value ?? {})).toEqual([[key, 1]]);
});

test.each([
  ['.inf', 'yaml/not-json 1:4+4'],
  ['-.INF', 'yaml/not-json 1:4+5'],
  ['+.Inf', 'yaml/not-json 1:4+5'],
  ['.nan', 'yaml/not-json 1:4+4'],
  ['!!int x', 'yaml/tag 1:10+1'],
  ['!!float .inf', 'yaml/tag 1:12+4'],
  ['!!bool 1', 'yaml/tag 1:11+1'],
  ['!!null x', 'yaml/tag 1:11+1'],
  ['!!binary aGk', 'yaml/tag 1:13+3'],
  ['*b', 'yaml/alias 1:4+2'],
  ['@x', 'yaml/syntax 1:4+1'],
  ['`x', 'yaml/syntax 1:4+1'],
  ['- b', 'yaml/syntax 1:4+1'],
  ['b: c', 'yaml/syntax 1:5+1'],
  [String.raw`"\q"`, 'yaml/syntax 1:6+1'],
])('a: %s is refused', (text, finding) => {
  expect(readValue(text)).toEqual([finding]);
});
