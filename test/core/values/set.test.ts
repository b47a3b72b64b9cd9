import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json, JsonMap } from '../../../src/core/index.js';
import { writeYaml } from '../../../src/core/yaml/write.js';
import { describeWith } from '../../oracle.js';
import { seed } from '../../seed.js';
import { askHelm, withoutNulls } from '../yaml/helm.js';
import { setOn, stack } from './layers.js';

test.each<[string, Json]>([
  ['a=b', { a: 'b' }],
  ['a.b.c=d', { a: { b: { c: 'd' } } }],
  ['a=1,b=x', { a: 1, b: 'x' }],
  ['a=', { a: '' }],
  ['a=b=c', { a: 'b=c' }],
  ['a= b ', { a: ' b ' }],
  ['a\\.b=c', { 'a.b': 'c' }],
  ['a=b\\,c', { a: 'b,c' }],
  ['a\\=b=c', { 'a=b': 'c' }],
  ['a=b\\\\c', { a: 'b\\c' }],
  ['a=x\ny', { a: 'x\ny' }],
  ['a={x,y}', { a: ['x', 'y'] }],
  ['a={}', { a: [] }],
  ['a={x\\,y,z}', { a: ['x,y', 'z'] }],
  ['a={1,true,x},b=2', { a: [1, true, 'x'], b: 2 }],
  ['a=x{y,b=1', { a: 'x{y', b: 1 }],
  ['a[0]=x', { a: ['x'] }],
  ['a[2]=x', { a: [null, null, 'x'] }],
  ['a[0].b=x,a[0].c=y', { a: [{ b: 'x', c: 'y' }] }],
  ['a[0][1]=x', { a: [[null, 'x']] }],
  ['a=1,a=2', { a: 2 }],
  ['a.b=1,a.c=2', { a: { b: 1, c: 2 } }],
  ['ingress.annotations.a\\.b/c=d', { ingress: { annotations: { 'a.b/c': 'd' } } }],
  ['constructor.x=1', JSON.parse('{"constructor":{"x":1}}')],
])('--set %s', (text, value) => {
  expect(setOn(text)).toEqual(value);
});

test.each([
  ['a', '`a` sets nothing'],
  ['', '`` sets nothing'],
  ['a=b,c', '`c` sets nothing'],
  ['=x', '`` is not a path of a value'],
  ['a..b=x', '`a..b` is not a path of a value'],
  ['.a=x', '`.a` is not a path of a value'],
  ['a[x]=y', '`a[x]` is not a path of a value'],
  ['a[-1]=y', '`a[-1]` is not a path of a value'],
  ['[0]=y', '`[0]` is not a path of a value'],
  ['a[0]b=y', '`a[0]b` is not a path of a value'],
  ['a[65537]=x', '`a[65537]` is not a path of a value'],
  ['a={x', 'the list of `a` does not end with `}`'],
  ['a={x,b=1', 'the list of `a` does not end with `}`'],
  ['__proto__.x=1', '`__proto__.x` is not a path of a value'],
  ['a.__proto__=1', '`a.__proto__` is not a path of a value'],
])('--set %j is refused', (text, message) => {
  expect(String(setOn(text)).startsWith(message)).toBe(true);
});

test('a path has an end', () => {
  expect(setOn(`${'a.'.repeat(100_000)}b=1`)).toMatch(/is not a path of a value: the path has more than 31 names$/);
});

describe('the schema decides the type', () => {
  const of = (type: Json): JsonMap => ({
    type: 'object',
    properties: { a: { type }, l: { type: 'array', items: { type } }, m: { type: 'object', additionalProperties: { type } } },
  });
  test.each<[Json, string, Json]>([
    ['string', '1.10', '1.10'],
    ['string', '1', '1'],
    ['string', 'true', 'true'],
    ['string', '', ''],
    ['string', 'null', null],
    ['integer', '3', 3],
    ['integer', '-3', -3],
    ['integer', '1.5', '1.5'],
    ['integer', '0644', '0644'],
    ['integer', 'x', 'x'],
    ['integer', '', null],
    ['integer', 'true', 'true'],
    ['number', '0.95', 0.95],
    ['number', '1e3', 1000],
    ['number', '007', 7],
    ['boolean', 'true', true],
    ['boolean', 'False', false],
    ['boolean', '1', '1'],
    ['boolean', 'yes', 'yes'],
    [['integer', 'string'], '25%', '25%'],
    [['integer', 'string'], '1', 1],
    [['string', 'null'], '1', '1'],
    [['string', 'null'], 'null', null],
    ['array', '', null],
    ['object', 'x', 'x'],
  ])('%j from %s', (type, text, value) => {
    expect(setOn(`a=${text}`, of(type))).toEqual({ a: value });
    if (text !== '') expect(setOn(`l={${text}},m.k=${text}`, of(type))).toEqual({ l: [value], m: { k: value } });
  });

  test.each<[string, Json]>([
    ['5', 5],
    ['+5', 5],
    ['-5', -5],
    ['-0', 0],
    ['0644', '0644'],
    ['1.10', '1.10'],
    ['1e3', '1e3'],
    ['true', true],
    ['TRUE', true],
    ['False', false],
    ['yes', 'yes'],
    ['null', null],
    ['', ''],
    ['12345678901234567890', '12345678901234567890'],
  ])('without a word of the schema %j is what Helm makes of it', (text, value) => {
    expect(setOn(`a=${text}`)).toEqual({ a: value });
  });
});

const name = fc.constantFrom('a', 'b', 'c', 'd\\.e', 'list', 'maps', 'map');
const leaf = fc.oneof(
  fc.stringMatching(/^[a-z0-9 .:+-]{1,6}$/),
  fc.constantFrom('true', 'FALSE', 'null', '0644', '+5', '-0', '1.10', '1e3', 'x\\,y', '{p,1,true}', 'a=b', '"q"'),
);
// Helm does not turn one kind of value into another by path, so each name has one.
const path = fc.oneof(
  fc.tuple(fc.constantFrom('text', 'count', 'map.a', 'map.b.c', 'map.d\\.e', 'new.x', 'new.y.z')).map(([text]) => text),
  fc.tuple(fc.constantFrom('list', 'other'), fc.integer({ min: 0, max: 4 })).map(([key, i]) => `${key}[${i}]`),
  fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('name', 'port', 'extra')).map(([i, key]) => `maps[${i}].${key}`),
);
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(null, null, 1, true, 'x', ''),
    fc.array(fc.constantFrom<Json>(1, 'x', { k: 'v' }), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
})).value;

const alike = fc.letrec<{ map: JsonMap }>((tie) => ({
  map: fc.record(
    {
      text: fc.constantFrom('x', 'y'),
      list: fc.constantFrom([], [1], [1, 2]),
      map: fc.option(tie('map'), { nil: {}, maxDepth: 3 }),
    },
    { requiredKeys: [] },
  ),
})).map;

describeWith(['helm-values'], `as Helm, SEED=${seed}`, (tools) => {
  const ask = (questions: Parameters<typeof askHelm>[1]) =>
    askHelm(tools['helm-values'], questions).map((answer) => ('values' in answer ? withoutNulls(answer.values) : answer));

  test('--set over files', () => {
    const file = 'text: t\nlist: [p, q]\nmaps: [{ name: a, port: 1 }, { name: b }]\nmap: { a: 1, b: { c: 2, z: 3 } }\n';
    const sets = fc.sample(
      fc.array(
        fc.tuple(path, leaf).map(([key, value]) => `${key}=${value}`),
        { minLength: 1, maxLength: 4 },
      ),
      { numRuns: 1000 },
    );
    const answers = ask(sets.map((set) => ({ defaults: 'list: [z]\n', values: [file], set })));
    for (const [i, set] of sets.entries())
      expect({ set, values: withoutNulls(stack('list: [z]\n', { 'f.yaml': file }, set).data) }).toEqual({
        set,
        values: answers[i],
      });
  });

  const merged = (title: string, layers: fc.Arbitrary<readonly string[]>) =>
    test(`merged layers: ${title}`, () => {
      const samples = fc.sample(layers, { numRuns: 1000 });
      const answers = ask(samples.map(([defaults = '', ...values]) => ({ defaults, values })));
      for (const [i, [defaults = '', ...files]] of samples.entries()) {
        const ours = stack(defaults, Object.fromEntries(files.map((text, n) => [`${n}.yaml`, text])));
        expect({ layers: samples[i], values: withoutNulls(ours.data) }).toEqual({ layers: samples[i], values: answers[i] });
      }
    });
  const any = fc.dictionary(name, json, { maxKeys: 5 }).map(writeYaml);
  merged('one file over the defaults', fc.tuple(any, any));
  // Where a key is a map in one file and none in another, Helm brings back the defaults that a file between them took away.
  merged('several files', fc.array(alike.map(writeYaml), { minLength: 3, maxLength: 4 }));
});
