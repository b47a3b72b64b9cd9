import { writes } from '../../core/promotion/index.js';
import { type Marker, markersIn } from '../../report/index.js';
import type { LoadedApp } from '../../use/apps.js';
import type { PlannedEnvironment } from '../../use/promotion.js';
import type { Overview, PullRequest } from '../github/index.js';
import { branchOf, currentBranchOf, rollbackBranchOf } from './branch.js';

/** One app's part of a pull request. */
export interface Part {
  readonly loaded: LoadedApp;
  readonly planned: PlannedEnvironment;
}

/** What is to become of one branch and its pull request. */
export interface Proposal {
  readonly branch: string;
  readonly environment: string;
  /** What the pull request is to hold. */
  readonly parts: readonly Part[];
  /** What it holds no more, if nothing else is left of it: it is closed. */
  readonly closing: readonly Part[];
  /** The open pull request of the branch. */
  readonly pull?: PullRequest;
}

/** The pull requests of a plan: those of apps of one group and environment are one. */
export function proposalsOf(parts: readonly Part[], overview: Overview, kind: 'promotion' | 'rollback'): readonly Proposal[] {
  const open = new Map(overview.pulls.toReversed().map((pull) => [pull.branch, pull]));
  const own = kind === 'rollback' ? rollbackBranchOf : branchOf;
  return [...groupBy(parts, ({ loaded, planned }) => own(loaded.app, planned.environment, overview))].flatMap(
    ([branch, here]): readonly Proposal[] => {
      const written = here.filter(({ planned }) => writes(planned));
      const stays = here.some(({ planned: { action, pull: own } }) => own !== undefined && action !== 'close');
      const closing = stays || written.length > 0 ? [] : here.filter(({ planned }) => planned.action === 'close');
      const pull = open.get(branch);
      const environment = here[0]?.planned.environment ?? '';
      return written.length + closing.length === 0
        ? []
        : [{ branch, environment, parts: written, closing, ...(pull ? { pull } : {}) }];
    },
  );
}

/** The items of each key, in the order that the keys come up. A repository may hold thousands of apps. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Open pull requests of these apps that nothing leads to any more: their environments are gone, or have another branch now. */
export function strays(
  apps: readonly LoadedApp[],
  overview: Overview,
): readonly { readonly pull: PullRequest; readonly reason: string }[] {
  const reasonOf = ({ app: name, environment: wanted }: Marker, branch: string): string | undefined => {
    const app = apps.find((loaded) => loaded.app.name === name)?.app;
    if (!app) return undefined;
    const environment = app.environments.find((one) => one.name === wanted);
    if (!environment) return `${app.name} has no environment ${wanted} any more`;
    const now = currentBranchOf(app, environment.name, overview);
    return now === branch ? undefined : `what goes to ${environment.name} comes from the branch ${now} now`;
  };
  return overview.pulls.flatMap((pull) => {
    const reasons = pull.branch.startsWith('fairlead/') ? markersIn(pull.body).map((one) => reasonOf(one, pull.branch)) : [];
    const [reason] = reasons;
    return reason !== undefined && !reasons.includes(undefined) ? [{ pull, reason }] : [];
  });
}
