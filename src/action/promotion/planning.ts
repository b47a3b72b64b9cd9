import type { LoadedApp, RenderOptions } from '../../io/apps.js';
import { type PlannedApp, planApp } from '../../io/promotion.js';
import type { FindingsOf } from '../../report/index.js';
import type { BranchState } from '../github/index.js';
import type { Run } from '../run.js';
import { askGitHub } from './ask.js';
import type { Base } from './base.js';
import { pullsOf } from './branch.js';
import type { Part } from './proposal.js';

/** Decides about one app of the base branch. `found` keeps what was learnt of branches. */
export type Planner = (loaded: LoadedApp, base: Base, found: Map<string, BranchState>) => Promise<PlannedApp>;

/** The plan of every app of the base branch, and what was learnt on the way. */
export interface Planning {
  readonly base: Base;
  readonly parts: readonly Part[];
  readonly branches: ReadonlyMap<string, BranchState>;
  readonly findings: readonly FindingsOf[];
}

export async function planBase(base: Base, plan: Planner): Promise<Planning> {
  const branches = new Map<string, BranchState>();
  const parts: Part[] = [];
  const findings: FindingsOf[] = [...base.findings];
  for (const loaded of base.apps) {
    const { environments, findings: found } = await plan(loaded, base, branches);
    findings.push({ app: loaded.app.path, environment: '', findings: found });
    for (const planned of environments) {
      findings.push({ app: loaded.app.path, environment: planned.environment, findings: planned.findings });
      parts.push({ loaded, planned });
    }
  }
  return { base, parts, branches, findings };
}

/**
 * The planner of promotions. The release goes to the apps that were chosen, unless `isWritten` says that its pull request was written in
 * this run: whatever is on the branch after that is news of others.
 */
export function promotionPlanner(
  run: Run,
  options: RenderOptions,
  tag: string | undefined,
  isWritten: (loaded: LoadedApp) => boolean,
): Planner {
  const lists = new Map<string, Promise<readonly string[]>>();
  const releasesOf = ({ app: { promotion } }: LoadedApp): Promise<readonly string[]> => {
    const repository = promotion.source ?? (promotion.strategy === 'each' ? run.github.name : undefined);
    if (repository === undefined) return Promise.resolve([]);
    const list = lists.get(repository) ?? run.github.tags(repository).catch(() => []);
    lists.set(repository, list);
    return list;
  };
  return async (loaded, base, found) => {
    const takes = tag !== undefined && base.isChosen(loaded) && !isWritten(loaded);
    const { environments, override, lift, allowDowngrade } = run.inputs;
    return planApp(
      loaded,
      {
        ...(takes ? { tag } : {}),
        releases: await releasesOf(loaded),
        pulls: pullsOf(loaded.app, base.overview.pulls),
        only: base.isChosen(loaded) ? environments : [],
        now: run.now,
        allowDowngrade,
        ...(override === '' ? {} : { override }),
        lift: base.isChosen(loaded) ? lift : [],
      },
      askGitHub(run, base, options, found),
      options,
    );
  };
}
