import { sameTag } from './changes.js';
import type { Arrival, Stay } from './facts.js';

/** A commit of the base branch that touched the values of an environment, and the tag that they had then. */
export interface Version {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly commit: string;
  readonly tag: string | undefined;
}

/**
 * When the tag that runs now arrived: with the oldest of the newest versions that all have it, so that later changes of other values do
 * not count. If the history ends before that (a shallow clone), its oldest commit: the tag was there by then. Null where the history does
 * not know the tag that runs: it is not committed yet. `versions`: newest first.
 */
export function arrivalOf(versions: readonly Version[], running: string | undefined): Arrival | null {
  const [newest] = versions;
  if (newest?.tag === undefined || !sameTag(newest.tag, running)) return null;
  const { tag } = newest;
  const end = versions.findIndex((one) => one.tag === undefined || !sameTag(one.tag, tag));
  const first = versions[(end < 0 ? versions.length : end) - 1];
  return first ? { time: first.time, commit: first.commit, stays: staysOf(versions) } : null;
}

/**
 * The tag to go back to: the one before the tag that runs. What was gone back from does not count: after 1, 2, 3 and back to 2, it is 1.
 * Undefined if the history knows none. `versions`: newest first.
 */
export function tagBefore(versions: readonly Version[], running: string | undefined): string | undefined {
  const trail: string[] = [];
  for (const { tag } of staysOf(versions)) {
    const again = trail.findIndex((one) => sameTag(one, tag));
    trail.splice(again < 0 ? trail.length : again, trail.length, tag);
  }
  const now = trail.findLastIndex((one) => sameTag(one, running));
  return now < 0 ? trail.at(-1) : trail[now - 1];
}

/** What an environment ran, from when to when, oldest first. A digest that is written later to the same tag is not a new stay. */
export function staysOf(versions: readonly Version[]): readonly Stay[] {
  const stays: { tag: string; from: number; to?: number; commit: string; back?: true }[] = [];
  let now: string | undefined;
  for (const { tag, time, commit } of versions.toReversed()) {
    const last = stays.at(-1);
    if (last && tag !== undefined && sameTag(tag, now)) {
      if (tag.includes('@')) now = last.tag = tag;
      continue;
    }
    if (last && last.to === undefined) last.to = time;
    const back = stays.some((one) => sameTag(one.tag, tag)) ? { back: true as const } : {};
    if (tag !== undefined) stays.push({ tag, from: time, commit, ...back });
    now = tag;
  }
  return stays;
}
