import { existsSync, lstatSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { type Finding, finding } from '../core/index.js';

/** The nearest folder above a path that exists, with its links resolved. */
function realFolder(path: string): string {
  for (let here = dirname(path); ; here = dirname(here)) if (existsSync(here)) return realpathSync(here);
}

const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** Writes files that must not exist yet: all of them, or none. Findings: those that do exist, and links that lead out of the root. */
export function writeNew(root: string, files: readonly { readonly path: string; readonly text: string }[]): readonly Finding[] {
  const top = realpathSync(root);
  const findings = files.flatMap(({ path }): readonly Finding[] => {
    const origin = { from: 'file' as const, path, line: 1, column: 1, length: 1 };
    const folder = realFolder(join(root, path));
    if (folder !== top && !folder.startsWith(top + sep))
      return [finding('file/outside-root', 'a symbolic link leads out of the repository', { origin })];
    if (!isThere(join(root, path))) return [];
    return [
      finding('init/exists', 'the file exists already; nothing was written', {
        origin,
        fix: 'move it away, or run this in another folder',
      }),
    ];
  });
  if (findings.length > 0) return findings;
  const written: string[] = [];
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text, { flag: 'wx' });
      written.push(path);
    }
  } catch (error) {
    for (const path of written) rmSync(join(root, path), { force: true });
    throw error;
  }
  return [];
}
