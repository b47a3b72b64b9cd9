import type { Version } from '../../core/promotion/index.js';
import type { LoadedApp } from '../../use/apps.js';
import { tagOf } from '../../use/running.js';
import type { HistoryEntry, Overview } from '../github/index.js';
import type { Run } from '../run.js';

/** The tags of environments over the newest commits that touched their values, newest first, by environment. */
export async function versionsIn(
  run: Run,
  { app, bundle }: LoadedApp,
  { base, commit }: Overview,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly Version[]>> {
  const environments = app.environments.filter(({ name }) => names.includes(name));
  if (environments.length === 0) return new Map();
  const history = await run.github.history(base, commit, [...new Set(environments.flatMap(({ values }) => values))]);
  const touched = environments.map(({ name, values }) => {
    return { name, values, commits: merged(values.map((path) => history.get(path) ?? [])) };
  });
  const texts = await run.github.filesAt([
    ...new Set(
      touched.flatMap(({ values, commits }) => commits.flatMap((entry) => values.map((path) => `${entry.commit}:${path}`))),
    ),
  ]);
  return new Map(
    touched.map(({ name, values, commits }) => [
      name,
      commits.map(({ commit: sha, time, arrived }): Version => {
        const tag = tagOf(app, bundle, values, (path) => texts.get(`${sha}:${path}`));
        return { tag, time: arrived?.time ?? time, commit: arrived?.commit ?? sha };
      }),
    ]),
  );
}

/** One history of several, each newest first: a commit stands behind all that any of them has before it, whatever the clocks said. */
function merged(histories: readonly (readonly HistoryEntry[])[]): readonly HistoryEntry[] {
  const out: HistoryEntry[] = [];
  let left = histories;
  for (;;) {
    const heads = left.flatMap(([head]) => head ?? []);
    const free = heads.filter(({ commit }) => left.every((list) => list.findIndex((entry) => entry.commit === commit) <= 0));
    const [first, ...others] = free.length > 0 ? free : heads;
    if (!first) return out;
    const next = others.reduce((newest, one) => (one.time > newest.time ? one : newest), first);
    out.push(next);
    left = left.map((list) => list.filter(({ commit }) => commit !== next.commit));
  }
}
