import type { Scheme } from '../config/scheme.js';
import { sameTag } from './changes.js';
import type { Arrival, Facts, Need } from './facts.js';
import { compareTags } from './scheme.js';

/** A tag that carries on, and where it carries on from. */
export interface Line {
  /** The environments before. */
  readonly before: readonly string[];
  /** What all of them run. */
  readonly tag: string;
  readonly running: string | undefined;
  readonly allowed: (tag: string) => boolean;
  readonly scheme: Scheme | undefined;
}

/**
 * With `strategy: each`, the first tag that came to all the environments before after the one that runs here; what they run now if
 * there is none, or the history does not say. Undefined as long as nobody has looked: it is noted as a need.
 */
export function nextInLine({ before, tag, running, allowed, scheme }: Line, facts: Facts, needs: Need[]): string | undefined {
  const unasked = before.filter((name) => !facts.arrivals.has(name));
  needs.push(...unasked.map((environment): Need => ({ kind: 'arrival', environment })));
  if (unasked.length > 0) return undefined;
  const [line = [], ...others] = before.map((name) => (facts.arrivals.get(name)?.stays ?? []).map((stay) => stay.tag));
  const here = line.findLastIndex((one) => sameTag(one, running));
  const isNext = (one: string) =>
    allowed(one) &&
    (here >= 0 ? !sameTag(one, running) : running !== undefined && compareTags(scheme, one, running) === 'newer') &&
    others.every((stays) => stays.some((other) => sameTag(other, one)));
  return line.slice(here + 1).find(isNext) ?? tag;
}

/** When a tag that an environment runs or ran came to it, and by which commit. */
export function arrivalWith({ time, commit, stays }: Arrival, tag: string): Pick<Arrival, 'time' | 'commit'> {
  const now = stays.at(-1);
  const stay = now && !sameTag(now.tag, tag) ? stays.findLast((one) => sameTag(one.tag, tag)) : undefined;
  return stay ? { time: stay.from, commit: stay.commit } : { time, commit };
}
