import type { Assets } from '../io/assets.js';
import { LINK, listedStore, type TreeEntry } from '../io/listed.js';
import { type Listing, type Tree, treeOf } from '../io/tree.js';
import { filesOf, findApps, readAppAt } from './apps.js';

/** A commit's apps, and a tree that has all that rendering them reads. */
export interface Fetched {
  readonly tree: Tree;
  /** What each app reads, by its path. */
  readonly apps: ReadonlyMap<string, Listing>;
}

/** Blobs by their names, so that what commits share is fetched once. A text says why there is none. */
export type BlobCache = Map<string, Uint8Array | string>;

/** Where there are more links, only those are fetched that are on the way. */
const MOST_LINKS = 400;

/**
 * Reads the apps at or below `paths` of a commit, whose contents are elsewhere: what is asked for and not there is fetched,
 * all at once, and all is asked again, until nothing is missing. `fetch` answers for every blob. With `others`, the files of all apps are
 * read too, as far as it takes to know which values files they have.
 */
export async function fetchApps<T extends TreeEntry>(
  entries: ReadonlyMap<string, T>,
  fetch: (wanted: readonly T[]) => Promise<ReadonlyMap<string, Uint8Array | string>>,
  paths: readonly string[],
  assets: Assets,
  cache: BlobCache,
  others = false,
): Promise<Fetched> {
  const missing = new Map<string, T>();
  let isWhole = false;
  const store = listedStore(entries, (entry) => {
    const blob = cache.get(entry.sha);
    // A link that nothing reads may still be asked for, by who looks for a free name.
    if (blob === undefined && isWhole && entry.mode === LINK) return 'not fetched';
    if (blob === undefined && isWhole) throw new Error(`${entry.path} was not fetched`);
    if (blob === undefined) missing.set(entry.sha, entry);
    return blob ?? 'not fetched yet';
  });
  // One link may lead to the next, and each would be a round.
  const links = [...entries.values()].filter(({ mode, sha }) => mode === LINK && !cache.has(sha));
  if (links.length <= MOST_LINKS) for (const entry of links) missing.set(entry.sha, entry);
  for (;;) {
    const tree = treeOf(store);
    const apps = new Map(findApps(tree, paths).map((path) => [path, filesOf(path, tree, assets)]));
    for (const listing of apps.values()) for (const path of listing.paths) tree.bytes(path);
    if (others) for (const path of findApps(tree, [''])) readAppAt(path, tree, assets);
    isWhole = missing.size === 0;
    if (isWhole) return { tree, apps };
    for (const [sha, blob] of await fetch([...missing.values()])) cache.set(sha, blob);
    missing.clear();
  }
}
