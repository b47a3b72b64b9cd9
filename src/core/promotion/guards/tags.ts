import { isRange, isVersion, namesPrerelease, satisfies } from '../../base/version.js';
import { versionOf } from '../../image/tag.js';
import { type Guard, mistake } from './guard.js';

export const tags: Guard = {
  name: 'tags',
  keyed: true,
  asks: 'The tag is in this semver range; pre-releases only if the range names one.',
  mistakes: (environment) => {
    const { tags } = environment.promote;
    return tags === undefined || isRange(tags)
      ? []
      : [mistake(environment, 'tags', `\`${tags}\` is not a semver range`, 'write, for example, ">=1.0.0"')];
  },
  refuses: (tag, { environment }) => {
    const { tags } = environment.promote;
    return tags === undefined ? undefined : outsideRange(tag, tags);
  },
};

/** Why a tag may not come to an environment that takes a semver range only; undefined if it may. */
export function outsideRange(tag: string, range: string): string | undefined {
  const version = versionOf(tag);
  if (!isVersion(version)) return `${tag} is not a semantic version, and only \`${range}\` may come here`;
  if (satisfies(version, range)) return undefined;
  const prerelease = version.includes('-') && !namesPrerelease(range);
  return `${tag} is not in \`${range}\`${prerelease ? ', which names no pre-releases' : ''}`;
}
