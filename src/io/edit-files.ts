import { applyEdits, type Finding, type TextEdit } from '../core/index.js';
import { realOf, type Tree } from './tree.js';
import { reasonAgainst, writeFiles } from './write/files.js';

/** What became of edits: those that were made, and files that cannot be written, with the reason. */
export interface Edited {
  readonly made: readonly TextEdit[];
  readonly kept: readonly { readonly path: string; readonly why: string }[];
  /** Why nothing at all was written. */
  readonly refused: readonly Finding[];
}

/** Makes edits in files of the repository: all of them, or none; what cannot be written, or is not a file of it, is left alone. */
export function editFiles(root: string, tree: Tree, edits: readonly TextEdit[]): Edited {
  // A file that has two names is edited by one of them; what the other asks for beyond that comes with the next look.
  const paths = new Map(edits.map(({ path }) => [realOf(tree, path), path]));
  const edited = [...paths.values()].flatMap((path) => {
    const file = tree.exists(path) ? tree.read(path) : undefined;
    if (!file?.ok) return [];
    const { text, made } = applyEdits(
      file.value.text,
      edits.filter((edit) => edit.path === path),
    );
    return made.length === 0 ? [] : [{ path, text, made, before: file.value.text, why: reasonAgainst(path, { root })?.message }];
  });
  const able = edited.filter(({ why }) => why === undefined);
  const refused = writeFiles(able, { root });
  return {
    made: refused.length > 0 ? [] : able.flatMap(({ made }) => made),
    kept: edited.flatMap(({ path, why }) => (why === undefined ? [] : [{ path, why }])),
    refused,
  };
}
