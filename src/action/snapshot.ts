import type { Assets } from '../io/assets.js';
import type { Listing, Tree } from '../io/tree.js';
import { type BlobCache, fetchApps } from '../use/fetched.js';
import type { GitHub, TreeEntry } from './github/index.js';

export type { BlobCache };

/** The files of a commit, read through the API: no checkout is needed. Contents are fetched for apps, values and bundles only. */
export interface Snapshot {
  readonly commit: string;
  readonly tree: Tree;
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** Paths of the apps below the chosen folders. */
  readonly apps: readonly string[];
  /** What an app is made of: the same for two commits where all that it reads is. */
  readonly printOf: (app: string) => string;
}

/** Reads the apps of a commit below `paths` (all if empty), with everything that rendering them needs. `others`: see fetchApps. */
export async function takeSnapshot(
  github: GitHub,
  commit: string,
  paths: readonly string[],
  assets: Assets,
  cache: BlobCache,
  others = false,
): Promise<Snapshot> {
  const entries = new Map((await github.entries(commit)).map((entry) => [entry.path, entry]));
  const { tree, apps } = await fetchApps(entries, github.blobs, paths.length > 0 ? paths : [''], assets, cache, others);
  const shaOf = (path: string) => {
    const found = tree.find(path);
    return found?.ok ? entries.get(found.value)?.sha : found?.findings[0]?.message;
  };
  const print = (listing: Listing | undefined) =>
    JSON.stringify([listing?.paths.map((path) => [path, shaOf(path)]), listing?.findings.map(({ message }) => message)]);
  return { commit, tree, entries, apps: [...apps.keys()], printOf: (app) => print(apps.get(app)) };
}
