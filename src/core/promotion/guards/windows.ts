import { windowAt } from '../../windows/window.js';
import type { Ruling } from '../decision.js';
import type { Situation } from '../situation.js';
import type { Guard } from './guard.js';

export const windows: Guard = {
  name: 'windows',
  keyed: true,
  asks: 'A window of `allow` is open, if there are some, and none of `deny`, unless `--override` says why they do not count.',
  delays: (candidate) => (candidate.input.override === undefined ? closedNow(candidate) : undefined),
  passes: (bump, candidate) => {
    const { override } = candidate.input;
    return override === undefined || !closedNow(candidate)
      ? bump
      : { ...bump, reason: `${bump.reason}; outside of its windows: ${override}`, override };
  },
};

function closedNow({ environment, input }: Situation): Ruling | undefined {
  const opening = windowAt(input.windows?.get(environment.name) ?? [], input.now);
  return opening.open
    ? undefined
    : { action: 'wait', reason: opening.reason, ...(opening.until === undefined ? {} : { until: opening.until }) };
}
