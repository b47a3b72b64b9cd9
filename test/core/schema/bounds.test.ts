import { expect, test } from '@jest/globals';
import type { Json, JsonMap } from '../../../src/core/index.js';
import { schemaMistakes } from '../../../src/core/schema/mistakes.js';
import { problems } from '../../../src/core/schema/problems.js';
import { soon } from '../../soon.js';

const names = Array.from({ length: 50_000 }, (_, i) => `k${i}`);
const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)]);
/** Definitions of which each refers to the next, in the way that `refer` says. */
const chain = (length: number, refer: (next: JsonMap) => JsonMap): JsonMap => ({
  $ref: '#/$defs/0',
  $defs: Object.fromEntries(
    names.slice(0, length + 1).map((_, i) => [i, i === length ? { type: 'string' } : refer({ $ref: `#/$defs/${i + 1}` })]),
  ),
});
const twice = (next: JsonMap): JsonMap => ({ anyOf: [next, next] });
const keyed = (value: Json): JsonMap => Object.fromEntries(names.map((name) => [name, value]));

const COSTLY = 'to check this against its schema takes more steps than any schema needs';
const END = 'this schema refers to itself without end';

/** A schema and a value of at most 1 MiB, and the last thing that is said of them. */
test.each<[string, JsonMap, Json, string | undefined]>([
  ['anyOf of itself', { items: twice({ $ref: '#' }) }, nested(90), COSTLY],
  ['references, two at each step', chain(40, twice), 1, COSTLY],
  ['references on and on', chain(20_000, (next) => next), 1, END],
  ['items that differ', { uniqueItems: true }, names.map((name) => ({ name })), undefined],
  ['a long enum', { items: { enum: names } }, names, undefined],
  ['a long enum of maps', { items: { enum: names.slice(0, 5000).map((a) => ({ a })) } }, names.slice(0, 5), 'is not one of'],
  ['a large const, again and again', { allOf: Array(9000).fill({ const: names }) }, [...names.slice(1), 'x'], COSTLY],
  ['many names that are required', { items: { required: names } }, Array(20_000).fill({}), 'is missing'],
  ['many patterns of names', { patternProperties: keyed(true) }, keyed(1), COSTLY],
  [
    'a pattern that backtracks',
    { items: { pattern: '^(a+)+$' } },
    Array(20_000).fill(`${'a'.repeat(40)}b`),
    'and at least 19995 more',
  ],
  ['a pattern of many states', { pattern: '^(a?b?){500}c$' }, 'ab'.repeat(500_000), 'does not have the form'],
  [
    'misspelt keys among many',
    { properties: keyed({}), additionalProperties: false },
    { ...keyed(1), k: 1 },
    'is not a known key',
  ],
])('%s', (_, schema, value, last) => {
  const said = soon(() => {
    const found = schemaMistakes(schema);
    return (found.length > 0 ? found : problems(schema, value)).at(-1)?.message;
  });
  if (last === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(last);
});
