import { chmodSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits, type TextEdit } from '../core/index.js';
import { writeFileWhole } from './output.js';
import type { Tree } from './tree.js';

/** Makes edits in files of the repository, each file whole or not at all; what is no file of it is left alone. Gives the edits made. */
export function editFiles(root: string, tree: Tree, edits: readonly TextEdit[]): readonly TextEdit[] {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return paths.flatMap((path) => {
    const file = tree.exists(path) ? tree.read(path) : undefined;
    if (!file?.ok) return [];
    const { text, made } = applyEdits(
      file.value.text,
      edits.filter((edit) => edit.path === path),
    );
    if (made.length === 0) return [];
    const real = realpathSync(join(root, path));
    const { mode } = statSync(real);
    writeFileWhole(real, text);
    chmodSync(real, mode);
    return made;
  });
}
