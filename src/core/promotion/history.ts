import { sameTag } from './changes.js';
import type { Arrival } from './facts.js';

/** A commit of the base branch that touched the values of an environment, and the tag that they had then. */
export interface Version extends Arrival {
  readonly tag: string | undefined;
}

/** A time in which an environment ran one tag. */
export interface Stay {
  readonly tag: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** Absent while it lasts. */
  readonly to?: number;
  readonly commit: string;
}

/**
 * When the tag that runs now arrived: with the oldest of the newest versions that all have it, so that later changes of other values do
 * not count. If the history ends before that (a shallow clone), its oldest commit: the tag was there by then. `versions`: newest first.
 */
export function arrivalOf(versions: readonly Version[]): Arrival | null {
  const [newest] = versions;
  if (newest?.tag === undefined) return null;
  const end = versions.findIndex(({ tag }) => tag === undefined || !sameTag(tag, newest.tag));
  const first = versions[(end < 0 ? versions.length : end) - 1];
  return first ? { time: first.time, commit: first.commit } : null;
}

/** What an environment ran, from when to when, oldest first. `versions`: newest first. */
export function staysOf(versions: readonly Version[]): readonly Stay[] {
  const stays: { tag: string; from: number; to?: number; commit: string }[] = [];
  let now: string | undefined;
  for (const { tag, time, commit } of versions.toReversed()) {
    if (tag === now) continue;
    const last = stays.at(-1);
    if (last && last.to === undefined) last.to = time;
    if (tag !== undefined) stays.push({ tag, from: time, commit });
    now = tag;
  }
  return stays;
}
