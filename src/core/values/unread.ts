import { dotted, isMap, type Json, type Path } from '../base/json.js';
import { finding } from '../findings/findings.js';
import type { Finding } from '../findings/types.js';
import type { Read } from '../template/reads.js';
import type { Layer, Values } from './types.js';

/** A key of a values layer that no template looked at. */
export interface Unread {
  readonly layer: Layer;
  readonly path: Path;
}

/** All that was read, as a tree of keys. */
interface Looked {
  readonly below: Map<string, Looked>;
  /** True: everything below counts. */
  deep: boolean;
}

function tree(reads: readonly Read[]): Looked {
  const top: Looked = { below: new Map(), deep: false };
  for (const { path, deep } of reads) {
    if (path[0] !== 'values') continue;
    let here = top;
    for (let i = 1; i < path.length; i++) {
      const step = String(path[i]);
      const next: Looked = here.below.get(step) ?? { below: new Map(), deep: false };
      here.below.set(step, next);
      here = next;
    }
    here.deep ||= deep;
  }
  return top;
}

/** True if something read the value at a path: with all that is around it, or a part of it. */
function isCovered(looked: Looked, path: Path): boolean {
  let here: Looked | undefined = looked;
  for (const step of path) {
    if (here.deep) return true;
    here = here.below.get(String(step));
    if (!here) return false;
  }
  return true;
}

/** The keys of users' layers that nothing read: the outermost key of each part of which nothing was read. */
export function unreadOf(values: Values, reads: readonly Read[]): readonly Unread[] {
  const looked = tree(reads);
  const unread = (layer: Layer, value: Json, path: Path): readonly Path[] => {
    const entries = isMap(value) ? Object.entries(value) : [];
    if (entries.length === 0) return isCovered(looked, path) ? [] : [path];
    const below = entries.map(([key, item]) => unread(layer, item, [...path, key]));
    const whole = below.every((paths, i) => paths.length === 1 && paths[0]?.length === path.length + 1 && entries[i]);
    return whole && path.length > 0 ? [path] : below.flat();
  };
  const [, ...people] = values.layers;
  const set = people.filter(({ data }) => Object.keys(data).length > 0);
  return set.flatMap((layer) => unread(layer, layer.data, []).map((path) => ({ layer, path })));
}

/**
 * A warning for each key that was set and that nothing read in any of the environments that its layer is for: the warnings of each
 * environment, in the order given. `isWhole` is false for a layer that other environments, which were not rendered, use as well.
 */
export function neverRead(
  environments: readonly { readonly values: Values; readonly reads: () => readonly Read[] }[],
  isWhole: (layer: string) => boolean,
): readonly (readonly Finding[])[] {
  const keyOf = ({ layer, path }: Unread) => JSON.stringify([layer.name, path]);
  const unread = environments.map(({ values, reads }) => unreadOf(values, reads()));
  const counts = new Map<string, number>();
  for (const item of unread.flat()) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  const users = (layer: Layer) =>
    environments.filter(({ values }) => values.layers.some((other) => other.name === layer.name)).length;
  return unread.map((items) =>
    items.flatMap((item): readonly Finding[] => {
      const origin = item.layer.originOf(item.path);
      if (!origin || !isWhole(item.layer.name) || (counts.get(keyOf(item)) ?? 0) < users(item.layer)) return [];
      const message = `nothing reads \`${dotted(item.path)}\`: with these values it changes nothing`;
      return [finding('values/never-read', message, { origin, fix: 'remove it, or set what makes it count' })];
    }),
  );
}
