import type { Environment } from '../core/index.js';
import type { Version } from '../core/promotion/index.js';
import { commitsOn } from '../io/git.js';
import { blobs } from '../io/run-git.js';
import type { LoadedApp } from './apps.js';
import { tagOf } from './running.js';

/** The tags of an environment over the commits of the checked-out branch that touched its values, newest first. */
export async function versionsIn(root: string, { app, bundle }: LoadedApp, { values }: Environment): Promise<readonly Version[]> {
  const commits = await commitsOn(root, values);
  if (commits.length === 0) return [];
  // Git reads names by lines.
  const wanted = commits
    .flatMap(({ commit }) => values.map((path) => `${commit}:${path}`))
    .filter((name) => !name.includes('\n'));
  const texts = await blobs(root, wanted);
  return commits.map(({ commit, time }) => ({
    commit,
    time,
    tag: tagOf(app, bundle, values, (path) => texts.get(`${commit}:${path}`)?.toString()),
  }));
}
