import { chmodSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits, type TextEdit } from '../core/index.js';
import { writeFileWhole } from './output.js';
import type { Tree } from './tree.js';

/** What became of edits: those that were made, and files that could not be written, with the reason. */
export interface Edited {
  readonly made: readonly TextEdit[];
  readonly kept: readonly { readonly path: string; readonly why: string }[];
}

/** Makes edits in files of the repository, each file whole or not at all; what is no file of it is left alone. */
export function editFiles(root: string, tree: Tree, edits: readonly TextEdit[]): Edited {
  const paths = [...new Set(edits.map(({ path }) => path))];
  const done = paths.map((path): Edited => {
    const file = tree.exists(path) ? tree.read(path) : undefined;
    const own = edits.filter((edit) => edit.path === path);
    const { text, made } = file?.ok ? applyEdits(file.value.text, own) : { text: '', made: [] };
    const why = made.length > 0 ? replace(join(root, path), text) : undefined;
    return why === undefined ? { made, kept: [] } : { made: [], kept: [{ path, why }] };
  });
  return { made: done.flatMap(({ made }) => made), kept: done.flatMap(({ kept }) => kept) };
}

/** Gives the reason why the file could not be written. */
function replace(file: string, text: string): string | undefined {
  const real = realpathSync(file);
  const { mode } = statSync(real);
  // A new file takes its place, so the system itself would not mind.
  if ((mode & 0o222) === 0) return 'is read-only';
  try {
    writeFileWhole(real, text);
    chmodSync(real, mode);
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `cannot be written (${String(error.code)})`;
    throw error;
  }
}
