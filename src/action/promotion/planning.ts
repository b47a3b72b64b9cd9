import { type Environment, type Finding, finding } from '../../core/index.js';
import type { FindingsOf } from '../../report/index.js';
import type { LoadedApp, RenderOptions } from '../../use/apps.js';
import { withoutMoves } from '../../use/moved.js';
import { type PlannedApp, planApp } from '../../use/promotion.js';
import type { BranchState } from '../github/index.js';
import { refusal } from '../refusal.js';
import type { Run } from '../run.js';
import { askGitHub, branchesOf, learn } from './ask.js';
import type { Base } from './base.js';
import { branchOf, pullsOf } from './branch.js';
import type { Part } from './proposal.js';

/** What is learnt while the apps of the base branch are planned. */
export interface Learnt {
  readonly branches: Map<string, BranchState>;
  /** By branch, the files that it is to have: apps of a group may write to the same one. */
  readonly texts: Map<string, Map<string, string>>;
}

/** Decides about one app of the base branch. */
export type Planner = (loaded: LoadedApp, base: Base, learnt: Learnt) => Promise<PlannedApp>;

/** The plan of every app of the base branch, and what was learnt on the way. */
export interface Planning {
  readonly base: Base;
  readonly parts: readonly Part[];
  readonly branches: ReadonlyMap<string, BranchState>;
  readonly findings: readonly FindingsOf[];
}

/**
 * Branches of open pull requests are read before anything is decided, all at once: they may hold a tag that their pull request does not
 * speak of yet. And so are those of groups, which may hold tags of apps that this run is not about. `written`: branches that this run may
 * have written to.
 */
export async function planBase(run: Run, base: Base, plan: Planner, written: readonly string[] = []): Promise<Planning> {
  const branches = new Map<string, BranchState>();
  const open = new Set(base.overview.pulls.map(({ branch }) => branch));
  const known = base.apps.flatMap(({ app }) => {
    const own = app.environments.map(({ name }) => branchOf(app, name, base.overview));
    return app.promotion.group === undefined ? own.filter((branch) => open.has(branch)) : own;
  });
  await learn(run, [...new Set([...known, ...written])], branches);
  const plans: { readonly loaded: LoadedApp; readonly plan: PlannedApp }[] = [];
  const learnt: Learnt = { branches, texts: new Map() };
  for (const loaded of base.apps) plans.push({ loaded, plan: await plan(loaded, base, learnt) });

  const all = (await withoutMoves(plans)).map((item) => ({ loaded: item.loaded, ...item.plan }));
  return {
    base,
    branches,
    parts: all.flatMap(({ loaded, environments }) => environments.map((planned) => ({ loaded, planned }))),
    findings: [
      ...base.findings,
      ...all.flatMap(({ loaded: { app }, environments, findings }) => [
        { app: app.path, environment: '', findings },
        ...environments.map((planned) => ({ app: app.path, environment: planned.environment, findings: planned.findings })),
      ]),
    ],
  };
}

/** The files of a branch, for all who write to it. */
export function textsOf(texts: Learnt['texts'], branch: string): Map<string, string> {
  const known = texts.get(branch) ?? new Map<string, string>();
  texts.set(branch, known);
  return known;
}

/** A list of what may not be read is empty; one that did not come this time is none. */
const readable =
  (repository: string) =>
  (error: unknown): readonly string[] => {
    if (refusal(error, repository).code === 'github/permission') return [];
    throw error;
  };

/** A release that waits is in no pull request, and so in nothing that a later run reads. */
const forgotten = ({ name, origin }: Environment, tag: string): Finding =>
  finding('github/no-next-run', `${tag} waits for ${name}, and no later run knows of it`, {
    origin,
    fix: 'name the repository whose tags are the releases in `promote: { source: OWNER/NAME }`; or run it again with this `tag`',
  });

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
  const repositoryOf = ({ app: { promotion } }: LoadedApp) =>
    promotion.source ?? (promotion.strategy === 'each' ? run.github.name : undefined);
  const releasesOf = (loaded: LoadedApp): Promise<readonly string[]> => {
    const repository = repositoryOf(loaded);
    if (repository === undefined) return Promise.resolve([]);
    const list = lists.get(repository) ?? run.github.tags(repository).catch(readable(repository));
    lists.set(repository, list);
    return list;
  };
  return async (loaded, base, { branches: found, texts }) => {
    const takes = tag !== undefined && base.isChosen(loaded) && !isWritten(loaded);
    const { environments, override, lift, allowDowngrade } = run.inputs;
    const pulls = pullsOf(loaded.app, base.overview);
    const plan = await planApp(
      loaded,
      {
        ...(takes ? { tag } : {}),
        releases: await releasesOf(loaded),
        pulls,
        branches: branchesOf(loaded.app, base.overview, found),
        only: base.isChosen(loaded) ? environments : [],
        now: run.now,
        allowDowngrade,
        ...(override === '' ? {} : { override }),
        lift: base.isChosen(loaded) ? lift : [],
        written: (environment) => textsOf(texts, branchOf(loaded.app, environment, base.overview)),
      },
      askGitHub(run, base, options, found),
      options,
    );
    if (!takes || repositoryOf(loaded) !== undefined) return plan;
    return {
      ...plan,
      environments: plan.environments.map((item) =>
        item.target.promote.from === 'release' &&
        item.action === 'wait' &&
        item.to === tag &&
        pulls.get(item.environment)?.tag !== tag
          ? { ...item, findings: [...item.findings, forgotten(item.target, tag)] }
          : item,
      ),
    };
  };
}
