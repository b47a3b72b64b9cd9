import { isList, isMap, type Json, type JsonMap } from '../base/json.js';
import { remembered } from '../base/memo.js';
import { didYouMean } from '../findings/suggest.js';
import type { Expression } from './nodes.js';
import { type Bound, within } from './reads.js';

/** What every template sees, by these names, at any depth. */
export type Context = {
  readonly values: JsonMap;
  readonly locals: JsonMap;
  readonly bundle: JsonMap;
  readonly release: JsonMap;
  readonly capabilities: JsonMap;
};

/** One level of names: of the template, of a partial's arguments, of a block. */
export interface Scope {
  readonly context: Context;
  readonly self: Bound;
  readonly names: Readonly<Record<string, Bound>>;
  readonly data: Readonly<Record<string, Bound>>;
  readonly parent?: Scope;
  /** Paths below `values` that the schema names: they may be absent, and then read as null. */
  readonly isKnown: (path: readonly string[]) => boolean;
}

type PathExpression = Extract<Expression, { is: 'path' }>;
/** A name that is not there; the fix looks through all names that are. */
export interface Missing {
  readonly missing: string;
  readonly fix: () => string | undefined;
}
export type Found = Bound | Missing;

const own = (value: Json | undefined, key: string): Json | undefined => {
  if (isMap(value)) return Object.hasOwn(value, key) ? value[key] : undefined;
  return isList(value) && /^\d+$/.test(key) ? value[Number(key)] : undefined;
};

// A template may ask a large map again and again.
const keysOf = remembered((map: JsonMap) => Object.keys(map));

/** All names that could begin a path here, for suggestions. */
function namesIn(scope: Scope): string[] {
  const names = [
    ...Object.keys(scope.context),
    ...Object.keys(scope.names),
    ...(isMap(scope.self.value) ? Object.keys(scope.self.value) : []),
  ];
  return [...new Set(scope.parent ? [...names, ...Object.keys(scope.parent.names)] : names)];
}

const part = (whole: Bound, key: string): Bound | undefined => {
  const value = own(whole.value, key);
  return value === undefined ? undefined : { value, from: whole.from.map((path) => [...path, key]) };
};

/** A name that a block or the arguments of a partial give. */
function given(scope: Scope, name: string): Bound | undefined {
  for (let here: Scope | undefined = scope; here; here = here.parent)
    if (Object.hasOwn(here.names, name)) return here.names[name];
  return undefined;
}

/** Looks a path up. Only own properties count, so nothing of JavaScript's prototypes is reachable. */
export function lookup(path: PathExpression, scope: Scope): Found {
  let here: Scope = scope;
  for (let i = 0; i < path.up; i++) here = here.parent ?? here;
  const { parts } = path;
  let start: Bound | undefined = here.self;
  // Most paths begin in the context, and are where they come from.
  let rooted: Json | undefined;
  let first = 0;
  if (path.data || (path.up === 0 && !path.self && parts.length > 0)) {
    const name = parts[0] ?? '';
    first = 1;
    if (path.data && name === 'root') start = { value: here.context, from: [[]] };
    else if (path.data) start = Object.hasOwn(here.data, name) ? here.data[name] : undefined;
    else {
      start = given(here, name);
      rooted = start ? undefined : own(here.context, name);
      start ??= rooted === undefined ? part(here.self, name) : { value: rooted, from: [] };
    }
    if (start === undefined) {
      const fix = () => didYouMean(name, path.data ? Object.keys(here.data) : namesIn(here));
      return { missing: `\`${path.source}\`: there is no \`${path.data ? '@' : ''}${name}\` here`, fix };
    }
  }
  const from = rooted === undefined ? within(scope.context, start.from, parts.slice(first)) : [parts];
  let value = start.value;
  for (let i = first; i < parts.length; i++) {
    const step = parts[i] ?? '';
    const next = own(value, step);
    if (next === undefined) {
      if (parts[0] === 'values' && here.isKnown(parts.slice(1))) return { value: null, from };
      const known = isMap(value) ? value : {};
      const fix = () => didYouMean(step, keysOf(known)) ?? 'read a value that may be absent with `has`, `default` or `omitEmpty`';
      const parent = parts.slice(0, i).join('.');
      return { missing: `\`${path.source}\`: ${parent ? `\`${parent}\` has no` : 'there is no'} \`${step}\``, fix };
    }
    value = next;
  }
  return { value, from };
}

/** Handlebars' idea of absent: false, null, 0, the empty string and the empty list; the empty map counts as well. */
export const isFalsy = (value: Json): boolean =>
  value === null ||
  value === false ||
  value === 0 ||
  value === '' ||
  (isList(value) && value.length === 0) ||
  (isMap(value) && keysOf(value).length === 0);
