import { type Finding, finding } from '../core/index.js';
import type { LoadedApp } from '../io/apps.js';
import { type PlannedEnvironment, planApp } from '../io/promotion.js';
import { type FindingsOf, formatPlan, promotionSummary } from '../report/index.js';
import { loadApps, renderOptions } from './apps.js';
import { isRequestFailure } from './permission.js';
import { type Bump, type Proposed, propose } from './pull.js';
import { folderOf, type OpenPull, type PlanEntry, type Result, type Run } from './run.js';
import { type Snapshot, takeSnapshot } from './snapshot.js';

const TRIES = 3;

/** 409 and 422 on a write: somebody moved a branch or opened a pull request since it was read. */
const isConflict = (error: unknown) => isRequestFailure(error) && (error.status === 409 || error.status === 422);

/** Plans every app on the base branch and opens the pull requests of the bumps. */
export async function promote(tag: string | undefined, run: Run): Promise<Result> {
  const base = run.inputs.base || (await run.github.defaultBranch());
  const commit = await run.github.head(base);
  if (commit === undefined)
    return failed(
      finding('github/conflict', `there is no branch ${base} in ${run.github.name}`, {
        fix: 'name the branch that promotions go to with `base`',
      }),
    );
  const snapshot = await takeSnapshot(run.github, commit, run.inputs.paths, run.assets, new Map());
  const { apps, findings: broken } = await loadApps(snapshot, run);
  const options = renderOptions(run);
  if (!options.ok) return { ...failed(), findings: [{ app: '', environment: '', findings: options.findings }] };

  const findings: FindingsOf[] = [...broken];
  const planned: { readonly loaded: LoadedApp; readonly environments: readonly PlannedEnvironment[] }[] = [];
  for (const loaded of apps) {
    const since = await arrivals(run, loaded, base);
    const plan = planApp(
      loaded,
      {
        ...(tag === undefined ? {} : { tag }),
        only: run.inputs.environments,
        since,
        now: run.now,
        allowDowngrade: run.inputs.allowDowngrade,
      },
      options.value,
    );
    findings.push({ app: loaded.app.path, environment: '', findings: plan.findings });
    for (const item of plan.environments)
      findings.push({ app: loaded.app.path, environment: item.environment, findings: item.findings });
    planned.push({ loaded, environments: plan.environments });
  }
  // The plan is printed before anything is done.
  const reports = planned.map(({ loaded, environments }) => ({
    app: loaded.app.name,
    ...(tag === undefined ? {} : { tag }),
    environments: environments.map(({ action, ...item }) => ({ ...item, decision: action })),
  }));
  run.log(formatPlan(reports, { seconds: 0, colour: false }));

  const entries: PlanEntry[] = [];
  const pulls: OpenPull[] = [];
  for (const { loaded, environments } of planned) {
    for (const item of environments) {
      const { outcome, entry } = await carryOut(run, loaded, item, snapshot, base);
      if (outcome) findings.push({ app: loaded.app.path, environment: item.environment, findings: outcome.findings });
      if (outcome && 'pull' in outcome)
        pulls.push({ app: loaded.app.name, environment: item.environment, number: outcome.pull.number, url: outcome.pull.url });
      entries.push(entry);
    }
  }
  const digests = Object.fromEntries(
    planned.map(({ loaded, environments }) => [
      folderOf(loaded.app.path),
      Object.fromEntries(environments.flatMap((item) => (item.digest.after ? [[item.environment, item.digest.after]] : []))),
    ]),
  );
  return { plan: entries, pulls, findings, digests, changed: pulls.length > 0, summary: promotionSummary(entries, findings) };
}

async function carryOut(
  run: Run,
  loaded: LoadedApp,
  item: PlannedEnvironment,
  snapshot: Snapshot,
  base: string,
): Promise<{ readonly outcome?: Proposed; readonly entry: PlanEntry }> {
  const { app } = loaded;
  const entry: PlanEntry = {
    app: app.name,
    environment: item.environment,
    action: item.action,
    reason: item.reason,
    ...(item.from === undefined ? {} : { from: item.from }),
    ...(item.to === undefined ? {} : { to: item.to }),
    ...(item.edit ? { file: item.edit.path, line: item.edit.line } : {}),
  };
  if (item.action !== 'bump' || run.inputs.dryRun) return { entry };
  const next = app.environments.find((other) => other.promote.after.includes(item.environment))?.name;
  const outcome = await withRetry(run, { app: app.name, planned: item, ...(next === undefined ? {} : { next }) }, snapshot, base);
  return {
    outcome,
    entry:
      'pull' in outcome ? { ...entry, pullRequest: outcome.pull.number } : { ...entry, action: 'none', reason: outcome.reason },
  };
}

/** Proposes again on what is there now if somebody else wrote in between: everything is read anew, nothing is forced. */
async function withRetry(run: Run, bump: Bump, snapshot: Snapshot, base: string): Promise<Proposed> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await propose(run, bump, snapshot, base);
    } catch (error) {
      if (!isConflict(error) || attempt === TRIES) throw error;
      run.log(`${bump.app} ${bump.planned.environment}: ${error instanceof Error ? error.message : ''}; trying again`);
    }
  }
}

/** When the environments that others soak after got what they run, by the newest commit on their files. */
async function arrivals(run: Run, { app }: LoadedApp, base: string): Promise<ReadonlyMap<string, number>> {
  const watched = new Set(
    app.environments
      .filter((environment) => environment.promote.soak !== undefined)
      .flatMap((environment) => environment.promote.after),
  );
  const out = new Map<string, number>();
  for (const environment of app.environments.filter((item) => watched.has(item.name))) {
    const times = await Promise.all(environment.values.map((path) => run.github.lastChange(base, path)));
    const known = times.filter((time) => time !== undefined);
    if (known.length > 0) out.set(environment.name, Math.max(...known));
  }
  return out;
}

const failed = (...findings: readonly Finding[]): Result => ({
  plan: [],
  pulls: [],
  digests: {},
  changed: false,
  summary: '',
  findings: [{ app: '', environment: '', findings }],
});
