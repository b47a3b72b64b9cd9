import type { App } from '../../core/index.js';
import { type OnItsWay, promotedIn } from '../../core/promotion/index.js';
import { markersIn } from '../../report/index.js';
import type { BranchState, Overview } from '../github/index.js';

const PREFIX = 'fairlead/';

/** What the branch of an environment depends on beside the app. */
export type Onto = Pick<Overview, 'base' | 'isDefault'>;

/**
 * The branch that an environment's pull requests come from: one for an app, or for the apps of a group, and for each base of its own. No
 * name of an app or environment holds an `@`, and no two bases have one name without slashes.
 */
export const branchOf = ({ name, promotion }: App, environment: string, { base, isDefault }: Onto): string =>
  `${PREFIX}${promotion.group ?? name}/${environment}${isDefault ? '' : `@${base.replaceAll('%', '%25').replaceAll('/', '%2F')}`}`;

/** The branch of a rollback: an app of a group goes back alone, whatever is on its way to the others. */
export const rollbackBranchOf = (app: App, environment: string, onto: Onto): string =>
  branchOf(app, app.promotion.group === undefined ? environment : `${environment}+${app.name}`, onto);

/** The branch that the open pull request of an environment is to come from: what goes back counts first. */
export function currentBranchOf(app: App, environment: string, overview: Overview): string {
  const back = rollbackBranchOf(app, environment, overview);
  return overview.pulls.some(({ branch }) => branch === back) ? back : branchOf(app, environment, overview);
}

/** What the open pull requests say of each environment of an app. */
export function pullsOf(app: App, overview: Overview): ReadonlyMap<string, OnItsWay> {
  return new Map(
    app.environments.flatMap(({ name }): readonly [string, OnItsWay][] => {
      const own = currentBranchOf(app, name, overview);
      const pull = overview.pulls.find(({ branch }) => branch === own);
      const marker = pull && markersIn(pull.body).find((one) => one.app === app.name && one.environment === name);
      return pull && marker
        ? [[name, { tag: marker.tag, pull: pull.number, rollback: marker.kind === 'rollback', lift: marker.kind === 'lift' }]]
        : [];
    }),
  );
}

/** The tag on an environment's branch, unless that commit was merged or closed, and the tags that users closed. */
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
