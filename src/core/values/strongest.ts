import { isMap, type Json, type Path } from '../json.js';
import type { Layer } from '../types.js';

/**
 * The value at a path of layers, strongest first, without merging them: what `mergeLayers` would give there, if that is a scalar.
 * Stops at the first layer that says something about it, so that weaker files need not be read.
 */
export function strongest(layers: Iterable<Layer>, path: Path): Json | undefined {
  for (const layer of layers) {
    let here: Json | undefined = layer.data;
    for (const step of path) {
      here = isMap(here) && Object.hasOwn(here, step) ? here[String(step)] : undefined;
      // A scalar in the way hides what weaker layers say below it; null deletes it.
      if (!isMap(here)) break;
    }
    if (here !== undefined) return here ?? undefined;
  }
  return undefined;
}
