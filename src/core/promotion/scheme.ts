import { compareVersions, isVersion } from '../base/version.js';
import type { Scheme } from '../config/scheme.js';
import { versionOf } from '../image/tag.js';
import { compareCalendar, readCalendar } from './calver.js';

export type Age = 'older' | 'newer' | 'same' | 'unknown';

/**
 * Is `a` older or newer than `b`? Digests do not count. `unknown` where the scheme has no answer, or one of them does not fit it.
 * Without a scheme, semantic versions are compared, and nothing else: it is not known how the others are ordered.
 */
export function compareTags(scheme: Scheme | undefined, a: string, b: string): Age {
  const [one, other] = [versionOf(a), versionOf(b)];
  if (one === other) return 'same';
  const order = compare(scheme ?? 'semver', one, other);
  return order === undefined ? 'unknown' : order < 0 ? 'older' : order > 0 ? 'newer' : 'same';
}

/** Below 0 if `a` is older; undefined if that is not known. */
function compare(scheme: Scheme, a: string, b: string): number | undefined {
  switch (scheme) {
    case 'semver':
      return compareVersions(a, b);
    case 'calver':
      return compareCalendar(a, b);
    case 'lexical':
      // Tags are ASCII: the order of code units is that of code points.
      return a < b ? -1 : 1;
    case 'any':
      return undefined;
  }
}

/** Why a tag does not fit the scheme that an app declares; undefined if it does. */
export function fits(scheme: Scheme, tag: string): string | undefined {
  const version = versionOf(tag);
  if (scheme === 'semver' && !isVersion(version))
    return `${tag} is not a semantic version such as 1.2.3, which \`scheme: semver\` requires`;
  if (scheme === 'calver' && !readCalendar(version))
    return `${tag} is not a calendar version such as 2026.11.25 or 26.11, which \`scheme: calver\` requires`;
  return undefined;
}
