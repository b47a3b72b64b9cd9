import type { Environment, Finding } from '../core/index.js';
import {
  type Decision,
  type Facts,
  keyOf,
  liftHold,
  type Need,
  NO_FACTS,
  type PlanInput,
  planPromotion,
  writes,
} from '../core/promotion/index.js';
import type { LoadedApp, RenderOptions } from './apps.js';
import { type Bumped, bump, overlay, UNCHANGED } from './bump.js';
import { runningIn } from './running.js';
import { rulesOf } from './windows.js';

export interface PromotionInput extends Omit<PlanInput, 'app' | 'running' | 'facts' | 'windows'> {
  /** Environments to decide about, and those whose hold ends; all if empty. */
  readonly only: readonly string[];
  /** Branches that are known before anything is asked, by environment. */
  readonly branches?: Facts['branches'];
  /**
   * Files as the earlier bumps leave them that go to the same place as an environment's: each builds on them and adds its own. Without
   * such, a bump stands alone.
   */
  readonly written?: (environment: string) => Map<string, string> | undefined;
}

/** Finds out what a plan needs to know; what it leaves out is not known. */
export type Ask = (loaded: LoadedApp, needs: readonly Need[]) => Promise<Facts>;

/** One environment's part of the plan: the decision, and for a bump what it changes. */
export interface PlannedEnvironment extends Decision, Bumped {
  readonly target: Environment;
}

export interface PlannedApp {
  readonly environments: readonly PlannedEnvironment[];
  readonly findings: readonly Finding[];
}

/** A decision as plans are printed: with the lines of `fairlead.yaml` that change. */
export const reportOf = ({ action, edits, rules, ...item }: PlannedEnvironment) => ({
  ...item,
  decision: action,
  edits: [...edits, ...rules],
});

const isError = (item: Finding) => item.severity === 'error';

/** What was found out, with an answer for every need: that something is not known is an answer too. */
function withAnswers(known: Facts, found: Facts, needs: readonly Need[]): Facts {
  const arrivals = new Map([...known.arrivals, ...found.arrivals]);
  const branches = new Map([...known.branches, ...found.branches]);
  const verdicts = new Map([...known.verdicts, ...found.verdicts]);
  for (const need of needs) {
    if (need.kind === 'arrival' && !arrivals.has(need.environment)) arrivals.set(need.environment, null);
    if (need.kind === 'branch' && !branches.has(need.environment)) branches.set(need.environment, { declined: new Map() });
    if ((need.kind === 'checks' || need.kind === 'image') && !verdicts.has(keyOf(need)))
      verdicts.set(keyOf(need), {
        ok: false,
        reason: `${need.kind === 'checks' ? 'its status checks are' : 'the image is'} not known here`,
      });
  }
  return { arrivals, branches, verdicts };
}

/** Decides for every environment of an app, and renders what each bump would change. A bump that does not render cleanly is refused. */
export async function planApp(
  loaded: LoadedApp,
  { only, written, ...input }: PromotionInput,
  ask: Ask,
  options: RenderOptions,
): Promise<PlannedApp> {
  const { app } = loaded;
  const { windows, findings: wrong } = await rulesOf(loaded);
  if (wrong.some(isError)) return { environments: [], findings: wrong };
  const lift = input.lift ?? [];
  const chosen = only.length > 0 ? [...only, ...lift] : [];
  // To end a hold is a decision about one environment: what else there is to do comes with the next run.
  const isLater = ({ environment, action }: Decision) =>
    lift.length > 0 && only.length === 0 && !lift.includes(environment) && (writes({ action }) || action === 'close');
  const read = new Map(app.environments.map((environment) => [environment.name, runningIn(loaded, environment)]));
  const running = new Map([...read].map(([name, { tags }]) => [name, tags]));
  const plan = (facts: Facts) => planPromotion({ ...input, app, running, facts, windows });
  let facts: Facts = { ...NO_FACTS, branches: input.branches ?? NO_FACTS.branches };
  let { decisions, needs } = plan(facts);
  while (needs.length > 0) {
    facts = withAnswers(facts, await ask(loaded, needs), needs);
    ({ decisions, needs } = plan(facts));
  }
  const environments = decisions.flatMap((decision): readonly PlannedEnvironment[] => {
    const target = app.environments.find(({ name }) => name === decision.environment);
    if (!target || (chosen.length > 0 && !chosen.includes(target.name))) return [];
    const findings = read.get(target.name)?.findings ?? [];
    const still = { ...UNCHANGED, ...decision, target, findings };
    if (findings.some(isError)) return [{ ...still, action: 'refuse', reason: 'its values cannot be read' }];
    if (isLater(decision))
      return [
        { ...still, action: 'wait', images: [], reason: `${decision.reason}; not now: this run lifts ${lift.join(' and ')}` },
      ];
    if (!writes(decision)) return [still];
    const texts = written?.(target.name);
    const planned = carriedOut(loaded, still, options, texts);
    for (const { path, text } of planned.files) texts?.set(path, text);
    return [planned];
  });
  return { environments, findings: wrong };
}

function carriedOut(
  loaded: LoadedApp,
  planned: PlannedEnvironment,
  options: RenderOptions,
  texts: ReadonlyMap<string, string> = new Map(),
): PlannedEnvironment {
  const { target, images } = planned;
  const read = planned.lift ? overlay(loaded.tree, texts).read(loaded.app.path) : undefined;
  const file = read?.ok ? liftHold(read.value, target.name) : read;
  const made =
    file && !file.ok
      ? { ...UNCHANGED, findings: file.findings }
      : bump(loaded, target, images, options, { also: file ? [file.value] : [], texts });
  return made.findings.some(isError) ? refused(planned, made.findings) : { ...planned, ...made };
}

/** A bump that is not made, because of the first error of its findings. */
export const refused = (planned: PlannedEnvironment, findings: readonly Finding[]): PlannedEnvironment => ({
  ...planned,
  ...UNCHANGED,
  images: [],
  action: 'refuse',
  reason: `${planned.to ?? 'it'} does not pass: ${findings.find(isError)?.message}`,
  findings,
});
