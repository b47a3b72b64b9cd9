import { isList, isMap, type Json, type Path } from '../base/json.js';
import type { Layer } from './types.js';

/** A value, and the layer that it comes from. */
export interface Strongest {
  readonly value: Json;
  readonly layer: Layer;
}

/**
 * The value at a path of layers, strongest first, without merging them: what `mergeLayers` would give there, if that is a scalar or in
 * a list. Stops at the first layer that says something about it, so that weaker files need not be read.
 */
export function strongest(layers: Iterable<Layer>, path: Path): Strongest | undefined {
  for (const layer of layers) {
    let here: Json | undefined = layer.data;
    let isHidden = false;
    for (const step of path) {
      // Maps merge. A list or a scalar in the way hides what weaker layers say below it, and null deletes it.
      isHidden ||= !isMap(here);
      here = isMap(here) ? (Object.hasOwn(here, step) ? here[step] : undefined) : isList(here) ? here[Number(step)] : undefined;
      if (here === undefined) break;
    }
    if (here !== undefined && here !== null) return { value: here, layer };
    if (here === null || isHidden) return undefined;
  }
  return undefined;
}
