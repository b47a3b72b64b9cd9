import { findApps, readAppAt } from '../io/apps.js';
import type { Assets } from '../io/assets.js';
import { schemaFiles } from '../io/schemas.js';
import { memoryTree, missingFile, type Tree } from '../io/tree.js';
import type { GitHub, TreeEntry } from './github/index.js';

/** The files of a commit, read through the API: no checkout is needed. Contents are fetched for apps, values and bundles only. */
export interface Snapshot {
  readonly commit: string;
  readonly tree: Tree;
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** Paths of the apps below the chosen folders. */
  readonly apps: readonly string[];
}

/** Contents by blob, so that what commits share is fetched once. */
export type BlobCache = Map<string, string>;

const LINK = '120000';
const SUBMODULE = '160000';

/** Reads the apps of a commit below `paths` (all if empty), with everything that rendering them needs. */
export async function takeSnapshot(
  github: GitHub,
  commit: string,
  paths: readonly string[],
  assets: Assets,
  cache: BlobCache,
): Promise<Snapshot> {
  // Links are left out: their target may lie outside of the repository, and a missing file is an error with a name.
  const all = await github.entries(commit);
  const entries = new Map(all.filter(({ mode }) => mode !== LINK && mode !== SUBMODULE).map((entry) => [entry.path, entry]));
  const listing = memoryTree(new Map([...entries.keys()].map((path) => [path, ''])));
  const textOf = (path: string) => cache.get(entries.get(path)?.sha ?? '');

  async function fetch(wanted: readonly string[]): Promise<void> {
    const files = wanted.flatMap((path) => entries.get(path) ?? []).filter(({ sha }) => !cache.has(sha));
    const bySha = new Map(files.map((entry) => [entry.sha, entry]));
    for (const [sha, text] of await github.blobs([...bySha.values()])) cache.set(sha, text);
  }

  const apps = findApps(listing, paths.length > 0 ? paths : ['']);
  await fetch(apps);
  const tree: Tree = {
    list: listing.list,
    exists: listing.exists,
    read: (path) => {
      const text = textOf(path);
      return text === undefined ? missingFile(path) : { ok: true, value: { path, text }, findings: [] };
    },
  };
  const needed = apps.flatMap((path) => {
    const app = readAppAt(path, tree, assets);
    if (!app.ok) return [];
    const bundle = 'dir' in app.value.bundle ? listing.list(app.value.bundle.dir) : [];
    return [
      ...app.value.environments.flatMap((environment) => environment.values),
      ...bundle,
      ...schemaFiles(app.value, listing.list),
    ];
  });
  await fetch(needed);
  return { commit, tree, entries, apps };
}
