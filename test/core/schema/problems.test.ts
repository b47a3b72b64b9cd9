import { expect, test } from '@jest/globals';
import type { Json, JsonMap } from '../../../src/core/index.js';
import { schemaMistakes } from '../../../src/core/schema/mistakes.js';
import { problems } from '../../../src/core/schema/problems.js';

const wrong = (schema: JsonMap, value: Json) =>
  problems(schema, value).map(({ kind, path, message, fix }) => `${kind} /${path.join('/')} ${message}${fix ? ` (${fix})` : ''}`);

test.each<[JsonMap, Json, string]>([
  [{ type: 'string' }, 1.1, 'wrong-type / must be a string, not the number 1.1 (put it in quotes)'],
  [{ type: 'string' }, true, 'wrong-type / must be a string, not true (put it in quotes)'],
  [{ type: 'string' }, null, 'wrong-type / must be a string, not null'],
  [{ type: 'integer' }, '3', 'wrong-type / must be a whole number, not the string "3" (write it without quotes)'],
  [{ type: 'integer' }, 'x', 'wrong-type / must be a whole number, not the string "x"'],
  [{ type: 'integer' }, 1.5, 'wrong-type / must be a whole number, not the number 1.5'],
  [{ type: 'boolean' }, 'true', 'wrong-type / must be true or false, not the string "true" (write it without quotes)'],
  [{ type: ['object', 'null'] }, [], 'wrong-type / must be a map or null, not a list'],
  [{ type: 'array' }, {}, 'wrong-type / must be a list, not a map'],
  [{ type: 'number' }, 'x'.repeat(80), `wrong-type / must be a number, not the string "${'x'.repeat(56)}…`],
  [
    { enum: ['canary', 'blueGreen', 5] },
    'bluegreen',
    'not-allowed / "bluegreen" is not one of canary, blueGreen, 5 (did you mean `blueGreen`?)',
  ],
  [{ enum: ['a'] }, 7, 'not-allowed / 7 is not one of a'],
  [{ const: 'v1' }, 'v2', 'not-allowed / "v2" must be "v1"'],
  [{ pattern: '^a$' }, 'b', 'not-allowed / "b" does not have the form that is wanted here (^a$)'],
  [{ pattern: '^a$', description: 'An a.' }, 'b', 'not-allowed / "b" does not have the form that is wanted here (An a.)'],
  [{ minimum: 1 }, 0, 'not-allowed / 0 is less than 1'],
  [{ maximum: 1 }, 2, 'not-allowed / 2 is more than 1'],
  [{ exclusiveMinimum: 1 }, 1, 'not-allowed / 1 must be more than 1'],
  [{ exclusiveMaximum: 1 }, 1, 'not-allowed / 1 must be less than 1'],
  [{ minLength: 1 }, '', 'not-allowed / it must not be empty'],
  [{ minLength: 3 }, 'x', 'not-allowed / it must have at least 3 characters'],
  [{ maxLength: 1 }, '😀x', 'not-allowed / it must have at most 1 characters'],
  [{ maxLength: 1, pattern: '^a$' }, 'bb', 'not-allowed / it must have at most 1 characters'],
  [{ minItems: 1 }, [], 'not-allowed / the list must not be empty'],
  [{ maxItems: 1 }, [1, 2], 'not-allowed / the list must have at most 1 items'],
  [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }], 'not-allowed / the items of the list must differ'],
  [{ minProperties: 1 }, {}, 'not-allowed / the map must not be empty'],
  [{ required: ['name'] }, {}, 'missing-key / `name` is missing (add `name:`)'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }], description: 'A text.' }, 5, 'not-allowed / 5 is not allowed here (A text.)'],
  [
    { properties: { 'a/b': { items: { type: 'string' } } } },
    { 'a/b': ['x', 1] },
    'wrong-type /a/b/1 must be a string, not the number 1 (put it in quotes)',
  ],
  [
    { properties: { replicas: {} }, additionalProperties: false },
    { repliacs: 1 },
    'unknown-key /repliacs `repliacs` is not a known key here (did you mean `replicas`?)',
  ],
  [
    { properties: { autoscaling: { 'x-aliases': ['hpa'] }, hpb: {} }, additionalProperties: false },
    { hpa: 1 },
    'unknown-key /hpa `hpa` is not a known key here (did you mean `autoscaling`?)',
  ],
  [
    { properties: { one: {}, two: {} }, additionalProperties: false },
    { constructor: 1 },
    'unknown-key /constructor `constructor` is not a known key here (known here: one, two)',
  ],
  [{ propertyNames: { pattern: '^a' } }, { b: 1 }, 'not-allowed /b "b" does not have the form that is wanted here (^a)'],
  [{ allOf: [{ type: 'string' }, { type: 'string' }] }, 5, 'wrong-type / must be a string, not the number 5 (put it in quotes)'],
])('%j and %j', (schema, value, line) => {
  expect(wrong(schema, value)).toEqual([line]);
});

test('all problems at once, at any depth', () => {
  const schema: JsonMap = {
    $defs: {
      port: { type: 'object', additionalProperties: false, required: ['port'], properties: { port: { type: 'integer' } } },
    },
    properties: { ports: { type: 'array', items: { $ref: '#/$defs/port' } }, name: { type: 'string' } },
  };
  expect(wrong(schema, { ports: [{ port: 'x' }, { prot: 1 }], name: 1 })).toEqual([
    'wrong-type /ports/0/port must be a whole number, not the string "x"',
    'missing-key /ports/1 `port` is missing (add `port:`)',
    'unknown-key /ports/1/prot `prot` is not a known key here (did you mean `port`?)',
    'wrong-type /name must be a string, not the number 1 (put it in quotes)',
  ]);
});

test.each<[Json, string]>([
  [{ properties: { a: { $ref: '#/nowhere' } } }, 'properties.a.$ref: `$ref` leads to no schema of this file'],
  [{ items: { $ref: 'https://example.com/x.json' } }, 'items.$ref: `$ref` leads to no schema of this file'],
  [{ $ref: '#' }, ': this schema refers to itself without end'],
  [{ properties: { a: { $ref: '#/properties/a' } } }, 'properties.a: this schema refers to itself without end'],
  [
    { $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { not: { $ref: '#/$defs/a' } } } },
    '$defs.a: this schema refers to itself without end',
  ],
  [{ pattern: '(' }, 'pattern: "(" is not a regular expression of RE2, which Helm takes: missing closing ): `(`'],
  [
    { pattern: '^(?!web$)' },
    'pattern: "^(?!web$)" is not a regular expression of RE2, which Helm takes: invalid or unsupported Perl syntax: `(?!`',
  ],
  [
    { pattern: '(a)\\1' },
    'pattern: "(a)\\\\1" is not a regular expression of RE2, which Helm takes: invalid escape sequence: `\\1`',
  ],
  [
    { patternProperties: { '[': {} } },
    'patternProperties.[: "[" is not a regular expression of RE2, which Helm takes: missing closing ]: `[`',
  ],
  [{ type: 'strng' }, 'type: `type` must be one or several of object, array, string, integer, number, boolean, null'],
  [{ properties: 5 }, 'properties: `properties` must be a map'],
  [{ allOf: {} }, 'allOf: `allOf` must be a list'],
  [{ items: 5 }, 'items: a schema is a map, true or false'],
])('the schema %j is refused', (schema, line) => {
  expect(
    schemaMistakes(schema as JsonMap).map(({ path, message }) => `${path.join('.')}: ${message}`.replaceAll('\\[', '[')),
  ).toEqual([line]);
});

test('a keyword that is not checked is no silent pass', () => {
  expect(
    schemaMistakes({ properties: { a: { multipleOf: 5 }, multipleOf: { description: 'a name' } } }).map(({ path }) =>
      path.join('.'),
    ),
  ).toEqual(['properties.a.multipleOf']);
});

test('a schema may hold itself further down', () => {
  expect(
    schemaMistakes({
      $defs: { tree: { properties: { left: { $ref: '#/$defs/tree' } }, items: { $ref: '#' } } },
      $ref: '#/$defs/tree',
    }),
  ).toEqual([]);
});
