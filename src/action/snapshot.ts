import { readApp } from '../core/index.js';
import { findApps } from '../io/apps.js';
import type { Assets } from '../io/assets.js';
import { schemaFiles } from '../io/schemas.js';
import { memoryTree, missingFile, type Tree } from '../io/tree.js';
import type { GitHub, TreeEntry } from './github.js';

/** The files of a commit, read through the API: no checkout is needed. Contents are fetched for apps, values and bundles only. */
export interface Snapshot {
  readonly commit: string;
  readonly tree: Tree;
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** Paths of the apps below the chosen folders. */
  readonly apps: readonly string[];
}

/** Contents by blob, so that what base and head share is fetched once. */
export type BlobCache = Map<string, Promise<string>>;

const LINK = '120000';

/** Reads the apps of a commit below `paths` (all if empty), with everything that rendering them needs. */
export async function takeSnapshot(
  github: GitHub,
  commit: string,
  paths: readonly string[],
  assets: Assets,
  cache: BlobCache,
): Promise<Snapshot> {
  const entries = new Map((await github.entries(commit)).map((entry) => [entry.path, entry]));
  const contents = new Map<string, string>();
  // Links are left out: their target may lie outside of the repository, and a missing file is an error with a name.
  const listing = memoryTree(new Map([...entries.values()].filter((entry) => entry.mode !== LINK).map(({ path }) => [path, ''])));

  async function fetch(wanted: readonly string[]): Promise<void> {
    await Promise.all(
      wanted.map(async (path) => {
        const entry = entries.get(path);
        if (!entry || entry.mode === LINK || contents.has(path)) return;
        const content = cache.get(entry.sha) ?? github.blob(entry.sha);
        cache.set(entry.sha, content);
        contents.set(path, await content);
      }),
    );
  }

  const apps = findApps(listing, paths.length > 0 ? paths : ['']);
  await fetch(apps);
  const tree: Tree = {
    list: listing.list,
    exists: listing.exists,
    read: (path) => {
      const text = contents.get(path);
      return text === undefined ? missingFile(path) : { ok: true, value: { path, text }, findings: [] };
    },
  };
  const needed = apps.flatMap((path) => {
    const file = tree.read(path);
    const app = file.ok ? readApp(file.value, assets.schema('fairlead'), listing.exists) : file;
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
