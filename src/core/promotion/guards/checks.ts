import { type Guard, mistake, unmet } from './guard.js';

export const checks: Guard = {
  name: 'checks',
  keyed: true,
  asks: 'These status checks passed on the commit that brought the tag to the environments before.',
  mistakes: (environment) => {
    const { name, promote } = environment;
    if (promote.from !== 'release' || promote.checks.length === 0) return [];
    const message = `\`${name}\` takes the release itself, no commit before it can have \`checks\``;
    return [mistake(environment, 'checks[0]', message, 'remove `checks`, or set `after`')];
  },
  delays: (candidate) => {
    const { name, promote } = candidate.environment;
    return promote.checks.length > 0 && promote.after.length > 0
      ? unmet({ kind: 'checks', environment: name, tag: candidate.tag }, candidate)
      : undefined;
  },
};
