import { at, isList, isMap, type Json, type Path } from '../json.js';
import type { Mend, Origin, TextEdit, Values } from '../types.js';

/** One layer that says something about a path. `value` is null where the layer deletes it. */
export interface Setting {
  readonly layer: string;
  readonly origin: Origin | undefined;
  readonly value: Json;
}

/** Every layer that set the value at a path, winner first; all of them, also those that a stronger layer hides. */
export function settingsOf(values: Values, path: Path): readonly Setting[] {
  return values.layers.toReversed().flatMap((layer) => {
    const value = at(layer.data, path);
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

/** The certain change of the file that set the value at a path, which mends it. */
export function editOf(values: Values, path: Path, mend: Mend | undefined): { readonly edit?: TextEdit } {
  const layer = mend && values.layers.findLast((item) => at(item.data, path) !== undefined);
  const edit = mend && layer?.editOf?.(path, mend);
  return edit ? { edit } : {};
}

/** The paths of all leaves: scalars, lists of scalars' items, and empty maps and lists. */
export function leaves(value: Json, path: Path = []): readonly Path[] {
  const found: Path[] = [];
  const visit = (here: Json, at: Path): void => {
    const keys = typeof here === 'object' && here !== null ? Object.keys(here) : [];
    if (keys.length === 0) found.push(at);
    else if (isMap(here)) for (const key of keys) visit(here[key] ?? null, [...at, key]);
    else if (isList(here)) for (const [i, item] of here.entries()) visit(item, [...at, i]);
  };
  visit(value, path);
  return found;
}
