import { at, isList, isMap, type Json, type JsonMap, type Path } from '../json.js';
import { schemaOf, typesOf } from '../schema/lookup.js';
import type { Layer } from '../types.js';
import type { Assignment } from './set.js';

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

function typedValue({ path, value }: Assignment, schema: JsonMap): Json {
  const here = (more: Path) => typesOf(schemaOf(schema, [...path, ...more]));
  if (typeof value === 'string')
    return value === '' && !here([]).includes('string') && here([]).length > 0 ? null : typed(value, here([]));
  if (isList(value)) return value.map((item, i) => typed(item, here([i])));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typed(item, here([key]))]));
}

/** A copy of `target` with the value at the path; `base` fills the items of a list that only one item is set of, as in Helm. */
function put(target: Json | undefined, base: Json | undefined, path: Path, value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items: Json[] = [...(isList(target) ? target : isList(base) ? base : [])];
    while (items.length < step) items.push(null);
    items[step] = put(items[step], undefined, rest, value);
    return items;
  }
  const map = isMap(target) ? target : {};
  return { ...map, [step]: put(Object.hasOwn(map, step) ? map[step] : undefined, at(base, [step]), rest, value) };
}

const startsWith = (path: Path, start: Path) => start.every((step, i) => String(path[i]) === String(step));

/**
 * The layer of all values that were set by path (`--set`, an Action's `set`, Argo CD parameters), later ones winning.
 * `base` is what the people's own files give: an index into one of its lists changes that item and keeps the others.
 */
export function assignmentLayer(name: string, assignments: readonly Assignment[], base: JsonMap, schema: JsonMap): Layer {
  const data = assignments.reduce<Json>((map, item) => put(map, base, item.path, typedValue(item, schema)), {});
  return {
    name,
    data: isMap(data) ? data : {},
    originOf: (path) =>
      (assignments.findLast((item) => startsWith(path, item.path)) ?? assignments.findLast((item) => startsWith(item.path, path)))
        ?.origin,
  };
}
