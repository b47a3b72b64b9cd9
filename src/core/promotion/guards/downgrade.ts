import { type Age, compareTags } from '../scheme.js';
import type { Situation } from '../situation.js';
import type { Guard } from './guard.js';

export const downgrade: Guard = {
  name: 'downgrade',
  keyed: false,
  asks: 'The tag is not older than what runs, unless `--allow-downgrade` says so.',
  refuses: (tag, situation) =>
    ageOf(tag, situation) === 'older' && situation.input.allowDowngrade !== true
      ? `${tag} is older than ${situation.running}, and a downgrade was not asked for`
      : undefined,
  passes: (bump, candidate) => {
    const age = ageOf(candidate.tag, candidate);
    const uncompared = age === 'unknown' && candidate.input.app.promotion.scheme === undefined;
    if (age === 'older') return { ...bump, reason: `${bump.reason}, a downgrade` };
    return uncompared
      ? { ...bump, reason: `${bump.reason}; they are not both semantic versions, so which is newer was not checked` }
      : bump;
  },
};

/**
 * `older` if a tag is lower than the one that runs, in the order of the app's scheme. `unknown` where there is no order: commit hashes
 * have none that a program could know, and teams that release by them expect every release to go out. So such a tag is not held up,
 * but the plan says that nothing was compared.
 */
const ageOf = (tag: string, { running, input }: Situation): Age =>
  running === undefined ? 'newer' : compareTags(input.app.promotion.scheme, tag, running);
