import type { Version } from '../../core/promotion/index.js';
import type { LoadedApp } from '../../io/apps.js';
import { tagOf } from '../../io/running.js';
import type { Overview } from '../github/index.js';
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
    const commits = new Map(values.flatMap((path) => history.get(path) ?? []).map((entry) => [entry.commit, entry]));
    return { name, values, commits: [...commits.values()].toSorted((a, b) => b.time - a.time) };
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
