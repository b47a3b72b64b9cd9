import { isList, isMap, type Json, type JsonMap } from '../base/json.js';
import { remembered } from '../base/memo.js';

const sorted = (map: JsonMap) => Object.fromEntries(Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** One text for all maps and lists that are equal. Made once: a schema may compare a large value again and again. */
const textOf = remembered((value: JsonMap | readonly Json[]) =>
  JSON.stringify(value, (_, item: Json) => (isMap(item) ? sorted(item) : item)),
);
const keyOf = (value: Json): string => (isMap(value) || isList(value) ? textOf(value) : JSON.stringify(value));

const MANY = 16;
const keys = remembered((list: readonly Json[]) => new Set(list.map(keyOf)));

/** True if a value equals one of a schema's. */
export const isAmong = (list: readonly Json[], value: Json): boolean =>
  isMap(value) || isList(value) || list.length > MANY ? keys(list).has(keyOf(value)) : list.includes(value);

/** True if no two values of a list are equal. */
export const isUnique = (list: readonly Json[]): boolean => new Set(list.map(keyOf)).size === list.length;
