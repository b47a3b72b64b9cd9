import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, finding } from '../core/index.js';
import { writeFiles } from './write/files.js';

/** Writes files that must not exist yet: all of them, or none. Findings: those that do exist, and why others cannot be written. */
export function writeNew(root: string, files: readonly { readonly path: string; readonly text: string }[]): readonly Finding[] {
  const exist = files.filter(({ path }) => lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined);
  if (exist.length === 0)
    return writeFiles(
      files.map((file) => ({ ...file, before: null })),
      { root },
    );
  return exist.map(({ path }) =>
    finding('init/exists', 'the file exists already; nothing was written', {
      origin: { from: 'file', path, line: 1, column: 1, length: 1 },
      fix: 'move it away, or run this in another folder',
    }),
  );
}
