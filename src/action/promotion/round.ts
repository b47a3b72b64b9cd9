import type { Finding } from '../../core/index.js';
import { type FindingsOf, formatPlan } from '../../report/index.js';
import { reportOf } from '../../use/promotion.js';
import { refusal } from '../refusal.js';
import { folderOf, type OpenPull, type PlanEntry, type Result, type Run } from '../run.js';
import type { Base } from './base.js';
import { type CarryOut, carryOut } from './carry-out.js';
import { planBase } from './planning.js';
import { groupBy, type Part, type Proposal, proposalsOf, strays } from './proposal.js';
import { closePull, Moved, type Proposed } from './propose.js';

/** One plan, and what became of it. */
export interface Round {
  readonly entries: readonly PlanEntry[];
  readonly pulls: readonly OpenPull[];
  readonly digests: Result['digests'];
  /** Of the plan, and of what was done. */
  readonly findings: readonly FindingsOf[];
  readonly outcomes: readonly FindingsOf[];
  /** The branches that it was about. */
  readonly branches: readonly string[];
  /** Whether something was merged at once, and what GitHub merges later. */
  readonly merged: boolean;
  readonly later: readonly Proposal[];
  /** Whatever else is written would end the same. */
  readonly isVain: boolean;
}

/** Plans, prints the plan, and opens, updates and closes its pull requests. `known`: branches that earlier rounds may have written to. */
export async function round(
  run: Run,
  base: Base,
  known: readonly string[],
  { tag, ...context }: Omit<CarryOut, 'run'> & { readonly tag?: string },
): Promise<Round> {
  const planning = await planBase(run, base, context.planner, known);
  const shown = planning.parts.filter(({ loaded }) => base.isChosen(loaded));
  run.log(formatPlan(reports(shown, tag), { seconds: 0, colour: false }));

  const { dryRun } = run.inputs;
  const outcomes: FindingsOf[] = [];
  const entries = new Map<Part, PlanEntry>();
  const pulls: OpenPull[] = [];
  const later: Proposal[] = [];
  let merged = false;
  let isVain = false;
  const proposals = dryRun ? [] : proposalsOf(planning.parts, base.overview, context.kind);
  for (const proposal of proposals) {
    const outcome = await carryOut(proposal, planning, { run, ...context });
    const parts = [...proposal.parts, ...proposal.closing];
    const { environment } = proposal;
    // Once, also where the pull request is of many apps.
    outcomes.push({ app: parts[0]?.loaded.app.path ?? '', environment, findings: outcome?.findings ?? [] });
    for (const part of parts) {
      if (outcome && 'pull' in outcome) {
        const { number, url } = outcome.pull;
        pulls.push({ app: part.loaded.app.name, environment, number, url });
      }
      entries.set(part, after(entryOf(part), outcome));
    }
    if (outcome && 'pull' in outcome && outcome.merging === 'now') merged = true;
    if (outcome && 'pull' in outcome && outcome.merging === 'later') later.push(proposal);
    isVain = outcome?.findings.some(endsAll) ?? false;
    if (isVain) break;
  }
  const about = new Set(proposals.map(({ branch }) => branch));
  const left = dryRun || isVain ? [] : strays(base.apps, base.overview).filter(({ pull }) => !about.has(pull.branch));
  for (const { pull, reason } of left)
    await closePull(run, pull, base, reason).catch((error: unknown) => {
      if (error instanceof Moved) return;
      outcomes.push({ app: '', environment: '', findings: [refusal(error, run.github.name)] });
    });
  return {
    entries: shown.map((part) => entries.get(part) ?? entryOf(part)),
    pulls,
    digests: digestsOf(shown),
    findings: planning.findings,
    outcomes,
    branches: [...about],
    merged,
    later,
    isVain,
  };
}

const endsAll = ({ code, severity }: Finding): boolean =>
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
    environments: own.map(({ planned }) => reportOf(planned)),
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
