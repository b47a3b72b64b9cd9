import { dirOf } from '../core/index.js';
import type { Kind, Store } from './store.js';

/** A file, link or submodule of a commit. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha: string;
}

/** Modes as git has them (gitformat-index). */
export const LINK = '120000';
const SUBMODULE = '160000';

const kindOf = (mode: string): Kind => (mode === LINK ? 'link' : mode === SUBMODULE ? 'submodule' : 'file');

/** A store of what a commit holds; `blob` gives the bytes of a blob, or why there are none. */
export function listedStore<T extends TreeEntry>(
  entries: ReadonlyMap<string, T>,
  blob: (entry: T) => Uint8Array | string,
): Store {
  const folders = new Map<string, Map<string, Kind>>();
  const folder = (dir: string): Map<string, Kind> => {
    const there = folders.get(dir);
    if (there) return there;
    const made = new Map<string, Kind>();
    folders.set(dir, made);
    if (dir !== '') folder(dirOf(dir)).set(nameOf(dir), 'folder');
    return made;
  };
  folder('');
  for (const { path, mode } of entries.values()) folder(dirOf(path)).set(nameOf(path), kindOf(mode));
  const bytes = (path: string) => {
    const entry = entries.get(path);
    return entry ? blob(entry) : 'it is gone';
  };
  return { entries: (dir) => folders.get(dir), bytes, target: bytes };
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
