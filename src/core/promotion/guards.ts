import { duration } from '../base/time.js';
import { isVersion, namesPrerelease, satisfies } from '../base/version.js';
import type { Scheme } from '../config/scheme.js';
import type { Hold, Promote } from '../config/types.js';
import { versionOf } from '../image/tag.js';
import { type Window, windowAt } from '../windows/window.js';
import { clockTime, UTC } from '../windows/zone.js';
import { sameTag } from './changes.js';
import type { Ruling } from './decision.js';
import { type Facts, keyOf, type Need } from './facts.js';
import { arrivalWith } from './queue.js';
import { type Age, compareTags, fits } from './scheme.js';

/** Why a tag is none of a declared scheme; undefined if it is one, or if none is declared. */
export const misfit = (scheme: Scheme | undefined, tag: string): string | undefined =>
  scheme === undefined ? undefined : fits(scheme, tag);

/** Why a tag may not come to an environment that takes a semver range only; undefined if it may. */
export function outsideRange(tag: string, range: string): string | undefined {
  const version = versionOf(tag);
  if (!isVersion(version)) return `${tag} is no semantic version, and only \`${range}\` may come here`;
  if (satisfies(version, range)) return undefined;
  const prerelease = version.includes('-') && !namesPrerelease(range);
  return `${tag} is not in \`${range}\`${prerelease ? ', which names no pre-releases' : ''}`;
}

/**
 * `older` if a tag is lower than the one that runs, in the order of the app's scheme. `unknown` where there is no order: commit hashes
 * have none that a program could know, and teams that release by them expect every release to go out. So such a tag is not held up,
 * but the plan says that nothing was compared.
 */
export const ageOf = (tag: string, running: string | undefined, scheme?: Scheme): Age =>
  running === undefined ? 'newer' : compareTags(scheme, tag, running);

/** What a hold makes of an environment; undefined if there is none, or it has ended. */
export function atHold(hold: Hold | undefined, now: number, running: string | undefined): Ruling | undefined {
  if (!hold || (hold.until !== undefined && hold.until <= now)) return undefined;
  const end = hold.until === undefined ? 'until it is lifted' : `until ${when(hold.until)}`;
  const other = sameTag(hold.tag, running) ? '' : `, but it runs ${running ?? 'no tag'}`;
  return {
    action: 'none',
    reason: `held at ${hold.tag} ${end}: ${hold.reason}${other}`,
    ...(hold.until === undefined ? {} : { until: hold.until }),
  };
}

/** The last moment that a Date can hold. */
const END_OF_TIME = 8.64e15;
const when = (time: number): string => clockTime(UTC, Math.min(time, END_OF_TIME));

/** A tag must still soak, until when if that is known; undefined once it came to every environment before long enough ago. */
export function stillSoaking(
  { soak = 0, after }: Promote,
  tag: string,
  facts: Facts,
  needs: Need[],
  now: number,
): Ruling | undefined {
  if (soak === 0) return undefined;
  const unasked = after.filter((name) => !facts.arrivals.has(name));
  needs.push(...unasked.map((environment): Need => ({ kind: 'arrival', environment })));
  if (unasked.length > 0) return UNKNOWN;
  const unknown = after.find((name) => facts.arrivals.get(name) === null);
  if (unknown !== undefined) {
    const reason = `the history of Git does not say since when ${unknown} runs it; it must for ${duration(soak)}`;
    return { action: 'wait', reason };
  }
  const since = after.flatMap((name) => facts.arrivals.get(name) ?? []).map((arrival) => arrivalWith(arrival, tag).time);
  const until = Math.min(Math.max(...since) + soak, END_OF_TIME);
  return now < until
    ? { action: 'wait', reason: `${after.join(' and ')} must run it for ${duration(soak)}, until ${when(until)}`, until }
    : undefined;
}

/** The windows do not let a promotion in now, nor is there a reason to go past them. */
export function closedNow(windows: readonly Window[] = [], now: number): Ruling | undefined {
  const opening = windowAt(windows, now);
  return opening.open
    ? undefined
    : { action: 'wait', reason: opening.reason, ...(opening.until === undefined ? {} : { until: opening.until }) };
}

/** Until what a plan needs is found out. */
export const UNKNOWN: Ruling = { action: 'wait', reason: 'not everything is known yet' };

/** What a need that is not met makes of a tag; notes the need if nobody has looked yet. */
export function unmet(need: Need, { verdicts }: Facts, needs: Need[]): Ruling | undefined {
  const verdict = verdicts.get(keyOf(need));
  if (!verdict) {
    needs.push(need);
    return UNKNOWN;
  }
  return verdict.ok ? undefined : { action: verdict.refuse ? 'refuse' : 'wait', reason: verdict.reason };
}
