import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Json } from '../../../src/core/index.js';
import { flowYaml, writeYaml } from '../../../src/core/yaml/write.js';
import { json, NASTY } from './nasty.js';
import { readAll } from './read.js';

/** What each reader makes of a text that holds one value. */
const readers: readonly (readonly [string, (yaml: string) => unknown])[] = [
  ['yaml 1.1', (yaml) => parse(yaml, { version: '1.1', maxAliasCount: 0 })],
  ['yaml 1.2', (yaml) => parse(yaml, { version: '1.2', maxAliasCount: 0 })],
  ['our own', (yaml) => readAll(yaml)[0]],
];

describe.each(readers)('read by %s', (_, read) => {
  const same = (yaml: string, value: unknown) => expect({ yaml, value: read(yaml) }).toEqual({ yaml, value });

  test.each(NASTY.map((value) => [JSON.stringify(value).slice(0, 60), value]))('%s', (_, value) => {
    same(writeYaml(value), value);
    same(writeYaml([value, 1]), [value, 1]);
    same(`a: ${flowYaml(value)}\nb: 1\n`, { a: value, b: 1 });
    same(`[${flowYaml(value)}, 1]`, [value, 1]);
    same(`{ a: ${flowYaml(value)} }`, { a: value });
    if (value === '__proto__') return;
    same(writeYaml({ [value]: { [value]: [value] } }), { [value]: { [value]: [value] } });
    same(`${flowYaml(value)}: 1\n`, { [value]: 1 });
    same(`{ ${flowYaml(value)}: 1 }`, { [value]: 1 });
  });

  test('any value', () => {
    fc.assert(
      fc.property(json, (value) => {
        same(writeYaml(value), value);
        same(writeYaml({ a: [{ b: value }] }), { a: [{ b: value }] });
        same(`a: ${flowYaml(value)}\n`, { a: value });
        same(`[${flowYaml(value)}, 1]`, [value, 1]);
      }),
      { numRuns: 1000 },
    );
  });
});

test.each<[Json, string]>([
  [{}, '{}\n'],
  [[], '[]\n'],
  ['web', 'web\n'],
  ['a\nb', '|-\n  a\n  b\n'],
  [
    { a: { b: [1, 'x', { c: null, d: [] }], e: [[1], []] } },
    'a:\n  b:\n  - 1\n  - x\n  - c: null\n    d: []\n  e:\n  - - 1\n  - []\n',
  ],
  [{ script: 'set -e\n\nrun\n', tag: '1.10', on: 'yes' }, 'script: |\n  set -e\n\n  run\ntag: "1.10"\n"on": "yes"\n'],
])('canonical form of %j', (value, yaml) => {
  expect(writeYaml(value)).toBe(yaml);
});

test('a mustache prints one line, whatever the value', () => {
  fc.assert(fc.property(json, (value) => expect(flowYaml(value)).toMatch(/^[^\n\r\u0085\u2028\u2029]*$/)));
});
