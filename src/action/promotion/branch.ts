import type { App } from '../../core/index.js';
import { type OnItsWay, promotedIn } from '../../core/promotion/index.js';
import { markersIn } from '../../report/index.js';
import type { BranchState, PullRequest } from '../github/index.js';

const PREFIX = 'fairlead/';

/** The branch that an environment's pull requests come from: one for an app, or for the apps of a group. */
export const branchOf = ({ name, promotion }: App, environment: string): string =>
  `${PREFIX}${promotion.group ?? name}/${environment}`;

/** What the open pull requests say of each environment of an app. */
export function pullsOf(app: App, pulls: readonly PullRequest[]): ReadonlyMap<string, OnItsWay> {
  return new Map(
    app.environments.flatMap(({ name }): readonly [string, OnItsWay][] => {
      const pull = pulls.find(({ branch }) => branch === branchOf(app, name));
      const marker = pull && markersIn(pull.body).find((one) => one.app === app.name && one.environment === name);
      return pull && marker
        ? [[name, { tag: marker.tag, pull: pull.number, rollback: marker.kind === 'rollback', lift: marker.kind === 'lift' }]]
        : [];
    }),
  );
}

/** The tag on an environment's branch, unless that commit was merged or closed, and the tags that people closed. */
export function branchFact(app: App, environment: string, { tip, closed }: BranchState) {
  const isDone = tip !== undefined && closed.some(({ head }) => head === tip.commit);
  const promoted = isDone
    ? undefined
    : promotedIn(tip?.message ?? '').find((one) => one.app === app.name && one.environment === environment);
  const declined = closed.flatMap((pull): readonly [string, number][] => {
    const marker = markersIn(pull.body).find((one) => one.app === app.name && one.environment === environment);
    return pull.merged || !marker || marker.kind === 'closed' || marker.kind === 'lift' ? [] : [[marker.tag, pull.number]];
  });
  return { ...(promoted?.tag ? { tag: promoted.tag } : {}), declined: new Map(declined.toReversed()) };
}
