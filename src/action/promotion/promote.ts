import { type Finding, finding } from '../../core/index.js';
import { checkTag } from '../../core/promotion/index.js';
import { type FindingsOf, promotionSummary } from '../../report/index.js';
import { renderOptions } from '../apps.js';
import type { OpenPull, PlanEntry, Result, Run } from '../run.js';
import type { BlobCache } from '../snapshot.js';
import { type Base, readBase } from './base.js';
import type { CarryOut } from './carry-out.js';
import { chainWarning } from './chain.js';
import { type Planner, promotionPlanner } from './planning.js';
import { type Round, round } from './round.js';

/** Plans every app on the base branch, and opens, updates and closes the pull requests of the plan. */
export async function promote(tag: string | undefined, run: Run): Promise<Result> {
  const wrong = tag === undefined ? [] : checkTag(tag, { from: 'flag', name: 'tag' });
  if (wrong.length > 0) return failed(...wrong);
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

/** More rounds than a chain has environments. */
const ROUNDS = 20;
const LOOKS = 5;
const PAUSE = 300;

/**
 * Reads, plans, prints the plan, and then does what it says. After that the base is read once more: where it has moved on, by a merge of
 * our own that starts no other run or by others, all is planned again.
 */
export async function execute(
  run: Run,
  planner: Planner,
  how: Pick<CarryOut, 'kind' | 'reasons' | 'written'> & { readonly tag?: string },
): Promise<Result> {
  const cache: BlobCache = new Map();
  let base = await readBase(run, run.inputs.paths, cache);
  if (!base)
    return failed(
      finding('github/conflict', `there is no branch ${run.inputs.base} in ${run.github.name}`, {
        fix: 'name the branch that promotions go to with `base`',
      }),
    );
  const unknown = how.kind === 'promotion' ? unknownNames(run, base) : [];
  if (unknown.length > 0) return failed(...unknown);
  const rounds: Round[] = [];
  while (base && rounds.length < ROUNDS) {
    const done: Round = await round(
      run,
      base,
      rounds.flatMap(({ branches }) => branches),
      { planner, cache, ...how },
    );
    rounds.push(done);
    const isLast = done.branches.length === 0 || done.isVain || (how.kind === 'rollback' && done.merged);
    base = isLast ? undefined : await moved(run, base, done.merged, cache);
  }
  return resultOf(rounds, await chainWarning(run, rounds));
}

/** What the inputs name and nothing here is: a run that does nothing must not look like one that has nothing to do. */
function unknownNames({ inputs: { paths, environments, lift } }: Run, { apps, isChosen, findings }: Base): readonly Finding[] {
  if (findings.length === 0 && paths.length > 0) {
    const message = `there is no fairlead.yaml at or below ${paths.join(', ')}`;
    return [finding('config/no-apps', message, { fix: 'name a folder that holds one with `paths`' })];
  }
  const names = apps.filter(isChosen).flatMap(({ app }) => app.environments.map(({ name }) => name));
  return [...environments, ...lift]
    .filter((name) => names.length > 0 && !names.includes(name))
    .map((name) => finding('config/unknown-environment', `no app here has an environment ${name}`));
}

/** The base branch where it is now; undefined if that is where it was. GitHub may be late to show what was `merged`. */
async function moved(run: Run, { overview }: Base, merged: boolean, cache: BlobCache): Promise<Base | undefined> {
  for (let look = 0; look < (merged ? LOOKS : 1); look++) {
    if (look > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE * look));
    const now = await readBase(run, run.inputs.paths, cache);
    if (now && now.overview.commit !== overview.commit) return now;
  }
  return undefined;
}

/** What all rounds came to: of each environment what was done last, of the findings of plans those of the last one. */
function resultOf(rounds: readonly Round[], warnings: readonly FindingsOf[]): Result {
  const entries = new Map<string, PlanEntry>();
  const pulls = new Map<string, OpenPull>();
  const digests: Record<string, Record<string, string>> = {};
  const outcomes = new Map<string, FindingsOf>();
  for (const done of rounds) {
    for (const entry of done.entries) {
      const key = `${entry.app}/${entry.environment}`;
      if (entry.action !== 'none' || entries.get(key)?.pullRequest === undefined) entries.set(key, entry);
    }
    for (const pull of done.pulls) pulls.set(`${pull.app}/${pull.environment}/${pull.number}`, pull);
    for (const [app, own] of Object.entries(done.digests)) digests[app] = { ...digests[app], ...own };
    for (const item of done.outcomes) outcomes.set(JSON.stringify(item), item);
  }
  const plan = [...entries.values()];
  const findings = [...(rounds.at(-1)?.findings ?? []), ...outcomes.values(), ...warnings];
  return {
    plan,
    pulls: [...pulls.values()],
    findings,
    digests,
    changed: pulls.size > 0,
    summary: promotionSummary(plan, findings),
  };
}

export const failed = (...findings: readonly Finding[]): Result => ({
  plan: [],
  pulls: [],
  digests: {},
  changed: false,
  summary: '',
  findings: [{ app: '', environment: '', findings }],
});
