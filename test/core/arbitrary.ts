import fc from 'fast-check';
import { isList, isMap, type Json, type JsonMap } from '../../src/core/index.js';

const TEXTS = [
  'yes',
  'no',
  'on',
  '0644',
  '1_000',
  '1e3',
  '12:30',
  '~',
  '',
  ' ',
  '# x',
  '- a',
  'a: b',
  '{',
  '"',
  "'",
  '|',
  '\\',
  'é',
  '\u2028',
  '\ufeff',
  'null',
  '.5',
  '2026-11-24',
  '=',
  '<<',
  '!x',
  '&a',
  '*a',
  '%',
  '@',
  '`',
  'x\n',
  '\n',
  'a\n b\n',
  '\t',
  'a\tb',
  '\u0085',
  '😀',
];
const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 6 }));
const anything: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(text.filter(isKey), tie('json'), { maxKeys: 3 }),
  ),
})).json;

function isKey(key: string): boolean {
  return key !== '__proto__';
}

/** Data that fits a JSON Schema of the kind that bundles have, as far as its types, enums, bounds and patterns go. */
export function fitting(root: JsonMap, here: Json = root): fc.Arbitrary<Json> {
  if (!isMap(here)) return anything;
  const { $ref: ref } = here;
  if (typeof ref === 'string')
    return fitting(
      root,
      ref
        .slice(2)
        .split('/')
        .reduce<Json>((at, key) => (isMap(at) ? (at[key] ?? {}) : {}), root),
    );
  if (isList(here['enum'])) return fc.constantFrom(...here['enum']);
  const choices = here['anyOf'] ?? here['oneOf'];
  if (isList(choices)) return fc.oneof(...choices.map((item) => fitting(root, item)));
  const types = isList(here['type']) ? here['type'] : [here['type'] ?? 'any'];
  return fc.oneof(...types.map((type) => ofType(root, here, String(type))));
}

function ofType(root: JsonMap, here: JsonMap, type: string): fc.Arbitrary<Json> {
  const bound = (key: string, fallback: number) => (typeof here[key] === 'number' ? here[key] : fallback);
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: bound('minimum', -1000), max: bound('maximum', 70_000) });
    case 'number':
      return fc.double({ min: bound('minimum', -1000), max: bound('maximum', 1000), noNaN: true });
    case 'string':
      return typeof here['pattern'] === 'string'
        ? fc.stringMatching(new RegExp(here['pattern']))
        : text.filter((item) => item.length >= bound('minLength', 0));
    case 'array':
      return fc.array(fitting(root, here['items'] ?? {}), {
        minLength: bound('minItems', 0),
        maxLength: bound('minItems', 0) + 2,
      });
    case 'object':
      return object(root, here);
    default:
      return anything;
  }
}

function object(root: JsonMap, here: JsonMap): fc.Arbitrary<Json> {
  const properties = isMap(here['properties']) ? here['properties'] : {};
  const required = isList(here['required']) ? here['required'].map(String).filter((key) => Object.hasOwn(properties, key)) : [];
  const named = fc.record(Object.fromEntries(Object.entries(properties).map(([key, item]) => [key, fitting(root, item)])), {
    requiredKeys: required,
  });
  const more = here['additionalProperties'] ?? {};
  if (more === false) return named;
  const others = fc.dictionary(
    text.filter((key) => isKey(key) && !Object.hasOwn(properties, key)),
    fitting(root, more),
    { maxKeys: 2 },
  );
  return fc.tuple(named, others).map(([a, b]) => ({ ...b, ...a }));
}
