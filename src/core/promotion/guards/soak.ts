import { duration } from '../../base/time.js';
import { clockTime, UTC } from '../../windows/zone.js';
import { UNKNOWN } from '../decision.js';
import type { Need } from '../facts.js';
import { arrivalWith } from '../queue.js';
import { type Guard, mistake } from './guard.js';

/** The last moment that a Date can hold. */
const END_OF_TIME = 8.64e15;

export const soak: Guard = {
  name: 'soak',
  keyed: true,
  asks: 'The environments before have run the tag for so long, by Git history.',
  mistakes: (environment) => {
    const { name, promote } = environment;
    if (promote.from !== 'release' || promote.soak === undefined) return [];
    const message = `\`${name}\` takes the release itself, nothing can soak before it`;
    return [mistake(environment, 'soak', message, 'remove `soak`, or set `after`')];
  },
  delays: ({ environment, tag, input, facts, needs }) => {
    const { soak = 0, after } = environment.promote;
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
    if (input.now >= until) return undefined;
    const reason = `${after.join(' and ')} must run it for ${duration(soak)}, until ${clockTime(UTC, until)}`;
    return { action: 'wait', reason, until };
  },
};
