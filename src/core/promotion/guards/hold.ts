import { checkTag } from '../../image/tag.js';
import { clockTime, UTC } from '../../windows/zone.js';
import { sameTag } from '../changes.js';
import { type Ruling, writes } from '../decision.js';
import type { Situation } from '../situation.js';
import type { Guard } from './guard.js';

export const hold: Guard = {
  name: 'hold',
  keyed: true,
  asks: 'The environment is not held at a tag.',
  mistakes: ({ promote: { hold, places } }) => (hold ? checkTag(hold.tag, places['hold.tag'] ?? hold.origin) : []),
  holds: (situation) => {
    const { environment, running, input } = situation;
    const { hold } = environment.promote;
    if (!hold || isLifted(situation) || (hold.until !== undefined && hold.until <= input.now)) return undefined;
    const end = hold.until === undefined ? 'until it is lifted' : `until ${clockTime(UTC, hold.until)}`;
    const other = sameTag(hold.tag, running) ? '' : `, but it runs ${running ?? 'no tag'}`;
    return {
      action: 'none',
      reason: `held at ${hold.tag} ${end}: ${hold.reason}${other}`,
      ...(hold.until === undefined ? {} : { until: hold.until }),
    };
  },
};

/** It was asked for, or the open pull request does it. */
const isLifted = ({ environment: { name }, input: { lift = [], pulls } }: Situation): boolean =>
  lift.includes(name) || pulls?.get(name)?.lift === true;

/** The end of a hold is a change of its own: it is written also where no tag moves. */
export function withLift(ruling: Ruling, situation: Situation): Ruling {
  const { name, promote } = situation.environment;
  if (!promote.hold && situation.input.lift?.includes(name))
    return { ...ruling, reason: `${ruling.reason}; it has no hold to lift` };
  if (!promote.hold || !isLifted(situation)) return ruling;
  const end = `the hold at ${promote.hold.tag} is lifted`;
  return writes(ruling)
    ? { ...ruling, reason: `${ruling.reason}; ${end}`, lift: true }
    : { action: 'bump', reason: `${end}; ${ruling.reason}`, images: [], lift: true };
}
