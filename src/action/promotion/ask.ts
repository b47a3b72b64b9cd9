import type { App } from '../../core/index.js';
import { type Arrival, arrivalOf, arrivalWith, type Facts, keyOf, type Need, type Verdict } from '../../core/promotion/index.js';
import type { LoadedApp, RenderOptions } from '../../use/apps.js';
import { imagesOf } from '../../use/images.js';
import type { Ask } from '../../use/promotion.js';
import type { BranchState } from '../github/index.js';
import type { Run } from '../run.js';
import type { Base } from './base.js';
import { branchFact, branchOf, type Onto } from './branch.js';
import { versionsIn } from './versions.js';

/** Reads branches into `found`, each once: what is planned on one commit of a branch must not be written onto another. */
export async function learn({ github }: Run, names: readonly string[], found: Map<string, BranchState>): Promise<void> {
  for (const [name, state] of await github.branches(names.filter((one) => !found.has(one)))) found.set(name, state);
}

/** What is known of an app's branches, by environment. */
export const branchesOf = (app: App, onto: Onto, found: ReadonlyMap<string, BranchState>): Facts['branches'] =>
  new Map(
    app.environments.flatMap(({ name }) => {
      const state = found.get(branchOf(app, name, onto));
      return state ? [[name, branchFact(app, name, state)] as const] : [];
    }),
  );

/** Answers what a plan needs to know: from GitHub's history, branches and checks, and from the registry. */
export const askGitHub =
  (run: Run, { overview }: Base, options: RenderOptions, found: Map<string, BranchState>): Ask =>
  async (loaded, needs): Promise<Facts> => {
    const { app } = loaded;
    const names = (kind: Need['kind']) => needs.flatMap((need) => (need.kind === kind ? [need.environment] : []));
    const after = (name: string) => app.environments.find((one) => one.name === name)?.promote.after ?? [];
    const versions = await versionsIn(run, loaded, overview, [
      ...new Set([...names('arrival'), ...names('checks').flatMap(after)]),
    ]);
    const arrivals = new Map([...versions].map(([name, list]) => [name, arrivalOf(list, list[0]?.tag)]));
    await learn(
      run,
      [...new Set(names('branch'))].map((name) => branchOf(app, name, overview)),
      found,
    );
    const verdicts = new Map<string, Verdict>();
    for (const need of needs) {
      if (need.kind === 'checks') verdicts.set(keyOf(need), await checksOf(run, loaded, need, arrivals));
      if (need.kind === 'image') verdicts.set(keyOf(need), await imageVerdictOf(run, loaded, need, options));
    }
    return { arrivals, branches: branchesOf(app, overview, found), verdicts };
  };

const PASSED = new Set(['success', 'neutral', 'skipped']);

/** Did the checks pass on the commits that brought the tag to the environments before? */
async function checksOf(
  run: Run,
  { app }: LoadedApp,
  { environment, tag }: Extract<Need, { kind: 'checks' }>,
  arrivals: ReadonlyMap<string, Arrival | null>,
): Promise<Verdict> {
  const promote = app.environments.find(({ name }) => name === environment)?.promote;
  for (const before of promote?.after ?? []) {
    const arrival = arrivals.get(before);
    const commit = arrival && arrivalWith(arrival, tag).commit;
    if (!commit) return { ok: false, reason: `the history of Git does not say which commit brought the tag to ${before}` };
    const conclusions = await run.github.checks(commit);
    for (const check of promote?.checks ?? []) {
      const conclusion = conclusions.get(check);
      if (conclusion !== undefined && PASSED.has(conclusion)) continue;
      const state =
        conclusion === undefined ? 'has not run' : conclusion === 'pending' ? 'is not done' : `did not pass (${conclusion})`;
      return { ok: false, reason: `the check ${check} ${state} on ${commit.slice(0, 7)}, which brought the tag to ${before}` };
    }
  }
  return { ok: true };
}

/** Are the images there that a tag is for? The registry client is loaded only where somebody asks. */
async function imageVerdictOf(
  run: Run,
  loaded: LoadedApp,
  need: Extract<Need, { kind: 'image' }>,
  options: RenderOptions,
): Promise<Verdict> {
  const environment = loaded.app.environments.find(({ name }) => name === need.environment);
  if (!environment?.promote.image) return { ok: true };
  const { images } = imagesOf(loaded, environment, need, options);
  const { imageVerdict } = await import('../../registry/index.js');
  return imageVerdict(images, environment.promote.image, { config: run.docker });
}
