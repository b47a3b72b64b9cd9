import { at, type Json, type Path } from '../base/json.js';
import type { Place } from './nodes.js';

/** A template looked at a value. `path` is from the context's root: `['values', 'image', 'tag']`. */
export interface Read {
  readonly path: Path;
  /** True: everything below the path counts; false: only whether it is there, or what it is itself. */
  readonly deep: boolean;
  readonly template: string;
  readonly place: Place;
}

/** One leaf of a rendered document: a scalar, or an empty map or list. */
export interface Field {
  readonly path: Path;
  /** What was read to make it; empty for what the template says itself. */
  readonly reads: readonly Read[];
  /** What was read to decide that it is there. */
  readonly under: readonly Read[];
  readonly template: string;
  readonly place: Place;
}

/** A value with a name in a template, and where in the context it comes from; empty for what the template made itself. */
export interface Bound {
  readonly value: Json;
  readonly from: readonly Path[];
}

/** Where the part of a bound value at `rest` comes from: of several sources those that have such a part. */
export function within(root: Json, from: readonly Path[], rest: Path): readonly Path[] {
  if (rest.length === 0) return from;
  const longer = from.map((path): Path => [...path, ...rest]);
  if (longer.length < 2) return longer;
  const there = longer.filter((path) => at(root, path) !== undefined);
  return there.length > 0 ? there : from;
}

export const begins = (path: Path, start: Path) =>
  start.length <= path.length && start.every((step, i) => String(step) === String(path[i]));

/** True if a read of one path takes in the value at another, or, for a map, a part of it. */
export const covers = (read: Read, path: Path): boolean =>
  (read.deep || read.path.length >= path.length) && (begins(path, read.path) || begins(read.path, path));
