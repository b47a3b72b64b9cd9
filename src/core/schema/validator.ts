import { at, equal, isList, isMap, type Json, type JsonMap, pathOf } from '../json.js';
import { remembered } from '../memo.js';

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
  readonly path: Steps | undefined;
  readonly found: Breach[];
}

const targets = remembered((_: JsonMap) => new Map<string, Json | undefined>());

/** What a `$ref` within a schema leads to. */
function target(root: JsonMap, ref: string): Json | undefined {
  const known = targets(root);
  const found = known.get(ref) ?? at(root, pathOf(ref.slice(1)));
  known.set(ref, found);
  return found;
}

/** A path from its end: most values are right, and nobody asks where they are. */
interface Steps {
  readonly above: Steps | undefined;
  readonly key: string;
}

function pathTo(steps: Steps | undefined): string[] {
  const path: string[] = [];
  for (let here = steps; here; here = here.above) path.unshift(here.key);
  return path;
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

const atLeast = (n: number, bound: number) => n >= bound;
const atMost = (n: number, bound: number) => n <= bound;
const above = (n: number, bound: number) => n > bound;
const under = (n: number, bound: number) => n < bound;
/** Keywords that bound a value of a type by a number. */
const BOUNDS: Readonly<Record<string, Readonly<Record<string, (measure: number, bound: number) => boolean>>>> = {
  number: { minimum: atLeast, maximum: atMost, exclusiveMinimum: above, exclusiveMaximum: under },
  string: { minLength: atLeast, maxLength: atMost },
  array: { minItems: atLeast, maxItems: atMost },
  object: { minProperties: atLeast, maxProperties: atMost },
};

function checkBounds(schema: JsonMap, value: Json, breach: (keyword: string) => void): void {
  if (value === null || typeof value === 'boolean') return;
  const bounds = BOUNDS[isList(value) ? 'array' : typeof value];
  for (const keyword in bounds) {
    const bound = schema[keyword];
    if (typeof bound === 'number' && bounds[keyword]?.(measureOf(value), bound) === false) breach(keyword);
  }
}

function measureOf(value: Exclude<Json, null | boolean>): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? characters(value) : isList(value) ? value.length : keys(value);
}

function check(schema: Json | undefined, value: Json, subject: Subject, holder: JsonMap): void {
  const { root, path, found } = subject;
  if (schema === undefined || schema === true) return;
  if (!isMap(schema)) return void found.push({ path: pathTo(path), value, keyword: 'false', parent: holder });
  const breach = (keyword: string) => void found.push({ path: pathTo(path), value, keyword, parent: schema });
  const below = (child: Json | undefined, key: string | number, item: Json) =>
    check(child, item, { root, found, path: { above: path, key: String(key) } }, schema);
  const fits = (child: Json | undefined): boolean => {
    const own: Breach[] = [];
    check(child, value, { root, path, found: own }, schema);
    return own.length === 0;
  };

  if (typeof schema['$ref'] === 'string') check(target(root, schema['$ref']), value, subject, schema);
  const type = schema['type'];
  if (typeof type === 'string' ? !TYPES[type]?.(value) : isList(type) && !type.some((one) => TYPES[String(one)]?.(value)))
    breach('type');
  if (isList(schema['enum']) && !schema['enum'].some((item) => equal(item, value))) breach('enum');
  if (schema['const'] !== undefined && !equal(schema['const'], value)) breach('const');
  checkBounds(schema, value, breach);
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
  for (const key of Object.keys(value)) {
    const item = value[key] ?? null;
    if (schema['propertyNames'] !== undefined)
      check(schema['propertyNames'], key, { ...subject, path: { above: subject.path, key } }, schema);
    if (byPattern.length === 0) {
      below(Object.hasOwn(properties, key) ? properties[key] : schema['additionalProperties'], key, item);
      continue;
    }
    const named = Object.hasOwn(properties, key) ? [properties[key]] : [];
    const all = [...named, ...byPattern.filter(([pattern]) => matches(pattern, key)).map(([, child]) => child)];
    for (const child of all.length > 0 ? all : [schema['additionalProperties']]) below(child, key, item);
  }
}

/** Keywords that are checked here; `schemaMistakes` refuses a schema that constrains by others. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...Object.values(BOUNDS).flatMap(Object.keys),
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
  check(schema, data, { root: schema, path: undefined, found }, schema);
  return found;
}
