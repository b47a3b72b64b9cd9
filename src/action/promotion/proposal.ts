import { writes } from '../../core/promotion/index.js';
import type { LoadedApp } from '../../io/apps.js';
import type { PlannedEnvironment } from '../../io/promotion.js';
import { markersIn } from '../../report/index.js';
import type { Overview, PullRequest } from '../github/index.js';
import { branchOf } from './branch.js';

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
export function proposalsOf(parts: readonly Part[], overview: Overview): readonly Proposal[] {
  const open = new Map(overview.pulls.toReversed().map((pull) => [pull.branch, pull]));
  return [...groupBy(parts, ({ loaded, planned }) => branchOf(loaded.app, planned.environment, overview))].flatMap(
    ([branch, here]): readonly Proposal[] => {
      const written = here.filter(({ planned }) => writes(planned));
      const closing = written.length > 0 ? [] : here.filter(({ planned }) => planned.action === 'close');
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

/** Open pull requests of these apps that nothing leads to any more: their environment is gone, or has another branch now. */
export function strays(
  apps: readonly LoadedApp[],
  overview: Overview,
): readonly { readonly pull: PullRequest; readonly reason: string }[] {
  return overview.pulls.flatMap((pull) => {
    const [marker] = markersIn(pull.body);
    const app = marker && apps.find((loaded) => loaded.app.name === marker.app)?.app;
    if (!marker || !app || !pull.branch.startsWith('fairlead/')) return [];
    const environment = app.environments.find(({ name }) => name === marker.environment);
    if (!environment) return [{ pull, reason: `${app.name} has no environment ${marker.environment} any more` }];
    const branch = branchOf(app, environment.name, overview);
    return branch === pull.branch
      ? []
      : [{ pull, reason: `what goes to ${environment.name} comes from the branch ${branch} now` }];
  });
}
