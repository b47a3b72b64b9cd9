import semverCompare from 'semver/functions/compare.js';
import semverSatisfies from 'semver/functions/satisfies.js';
import valid from 'semver/functions/valid.js';
import validRange from 'semver/ranges/valid.js';

export const isVersion = (text: string): boolean => valid(text) !== null;

export const isRange = (text: string): boolean => validRange(text) !== null;

/** True if a range names a pre-release, as `>=1.0.0-0` does. */
export const namesPrerelease = (range: string): boolean => /[\dxX*]-[0-9A-Za-z]/.test(range);

/**
 * True if a version lies in a semver range. Pre-releases only if the range names one, and then of any version, as Helm and Flux
 * read `>=1.0.0-0` (npm would take those of 1.0.0 only). A leading `v` is fine.
 */
export const satisfies = (version: string, range: string): boolean =>
  semverSatisfies(version, range, { includePrerelease: namesPrerelease(range) });

/** Below 0 if `a` is older than `b`, above 0 if newer, 0 if neither; undefined unless both are semantic versions. */
export const compareVersions = (a: string, b: string): number | undefined =>
  isVersion(a) && isVersion(b) ? semverCompare(a, b) : undefined;
