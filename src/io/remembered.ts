import type { Outcome, SourceFile } from '../core/index.js';
import type { Tree } from './tree.js';

/** A tree that gives each file as it was when it was first read, so that all of a run speaks of the same bytes, and a writer can tell whether they changed since. */
export function remembered(tree: Tree): Tree {
  const files = new Map<string, Outcome<SourceFile>>();
  const read = (path: string) => {
    const file = files.get(path) ?? tree.read(path);
    files.set(path, file);
    return file;
  };
  return { ...tree, read };
}

/** What a file holds; `null` for nothing, `undefined` for what is not a text. */
export function textIn(tree: Tree, path: string): string | null | undefined {
  const file = tree.read(path);
  return file.ok ? file.value.text : tree.exists(path) ? undefined : null;
}
