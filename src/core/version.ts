import semverSatisfies from 'semver/functions/satisfies.js';

/** True if a version lies in a semver range; pre-releases only if the range names one. A leading `v` is fine. */
export const satisfies = (version: string, range: string): boolean => semverSatisfies(version, range);
