import type { FindingsOf } from '../../report/index.js';
import type { LoadedApp } from '../../use/apps.js';
import { loadApps } from '../apps.js';
import type { Overview } from '../github/index.js';
import type { Run } from '../run.js';
import { type BlobCache, type Snapshot, takeSnapshot } from '../snapshot.js';

/** The base branch at one moment: its commit, what is open against it, and the apps in it. */
export interface Base {
  readonly overview: Overview;
  readonly snapshot: Snapshot;
  /** The apps that were chosen, and the others of their groups: one pull request holds them all. */
  readonly apps: readonly LoadedApp[];
  /** True for an app that was chosen. */
  readonly isChosen: (loaded: LoadedApp) => boolean;
  readonly findings: readonly FindingsOf[];
}

/** Reads the base branch and the apps below `paths` (all if empty). Undefined if there is no such branch. */
export async function readBase(run: Run, paths: readonly string[], cache: BlobCache): Promise<Base | undefined> {
  const overview = await run.github.overview(run.inputs.base);
  if (!overview) return undefined;
  const read = async (below: readonly string[]) => {
    const snapshot = await takeSnapshot(run.github, overview.commit, below, run.assets, cache, true);
    return { snapshot, ...(await loadApps(snapshot, run)) };
  };
  const chosen = await read(paths);
  const own = new Set(chosen.apps.map(({ app }) => app.path));
  const groups = new Set(chosen.apps.flatMap(({ app }) => app.promotion.group ?? []));
  const isChosen = ({ app }: LoadedApp) => own.has(app.path);
  if (paths.length === 0) return { overview, ...chosen, isChosen };
  // The others are read too: they may share values files with those that were chosen.
  const all = await read([]);
  const apps = all.apps.filter(
    ({ app }) => own.has(app.path) || (app.promotion.group !== undefined && groups.has(app.promotion.group)),
  );
  // Who shares a branch with them is known only now.
  const below = new Set(chosen.snapshot.apps);
  return { overview, snapshot: all.snapshot, apps, isChosen, findings: all.findings.filter(({ app }) => below.has(app)) };
}
