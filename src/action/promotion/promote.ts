import { type Finding, finding } from '../../core/index.js';
import { type EnvironmentPlan, type FindingsOf, formatPlan, promotionSummary } from '../../report/index.js';
import { renderOptions } from '../apps.js';
import { refusal } from '../refusal.js';
import { folderOf, type OpenPull, type PlanEntry, type Result, type Run } from '../run.js';
import type { BlobCache } from '../snapshot.js';
import { readBase } from './base.js';
import { type CarryOut, carryOut } from './carry-out.js';
import { type Planner, planBase, promotionPlanner } from './planning.js';
import { groupBy, type Part, proposalsOf, strays } from './proposal.js';
import { closePull, Moved, type Proposed } from './propose.js';

/** Plans every app on the base branch, and opens, updates and closes the pull requests of the plan. */
export async function promote(tag: string | undefined, run: Run): Promise<Result> {
  const options = renderOptions(run);
  if (!options.ok) return failed(...options.findings);
  const written = new Set<string>();
  const planner = promotionPlanner(run, options.value, tag, ({ app }) => written.has(app.name));
  return execute(run, planner, {
    kind: 'promotion',
    reasons: [],
    written: ({ parts }, is) => {
      for (const { loaded } of parts) is ? written.add(loaded.app.name) : written.delete(loaded.app.name);
    },
    ...(tag === undefined ? {} : { tag }),
  });
}

/** Reads, plans, prints the plan, and then does what it says. */
export async function execute(
  run: Run,
  planner: Planner,
  how: Pick<CarryOut, 'kind' | 'reasons' | 'written'> & { readonly tag?: string },
): Promise<Result> {
  const cache: BlobCache = new Map();
  const base = await readBase(run, run.inputs.paths, cache);
  if (!base)
    return failed(
      finding('github/conflict', `there is no branch ${run.inputs.base} in ${run.github.name}`, {
        fix: 'name the branch that promotions go to with `base`',
      }),
    );
  const planning = await planBase(run, base, planner);
  const shown = planning.parts.filter(({ loaded }) => base.isChosen(loaded));
  run.log(formatPlan(reports(shown, how.tag), { seconds: 0, colour: false }));

  const findings: FindingsOf[] = [...planning.findings];
  const entries = new Map<Part, PlanEntry>(planning.parts.map((part) => [part, entryOf(part)]));
  const pulls: OpenPull[] = [];
  for (const proposal of run.inputs.dryRun ? [] : proposalsOf(planning.parts, base.overview)) {
    const outcome = await carryOut(proposal, planning, { run, planner, cache, ...how });
    const parts = [...proposal.parts, ...proposal.closing];
    const { environment } = proposal;
    // Once, also where the pull request is of many apps.
    findings.push({ app: parts[0]?.loaded.app.path ?? '', environment, findings: outcome?.findings ?? [] });
    for (const part of parts) {
      if (outcome && 'pull' in outcome) {
        const { number, url } = outcome.pull;
        pulls.push({ app: part.loaded.app.name, environment, number, url });
      }
      entries.set(part, after(entryOf(part), outcome));
    }
    if (outcome?.findings.some(isVain)) break;
  }
  for (const { pull, reason } of run.inputs.dryRun || findings.some((item) => item.findings.some(isVain))
    ? []
    : strays(base.apps, base.overview))
    await closePull(run, pull, base, reason).catch((error: unknown) => {
      if (error instanceof Moved) return;
      findings.push({ app: '', environment: '', findings: [refusal(error, run.github.name)] });
    });
  const plan = shown.map((part) => entries.get(part) ?? entryOf(part));
  return {
    plan,
    pulls,
    findings,
    digests: digestsOf(shown),
    changed: pulls.length > 0,
    summary: promotionSummary(plan, findings),
  };
}

/** Whatever else is written would end the same. */
const isVain = ({ code, severity }: Finding): boolean =>
  severity === 'error' && (code === 'github/permission' || code === 'github/unavailable');

function entryOf({ loaded, planned }: Part): PlanEntry {
  const [line] = planned.edits;
  return {
    app: loaded.app.name,
    environment: planned.environment,
    action: planned.action,
    reason: planned.reason,
    ...(planned.from === undefined ? {} : { from: planned.from }),
    ...(planned.to === undefined ? {} : { to: planned.to }),
    ...(planned.until === undefined ? {} : { until: new Date(planned.until).toISOString() }),
    ...(line ? { file: line.path, line: line.line } : {}),
    ...(planned.pull === undefined ? {} : { pullRequest: planned.pull }),
  };
}

/** What became of a decision. Where GitHub refused, the plan stays what it is. */
function after(entry: PlanEntry, outcome: Proposed | undefined): PlanEntry {
  if (!outcome) return { ...entry, action: 'none', reason: 'others did it meanwhile' };
  if ('pull' in outcome) return { ...entry, pullRequest: outcome.pull.number };
  const refused = outcome.findings.some(({ severity }) => severity === 'error');
  return entry.action === 'close' || refused ? entry : { ...entry, action: 'none', reason: outcome.reason };
}

/** The plan as it is printed, app by app. */
function reports(parts: readonly Part[], tag: string | undefined) {
  return [...groupBy(parts, ({ loaded }) => loaded)].map(([{ app }, own]) => ({
    app: app.name,
    ...(tag === undefined ? {} : { tag }),
    environments: own.map(({ planned: { action, ...item } }): EnvironmentPlan => ({ ...item, decision: action })),
  }));
}

const digestsOf = (parts: readonly Part[]) => {
  const out: Record<string, Record<string, string>> = {};
  for (const { loaded, planned } of parts) {
    if (planned.digest.after === undefined) continue;
    const folder = folderOf(loaded.app.path);
    out[folder] = { ...out[folder], [planned.environment]: planned.digest.after };
  }
  return out;
};

export const failed = (...findings: readonly Finding[]): Result => ({
  plan: [],
  pulls: [],
  digests: {},
  changed: false,
  summary: '',
  findings: [{ app: '', environment: '', findings }],
});
