import type { Assets } from '../io/assets.js';
import { openCommit } from '../io/commit.js';
import { type Fetched, fetchApps } from './fetched.js';

/** Reads the apps at or below `paths` of a commit of a local repository. Throws Refused where git does not give it, with the reason. */
export async function commitApps(root: string, ref: string, paths: readonly string[], assets: Assets): Promise<Fetched> {
  const { entries, contents } = await openCommit(root, ref);
  return fetchApps(entries, contents, paths, assets, new Map());
}
