import { at, dotted, isList, isMap, type Json, type JsonMap, type Path } from '../base/json.js';
import { once } from '../base/memo.js';
import { finding } from '../findings/findings.js';
import type { Finding } from '../findings/types.js';
import { schemaOf, typesOf } from '../schema/lookup.js';
import type { Assignment } from './set.js';
import type { Layer } from './types.js';

/** The value of a text: what the schema wants if it can be that, else what Helm's `--set` makes of it (pkg/strvals typedVal). */
function typed(text: string, types: readonly string[]): Json {
  const allowed = (type: string) => types.length === 0 || types.includes(type);
  const word = text.toLowerCase();
  if (word === 'null') return null;
  if ((word === 'true' || word === 'false') && allowed('boolean')) return word === 'true';
  if (
    /^(0|[1-9]\d*|[-+]\d+)$/.test(text) &&
    (allowed('integer') || types.includes('number')) &&
    Number.isSafeInteger(Number(text))
  )
    return Number(text) + 0;
  if (types.includes('number') && /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text)) return Number(text);
  return text;
}

function madeOf(assignment: Assignment, schema: JsonMap): Json {
  if ('exact' in assignment) return assignment.exact;
  const { path, value } = assignment;
  const here = (more: Path) => typesOf(schemaOf(schema, [...path, ...more]));
  if (typeof value === 'string')
    return value === '' && !here([]).includes('string') && here([]).length > 0 ? null : typed(value, here([]));
  if (isList(value)) return value.map((item, i) => typed(item, here([i])));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typed(item, here([key]))]));
}

/** A map that takes the place of another one: what only the other has goes back to the bundle's default. */
function replacing(value: Json, base: Json | undefined, defaults: Json | undefined): Json {
  if (!isMap(value) || !isMap(base)) return value;
  const out: Record<string, Json> = {};
  for (const key of Object.keys(base)) {
    const initial = at(defaults, [key]);
    if (!Object.hasOwn(value, key)) out[key] = isMap(initial) ? replacing({}, at(base, [key]), initial) : (initial ?? null);
  }
  for (const [key, item] of Object.entries(value)) out[key] = replacing(item, at(base, [key]), at(defaults, [key]));
  return out;
}

/** What flags have set so far, over what users' files have. */
function over(base: Json | undefined, target: Json | undefined): Json | undefined {
  if (target === undefined) return base;
  if (!isMap(base) || !isMap(target)) return target;
  const set = Object.entries(target).map(([key, value]): [string, Json] => [key, over(at(base, [key]), value) ?? null]);
  return { ...base, ...Object.fromEntries(set) };
}

/** What there is already: of the flags before, of users' files, and of the bundle. */
interface Below {
  readonly base: Json | undefined;
  readonly defaults: Json | undefined;
  /** In a list, of which nothing is merged with anything. */
  readonly listed?: boolean;
  /** Maps and lists that were made here, and so can be changed: to copy them for each of thousands of flags would take quadratic time. */
  readonly own: WeakMap<object, Json[] | Record<string, Json>>;
}

/** Thrown where a path goes through a value that has no such parts; `depth` is how far it came. */
class Blocked extends Error {
  constructor(
    readonly depth: number,
    readonly value: Json,
  ) {
    super();
  }
}

/** `target` with the value at the path, a copy unless it is our own; `base` fills the items of a list that only one item is set of, as in Helm. */
function put(target: Json | undefined, below: Below, path: Path, item: Assignment, value: Json, depth = 0): Json {
  const { base, defaults, listed, own } = below;
  const [step, ...rest] = path;
  if (step === undefined)
    return 'exact' in item && !item.merge && !listed ? replacing(value, over(base, target), defaults) : value;
  const here = target ?? base;
  const inside = { ...below, base: at(base, [step]), defaults: at(defaults, [step]) };
  if (typeof step === 'number') {
    if (here !== undefined && here !== null && !isList(here)) throw new Blocked(depth, here);
    const before = at(here ?? undefined, [step]);
    // An item that has no names gets them, as in Helm; one that is not a list does not become one.
    const kept = typeof rest[0] === 'string' && !isMap(before) ? undefined : before;
    const made = put(
      kept ?? undefined,
      { own, base: undefined, defaults: undefined, listed: true },
      rest,
      item,
      value,
      depth + 1,
    );
    const known = isList(here) ? own.get(here) : undefined;
    const items: Json[] = isList(known) ? known : [...(isList(here) ? here : [])];
    while (items.length < step) items.push(null);
    items[step] = made;
    own.set(items, items);
    return items;
  }
  if (here !== undefined && here !== null && !isMap(here)) throw new Blocked(depth, here);
  const made = put(at(target, [step]), inside, rest, item, value, depth + 1);
  const known = isMap(target) ? own.get(target) : undefined;
  const map: Record<string, Json> = isMap(known) ? known : { ...(isMap(target) ? target : {}) };
  map[step] = made;
  own.set(map, map);
  return map;
}

/** Who set a path: the last that set it or something around it, else the last that set a part of it. */
function originsOf(assignments: readonly Assignment[]): Layer['originOf'] {
  const keyOf = (path: Path) => path.join('\n');
  const prefixes = (path: Path) => [...path.keys(), path.length].map((length) => keyOf(path.slice(0, length)));
  /** Later ones overwrite earlier ones; the number says which of two is later. */
  const last = once(() => {
    const at = new Map<string, number>();
    const within = new Map<string, number>();
    for (const [i, { path }] of assignments.entries()) {
      at.set(keyOf(path), i);
      for (const prefix of prefixes(path)) within.set(prefix, i);
    }
    return { at, within };
  });
  return (path) => {
    const { at, within } = last();
    const around = Math.max(...prefixes(path).map((prefix) => at.get(prefix) ?? -1));
    return assignments[around >= 0 ? around : (within.get(keyOf(path)) ?? -1)]?.origin;
  };
}

/**
 * The layer of all values that were set by path (`--set`, an Action's `set`, Argo CD parameters), later ones winning.
 * `base` is what the user's own files give: an index into one of its lists changes that item and keeps the others.
 * Findings: paths that go through a value which has no parts.
 */
export function assignmentLayer(
  name: string,
  assignments: readonly Assignment[],
  files: { readonly base: JsonMap; readonly defaults: JsonMap },
  schema: JsonMap,
): { readonly layer: Layer; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const below: Below = { ...files, own: new WeakMap() };
  const data = assignments.reduce<Json>((map, item) => {
    try {
      return put(map, below, item.path, item, madeOf(item, schema));
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      const [through, next] = [dotted(item.path.slice(0, error.depth)), item.path[error.depth]];
      const what = isList(error.value) ? 'a list' : isMap(error.value) ? 'a map' : `a ${typeof error.value}`;
      const message = `\`${dotted(item.path)}\` cannot be set: \`${through}\` is ${what}, which has no ${typeof next === 'number' ? 'items' : 'keys'}`;
      findings.push(
        finding('values/bad-set', message, { origin: item.origin, fix: `set \`${through}\` as a whole, or to null first` }),
      );
      return map;
    }
  }, {});
  return { layer: { name, data: isMap(data) ? data : {}, originOf: originsOf(assignments) }, findings };
}
