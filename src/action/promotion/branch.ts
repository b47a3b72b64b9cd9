import type { App } from '../../core/index.js';
import { type OnItsWay, promotedIn } from '../../core/promotion/index.js';
import { markersIn } from '../../report/index.js';
import type { BranchState, Comparison, PullRequest } from '../github/index.js';

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
      return pull && marker ? [[name, { tag: marker.tag, pull: pull.number, rollback: marker.kind === 'rollback' }]] : [];
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
    return pull.merged || !marker || marker.kind === 'closed' ? [] : [[marker.tag, pull.number]];
  });
  return { ...(promoted?.tag ? { tag: promoted.tag } : {}), declined: new Map(declined.toReversed()) };
}

/** Commits of people on a branch. A merge of the base, which GitHub's "Update branch" makes, is none. */
export const peoplesCommits = ({ commits }: Comparison): Comparison['commits'] =>
  commits.filter(
    ({ message, parents }) => promotedIn(message).length === 0 && !(parents.length === 2 && /^Merge branch /.test(message)),
  );
