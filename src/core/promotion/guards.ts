import { compareVersions, isVersion, namesPrerelease, satisfies } from '../version.js';
import { versionOf } from './tag.js';

/** Why a tag may not come to an environment that takes a semver range only; undefined if it may. */
export function outsideRange(tag: string, range: string): string | undefined {
  const version = versionOf(tag);
  if (!isVersion(version)) return `${tag} is no semantic version, and only \`${range}\` may come here`;
  if (satisfies(version, range)) return undefined;
  const prerelease = version.includes('-') && !namesPrerelease(range);
  return `${tag} is not in \`${range}\`${prerelease ? ', which names no pre-releases' : ''}`;
}

/**
 * `older` if a tag is a lower semantic version than the one that runs. `unknown` unless both are semantic versions: commit hashes
 * and dates have no order that a program could know, and teams that release by them expect every release to go out. So such a
 * tag is not held up, but the plan says that nothing was compared; who wants versions only sets a range.
 */
export function ageOf(tag: string, running: string | undefined): 'older' | 'newer' | 'unknown' {
  if (running === undefined) return 'newer';
  const order = compareVersions(versionOf(tag), versionOf(running));
  return order === undefined ? 'unknown' : order < 0 ? 'older' : 'newer';
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
] as const;

/** A duration as `fairlead.yaml` has it: `2h`. */
function duration(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => milliseconds % size === 0) ?? ['m', 60_000];
  return `${milliseconds / size}${unit}`;
}

/** The last moment that a Date can hold. */
const END_OF_TIME = 8.64e15;

export interface SoakInput {
  readonly soak: number;
  readonly after: readonly string[];
  readonly since?: ReadonlyMap<string, number>;
  readonly now?: number;
}

/** Why a tag must still soak, and until when if that is known; undefined once every environment before has run it long enough. */
export function stillSoaking({
  soak,
  after,
  since,
  now,
}: SoakInput): { readonly reason: string; readonly until?: number } | undefined {
  const unknown = after.find((name) => since?.get(name) === undefined);
  if (unknown !== undefined)
    return { reason: `the history of Git does not say since when ${unknown} runs it; it must for ${duration(soak)}` };
  if (now === undefined)
    return { reason: `what time it is now is not known; ${after.join(' and ')} must run it for ${duration(soak)}` };
  const until = Math.min(Math.max(...after.map((name) => since?.get(name) ?? now)) + soak, END_OF_TIME);
  return now < until
    ? { reason: `${after.join(' and ')} must run it for ${duration(soak)}, until ${new Date(until).toISOString()}`, until }
    : undefined;
}
