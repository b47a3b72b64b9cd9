import { at, isList, isMap, type Json, type JsonMap, type Path } from '../base/json.js';
import type { Mend, Origin, TextEdit } from '../findings/types.js';
import type { Values } from './types.js';

/** One layer that says something about a path. `value` is null where the layer deletes it. */
export interface Setting {
  readonly layer: string;
  readonly origin: Origin | undefined;
  readonly value: Json;
}

/**
 * Every layer that set the value at a path, winner first; all of them, also those that a stronger layer hides. `read` takes the value out
 * of a layer.
 */
export function settingsOf(
  values: Values,
  path: Path,
  read = (from: Path, layer: JsonMap): Json | undefined => at(layer, from),
): readonly Setting[] {
  return values.layers.toReversed().flatMap((layer) => {
    const value = read(path, layer.data);
    return value === undefined ? [] : [{ layer: layer.name, origin: layer.originOf(path), value }];
  });
}

/** Where the value at a path comes from: the strongest layer that set it, or the nearest map around it. */
export function originOf(values: Values, path: Path): Origin | undefined {
  for (let length = path.length; length > 0; length--) {
    const start = path.slice(0, length);
    for (const layer of values.layers.toReversed())
      if (at(layer.data, start) !== undefined) return layer.originOf(start) ?? undefined;
  }
  return undefined;
}

/** The certain change of the file that set the value at a path, which fixes it. */
export function editOf(values: Values, path: Path, mend: Mend | undefined): { readonly edit?: TextEdit } {
  const layer = mend && values.layers.findLast((item) => at(item.data, path) !== undefined);
  const edit = mend && layer?.editOf?.(path, mend);
  return edit ? { edit } : {};
}

/** Goes through all leaves: scalars, lists of scalars' items, and empty maps and lists. `path` changes on the way: keep a copy of it. */
export function eachLeaf(value: Json, see: (leaf: Json, path: Path) => void): void {
  const path: (string | number)[] = [];
  const below = (key: string | number, item: Json): void => {
    path.push(key);
    visit(item);
    path.pop();
  };
  const visit = (here: Json): void => {
    if (isList(here) && here.length > 0) for (const [i, item] of here.entries()) below(i, item);
    else if (isMap(here) && Object.keys(here).length > 0) for (const key of Object.keys(here)) below(key, here[key] ?? null);
    else see(here, path);
  };
  visit(value);
}

/** The paths of the leaves that are looked for; of all without `isWanted`. */
export function leaves(value: Json, isWanted: (leaf: Json, path: Path) => boolean = () => true): readonly Path[] {
  const found: Path[] = [];
  eachLeaf(value, (leaf, path) => {
    if (isWanted(leaf, path)) found.push([...path]);
  });
  return found;
}
