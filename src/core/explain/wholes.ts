import type { Path } from '../base/json.js';

interface Leaf {
  readonly path: Path;
  readonly chosen: boolean;
}

/** The outermost paths of which every leaf is chosen: one for a map that is chosen as a whole, not one for each of its leaves. */
export function wholes(leaves: readonly Leaf[], depth = 0): readonly Path[] {
  const [first] = leaves;
  if (!first || !leaves.some((leaf) => leaf.chosen)) return [];
  if (leaves.every((leaf) => leaf.chosen)) return [first.path.slice(0, depth)];
  const below = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const key = String(leaf.path[depth]);
    below.set(key, [...(below.get(key) ?? []), leaf]);
  }
  return [...below.values()].flatMap((group) => wholes(group, depth + 1));
}
