import { at, equal, isList, isMap, type Json, type JsonMap, pathOf } from '../json.js';

/** One keyword of a schema that the data breaks. `parent` is the schema that holds the keyword. */
export interface Breach {
  readonly path: readonly string[];
  /** What breaks it: the value at the path, or the last key of the path where keys are checked. */
  readonly value: Json;
  readonly keyword: string;
  readonly parent: JsonMap;
}

/** A value under check: where it is, and who collects the breaches. */
interface Subject {
  readonly root: JsonMap;
  readonly path: readonly string[];
  readonly found: Breach[];
}

const patterns = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  const compiled = patterns.get(pattern) ?? new RegExp(pattern, 'u');
  patterns.set(pattern, compiled);
  return compiled.test(text);
}

const entries = (value: Json | undefined) => (isMap(value) ? Object.entries(value) : []);
const items = (value: Json | undefined) => (isList(value) ? value : []);
const characters = (text: string) => [...text].length;
const keys = (map: JsonMap) => Object.keys(map).length;

const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  object: isMap,
  array: isList,
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

/** Keywords that bound a value by a number: the measure that they bound, and whether it holds. */
const BOUNDS: readonly (readonly [
  keyword: string,
  measure: (value: Json) => number | undefined,
  holds: (measure: number, bound: number) => boolean,
])[] = [
  ['minimum', asNumber, (n, bound) => n >= bound],
  ['maximum', asNumber, (n, bound) => n <= bound],
  ['exclusiveMinimum', asNumber, (n, bound) => n > bound],
  ['exclusiveMaximum', asNumber, (n, bound) => n < bound],
  ['minLength', (value) => (typeof value === 'string' ? characters(value) : undefined), (n, bound) => n >= bound],
  ['maxLength', (value) => (typeof value === 'string' ? characters(value) : undefined), (n, bound) => n <= bound],
  ['minItems', (value) => (isList(value) ? value.length : undefined), (n, bound) => n >= bound],
  ['maxItems', (value) => (isList(value) ? value.length : undefined), (n, bound) => n <= bound],
  ['minProperties', (value) => (isMap(value) ? keys(value) : undefined), (n, bound) => n >= bound],
  ['maxProperties', (value) => (isMap(value) ? keys(value) : undefined), (n, bound) => n <= bound],
];

function asNumber(value: Json): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function check(schema: Json | undefined, value: Json, subject: Subject, holder: JsonMap): void {
  const { root, path, found } = subject;
  if (schema === undefined || schema === true) return;
  if (!isMap(schema)) return void found.push({ path, value, keyword: 'false', parent: holder });
  const breach = (keyword: string) => void found.push({ path, value, keyword, parent: schema });
  const below = (child: Json | undefined, key: string | number, item: Json) =>
    check(child, item, { root, found, path: [...path, String(key)] }, schema);
  const fits = (child: Json | undefined): boolean => {
    const own: Breach[] = [];
    check(child, value, { root, path, found: own }, schema);
    return own.length === 0;
  };

  if (typeof schema['$ref'] === 'string') check(at(root, pathOf(schema['$ref'].slice(1))), value, subject, schema);
  const types = isList(schema['type']) ? schema['type'] : schema['type'] === undefined ? [] : [schema['type']];
  if (types.length > 0 && !types.some((type) => TYPES[String(type)]?.(value))) breach('type');
  if (isList(schema['enum']) && !schema['enum'].some((item) => equal(item, value))) breach('enum');
  if (schema['const'] !== undefined && !equal(schema['const'], value)) breach('const');
  for (const [keyword, measure, holds] of BOUNDS) {
    const bound = schema[keyword];
    const size = typeof bound === 'number' ? measure(value) : undefined;
    if (typeof bound === 'number' && size !== undefined && !holds(size, bound)) breach(keyword);
  }
  if (typeof value === 'string' && typeof schema['pattern'] === 'string' && !matches(schema['pattern'], value)) breach('pattern');
  if (isList(value)) checkList(schema, value, breach, below);
  if (isMap(value)) checkMap(schema, value, subject, breach, below);

  for (const child of items(schema['allOf'])) check(child, value, subject, schema);
  if (isList(schema['anyOf']) && !schema['anyOf'].some(fits)) breach('anyOf');
  if (isList(schema['oneOf']) && schema['oneOf'].filter(fits).length !== 1) breach('oneOf');
  if (schema['not'] !== undefined && fits(schema['not'])) breach('not');
  if (schema['if'] !== undefined) check(fits(schema['if']) ? schema['then'] : schema['else'], value, subject, schema);
}

type Below = (child: Json | undefined, key: string | number, item: Json) => void;

function checkList(schema: JsonMap, value: readonly Json[], breach: (keyword: string) => void, below: Below): void {
  const first = items(schema['prefixItems']);
  for (const [i, item] of value.entries()) below(i < first.length ? first[i] : schema['items'], i, item);
  if (schema['uniqueItems'] === true && value.some((item, i) => value.slice(0, i).some((other) => equal(item, other))))
    breach('uniqueItems');
}

function checkMap(schema: JsonMap, value: JsonMap, subject: Subject, breach: (keyword: string) => void, below: Below): void {
  const properties = isMap(schema['properties']) ? schema['properties'] : {};
  const byPattern = entries(schema['patternProperties']);
  if (items(schema['required']).some((key) => !Object.hasOwn(value, String(key)))) breach('required');
  for (const [key, item] of Object.entries(value)) {
    check(schema['propertyNames'], key, { ...subject, path: [...subject.path, key] }, schema);
    const named = Object.hasOwn(properties, key) ? [properties[key]] : [];
    const all = [...named, ...byPattern.filter(([pattern]) => matches(pattern, key)).map(([, child]) => child)];
    for (const child of all.length > 0 ? all : [schema['additionalProperties']]) below(child, key, item);
  }
}

/** Keywords that are checked here; `schemaMistakes` refuses a schema that constrains by others. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...BOUNDS.map(([keyword]) => keyword),
  ...[
    '$ref',
    'type',
    'enum',
    'const',
    'pattern',
    'items',
    'prefixItems',
    'uniqueItems',
    'properties',
    'patternProperties',
    'additionalProperties',
  ],
  ...['propertyNames', 'required', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
]);

/**
 * Checks data against a JSON Schema (2020-12): every keyword that is broken, at the deepest place. Interprets the schema, as a cold
 * process must: compiling it takes a hundred times as long. Expects a schema that `schemaMistakes` finds nothing wrong with.
 */
export function breaches(schema: JsonMap, data: Json): readonly Breach[] {
  const found: Breach[] = [];
  check(schema, data, { root: schema, path: [], found }, schema);
  return found;
}
