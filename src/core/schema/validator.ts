import { at, isList, isMap, type Json, type JsonMap, pathOf } from '../base/json.js';
import { remembered } from '../base/memo.js';
import { matches } from './pattern.js';
import { isAmong, isUnique } from './same.js';

/** One keyword of a schema that the data breaks. `parent` is the schema that holds the keyword. */
export interface Breach {
  readonly path: readonly string[];
  /** What breaks it: the value at the path, or the last key of the path where keys are checked. */
  readonly value: Json;
  readonly keyword: string;
  readonly parent: JsonMap;
}

/** Keyword of the breach of data that took too many steps. */
export const TOO_COSTLY = 'steps';

/** A schema of 100 lines that asks itself twice at each level asks 2^100 times; a file of 1 MiB takes one or two million steps. */
const MOST_STEPS = 3_000_000;
/** Schemas that lead into each other, with no look at a part of the value or with one: everything here recurses. */
const MOST_DEPTH = 1000;

/** Nobody reads more of them, each takes memory, and a list of 1 MiB has half a million items. */
export const MOST_BREACHES = 20_000;

interface Budget {
  steps: number;
  depth: number;
}

class TooCostly extends Error {
  constructor(readonly breach: Breach) {
    super();
  }
}

/** A value under check: where it is, who collects the breaches, and what the whole check may still take. */
interface Subject {
  readonly root: JsonMap;
  readonly path: Steps | undefined;
  readonly found: Breach[];
  readonly budget: Budget;
}

/** A step is a schema that is asked, or a comparison that it makes. */
function spend({ budget, path }: Subject, steps: number, value: Json, parent: JsonMap): void {
  budget.steps -= steps;
  if (budget.steps < 0 || budget.depth > MOST_DEPTH)
    throw new TooCostly({ path: pathTo(path), value, keyword: TOO_COSTLY, parent });
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

function breach({ path, found }: Subject, keyword: string, value: Json, parent: JsonMap): void {
  if (found.length < MOST_BREACHES) found.push({ path: pathTo(path), value, keyword, parent });
}

function checkBounds(schema: JsonMap, value: Json, subject: Subject): void {
  if (value === null || typeof value === 'boolean') return;
  const bounds = BOUNDS[isList(value) ? 'array' : typeof value];
  for (const keyword in bounds) {
    const bound = schema[keyword];
    if (typeof bound === 'number' && bounds[keyword]?.(measureOf(value), bound) === false)
      breach(subject, keyword, value, schema);
  }
}

function measureOf(value: Exclude<Json, null | boolean>): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? characters(value) : isList(value) ? value.length : keys(value);
}

function fits(child: Json | undefined, value: Json, { root, path, budget }: Subject, holder: JsonMap): boolean {
  const found: Breach[] = [];
  check(child, value, { root, path, budget, found }, holder);
  return found.length === 0;
}

const fitsType = (type: Json | undefined, value: Json): boolean =>
  typeof type === 'string' ? TYPES[type]?.(value) === true : !isList(type) || type.some((one) => fitsType(one, value));

function check(schema: Json | undefined, value: Json, subject: Subject, holder: JsonMap): void {
  if (schema === undefined || schema === true) return;
  if (!isMap(schema)) {
    breach(subject, 'false', value, holder);
    return;
  }
  spend(subject, 1 + (typeof value === 'string' ? value.length >> 6 : 0), value, holder);
  subject.budget.depth++;
  checkAll(schema, value, subject);
  subject.budget.depth--;
}

function checkAll(schema: JsonMap, value: Json, subject: Subject): void {
  const { $ref, enum: among, const: only, pattern, anyOf, oneOf, not } = schema;
  if (typeof $ref === 'string') check(target(subject.root, $ref), value, subject, schema);
  if (!fitsType(schema['type'], value)) breach(subject, 'type', value, schema);
  if (isList(among) && !isAmong(among, value)) breach(subject, 'enum', value, schema);
  if (only !== undefined && !isAmong([only], value)) breach(subject, 'const', value, schema);
  checkBounds(schema, value, subject);
  if (
    typeof value === 'string' &&
    typeof pattern === 'string' &&
    !isTooLong(schema, value) &&
    !fitsPattern(pattern, value, subject, schema)
  )
    breach(subject, 'pattern', value, schema);
  if (isList(value)) checkList(schema, value, subject);
  if (isMap(value)) checkMap(schema, value, subject);

  for (const child of items(schema['allOf'])) check(child, value, subject, schema);
  const matching = (children: readonly Json[]) => children.filter((child) => fits(child, value, subject, schema)).length;
  if (isList(anyOf) && matching(anyOf) === 0) breach(subject, 'anyOf', value, schema);
  if (isList(oneOf) && matching(oneOf) !== 1) breach(subject, 'oneOf', value, schema);
  if (not !== undefined && fits(not, value, subject, schema)) breach(subject, 'not', value, schema);
  if (schema['if'] !== undefined)
    check(fits(schema['if'], value, subject, schema) ? schema['then'] : schema['else'], value, subject, schema);
}

/** Then no pattern is asked: what one of a published schema takes is bounded by its `maxLength`. */
const isTooLong = ({ maxLength }: JsonMap, text: string): boolean =>
  typeof maxLength === 'number' && text.length > maxLength && characters(text) > maxLength;

function fitsPattern(pattern: string, text: string, subject: Subject, holder: JsonMap): boolean {
  const { fits: isFit, steps } = matches(holder, pattern, text);
  spend(subject, steps, text, holder);
  return isFit;
}

function checkBelow(child: Json | undefined, key: string, item: Json, subject: Subject, holder: JsonMap): void {
  // Where nothing is asked there is nothing to look at.
  if (child === undefined || child === true) return;
  const { root, path, found, budget } = subject;
  check(child, item, { root, found, budget, path: { above: path, key } }, holder);
}

function checkList(schema: JsonMap, value: readonly Json[], subject: Subject): void {
  const first = items(schema['prefixItems']);
  for (const [i, item] of value.entries())
    checkBelow(i < first.length ? first[i] : schema['items'], String(i), item, subject, schema);
  spend(subject, value.length, value, schema);
  if (schema['uniqueItems'] === true && !isUnique(value)) breach(subject, 'uniqueItems', value, schema);
}

function checkMap(schema: JsonMap, value: JsonMap, subject: Subject): void {
  const properties = isMap(schema['properties']) ? schema['properties'] : {};
  const patternProperties = isMap(schema['patternProperties']) ? schema['patternProperties'] : {};
  const byPattern = Object.entries(patternProperties);
  const required = items(schema['required']);
  spend(subject, required.length + keys(value) * (1 + byPattern.length), value, schema);
  if (required.some((key) => !Object.hasOwn(value, String(key)))) breach(subject, 'required', value, schema);
  for (const key of Object.keys(value)) {
    const item = value[key] ?? null;
    checkBelow(schema['propertyNames'], key, key, subject, schema);
    const named = Object.hasOwn(properties, key);
    if (named) checkBelow(properties[key], key, item, subject, schema);
    const matched = byPattern.filter(([pattern]) => fitsPattern(pattern, key, subject, patternProperties));
    for (const [, child] of matched) checkBelow(child, key, item, subject, schema);
    if (!named && matched.length === 0) checkBelow(schema['additionalProperties'], key, item, subject, schema);
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
 * process must: compiling it takes a hundred times as long. Expects a schema that `schemaMistakes` finds nothing wrong with. Where the
 * check takes too many steps it ends, with a breach of TOO_COSTLY at the value that it had come to.
 */
export function breaches(schema: JsonMap, data: Json): readonly Breach[] {
  const found: Breach[] = [];
  try {
    check(schema, data, { root: schema, path: undefined, found, budget: { steps: MOST_STEPS, depth: 0 } }, schema);
    return found;
  } catch (error) {
    if (!(error instanceof TooCostly)) throw error;
    return [...found, error.breach];
  }
}
