/** JSON as the core passes it around: read-only, with plain objects as maps. Maps never hold the key `__proto__` (readers refuse it). */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}

/** Where a value sits inside a document: map keys and list indices from the root. */
export type Path = readonly (string | number)[];

export const isMap = (value: unknown): value is JsonMap => typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: unknown): value is readonly Json[] => Array.isArray(value);

/** The value at a path, own properties only; undefined where the path leads nowhere. */
export function at(value: Json | undefined, path: Path): Json | undefined {
  let here: Json | undefined = value;
  // By index: rules ask this all the time, and a cold process allocates for each step of an iterator.
  for (let i = 0; i < path.length; i++) {
    const step = path[i] ?? '';
    if (isList(here)) here = here[Number(step)];
    else if (isMap(here)) here = Object.hasOwn(here, step) ? here[step] : undefined;
    else return undefined;
  }
  return here;
}

/** JSON Pointer (RFC 6901) of a path: `['a/b', 0]` gives `/a~1b/0`. */
export const pointer = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The path of a JSON Pointer; every step is a string. */
export const pathOf = (text: string): string[] =>
  text === ''
    ? []
    : text
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** A path as users write it, in the syntax of `--set`: `a.b[0].example\.com/x`. */
export const dotted = (path: Path): string =>
  path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${step.replace(/[.,=[\]\\]/g, '\\$&')}`))
    .join('');

/** Equal as JSON: key order does not count. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}
