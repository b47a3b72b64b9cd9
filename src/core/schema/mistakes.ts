import { at, isList, isMap, type Json, type JsonMap, type Path, pathOf } from '../base/json.js';
import { linearRegex } from '../regex/linear.js';
import { markPeoples } from './pattern.js';
import { KEYWORDS } from './validator.js';

/** Something in a JSON Schema that no data can be checked against. */
export interface SchemaMistake {
  readonly path: Path;
  readonly message: string;
  readonly fix?: string;
}

/** How many schemas may lead to each other before one of them looks at a part of the value. */
const MOST_HOPS = 200;

// Where schemas stand in a schema (JSON Schema core 2020-12, 10.2 and 10.3). Those in place see the same value as the schema around them.
const IN_PLACE = ['not', 'if', 'then', 'else'];
const LISTS_IN_PLACE = ['allOf', 'anyOf', 'oneOf'];
const BELOW = ['items', 'additionalProperties', 'propertyNames'];
const MAPS_BELOW = ['properties', 'patternProperties', '$defs', 'definitions'];
/** Keywords that describe and do not constrain (JSON Schema core 8, validation 7 to 9); ours begin with `x-`. */
const NOTES = new Set([
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'definitions',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'format',
]);

/** What the value of a keyword must be for the validator to read it. */
const FORMS: readonly (readonly [form: string, fits: (value: Json) => boolean, keywords: readonly string[]])[] = [
  ['a list', isList, ['enum', 'required', 'prefixItems', ...LISTS_IN_PLACE]],
  ['a map', isMap, MAPS_BELOW],
  ['a string', (value) => typeof value === 'string', ['pattern']],
];
const TYPES = new Set<Json>(['object', 'array', 'string', 'integer', 'number', 'boolean', 'null']);

type Child = readonly [path: Path, schema: Json];

const named = (schema: JsonMap, keys: readonly string[]): Child[] =>
  keys.flatMap((key): Child[] => (schema[key] === undefined ? [] : [[[key], schema[key]]]));

const inside = (schema: JsonMap, keys: readonly string[]): Child[] =>
  named(schema, keys).flatMap(([path, value]): Child[] => {
    if (isList(value)) return value.map((item, i) => [[...path, i], item]);
    return isMap(value) ? Object.entries(value).map(([key, item]) => [[...path, key], item]) : [];
  });

/** The schema that a `$ref` of this document leads to; undefined where it leads nowhere. */
const target = (root: JsonMap, ref: Json | undefined): Json | undefined =>
  typeof ref === 'string' && ref.startsWith('#') ? at(root, pathOf(ref.slice(1))) : undefined;

/**
 * Mistakes in a schema of a user's file: keywords of a wrong form, references that lead nowhere or in a circle, and patterns that RE2 does
 * not know. From then on its patterns run by RE2's rules.
 */
export function schemaMistakes(root: JsonMap): readonly SchemaMistake[] {
  const found: SchemaMistake[] = [];
  const closed = new Set<Json>();
  const open = new Set<Json>();

  /** True if a schema asks for itself before it looks at a part of the value, or for so many others that nothing can follow it. */
  function circles(schema: Json | undefined): boolean {
    if (!isMap(schema) || closed.has(schema)) return false;
    if (open.has(schema) || open.size === MOST_HOPS) return true;
    open.add(schema);
    const next = [...named(schema, IN_PLACE), ...inside(schema, LISTS_IN_PLACE)].map(([, child]) => child);
    const result = [...next, target(root, schema['$ref'])].some(circles);
    open.delete(schema);
    closed.add(schema);
    return result;
  }

  function pattern(text: Json | undefined, path: Path): void {
    const regex = typeof text === 'string' ? linearRegex(text) : undefined;
    if (typeof regex === 'string')
      found.push({
        path,
        message: `${JSON.stringify(text)} is not a regular expression of RE2, which Helm takes: ${regex}`,
        fix: 'RE2 has no lookaround and no backreferences; `not`, `allOf` and `anyOf` can hold several patterns',
      });
  }

  function visit(schema: Json, path: Path): void {
    const wrong = (key: string, message: string) => void found.push({ path: [...path, key], message: `\`${key}\` ${message}` });
    if (typeof schema === 'boolean') return;
    if (isMap(schema)) markPeoples(schema);
    else return void found.push({ path, message: 'a schema is a map, true or false' });
    for (const key of Object.keys(schema))
      if (!KEYWORDS.has(key) && !NOTES.has(key) && !key.startsWith('x-')) wrong(key, 'is not a keyword that is checked here');
    for (const [form, fits, keywords] of FORMS)
      for (const key of keywords) if (schema[key] !== undefined && !fits(schema[key])) wrong(key, `must be ${form}`);
    const types = isList(schema['type']) ? schema['type'] : [schema['type'] ?? 'null'];
    if (!types.every((type) => TYPES.has(type))) wrong('type', `must be one or several of ${[...TYPES].join(', ')}`);
    const ref = schema['$ref'];
    if (ref !== undefined && target(root, ref) === undefined) wrong('$ref', 'leads to no schema of this file');
    if (circles(schema)) found.push({ path, message: 'this schema refers to itself without end' });
    pattern(schema['pattern'], [...path, 'pattern']);
    for (const [at] of inside(schema, ['patternProperties'])) pattern(at.at(-1), [...path, ...at]);
    const children = [
      ...named(schema, [...IN_PLACE, ...BELOW]),
      ...inside(schema, [...LISTS_IN_PLACE, 'prefixItems', ...MAPS_BELOW]),
    ];
    for (const [below, child] of children) visit(child, [...path, ...below]);
  }

  visit(root, []);
  return found;
}
