import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { finding, type Outcome, type SourceFile } from '../core/index.js';

/** The files of a repository at one moment: on disk, or of a commit. Paths are relative to its root, with `/`. */
export interface Tree {
  readonly read: (path: string) => Outcome<SourceFile>;
  readonly exists: (path: string) => boolean;
  /** All files below a folder, in the order of their names; hidden folders and node_modules are left out. */
  readonly list: (dir: string) => readonly string[];
  /** The path that a file really has, links followed; without it there are no links. */
  readonly real?: (path: string) => string;
}

/** Where a file of a tree really is; the path itself for one that is not there. */
export const realOf = ({ real }: Pick<Tree, 'real'>, path: string): string => real?.(path) ?? path;

const origin = (path: string) => ({ from: 'file' as const, path, line: 1, column: 1, length: 1 });

/** A file that is not there, in the words of whoever asked for it. */
export const missingFile = (path: string): Outcome<SourceFile> => ({
  ok: false,
  findings: [finding('file/unreadable', 'there is no such file', { origin: origin(path) })],
});

/** Bytes that are not UTF-8 would be replaced on the way: what is rendered would not be what the file says. */
function decode(path: string, bytes: Buffer): Outcome<SourceFile> {
  if (isUtf8(bytes)) return { ok: true, value: { path, text: bytes.toString('utf8') }, findings: [] };
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const message = `the file is ${isUtf16 ? 'UTF-16, not' : 'not'} UTF-8 text`;
  return { ok: false, findings: [finding('file/unreadable', message, { origin: origin(path), fix: 'save it as UTF-8' })] };
}

/** The files below a directory. Symbolic links are followed only as far as they stay below it. */
export function diskTree(root: string): Tree {
  const top = realpathSync.native(root);
  const inside = (file: string) => file === top || file.startsWith(top + sep);

  function read(path: string): Outcome<SourceFile> {
    try {
      const file = realpathSync.native(join(top, path));
      if (!inside(file))
        return {
          ok: false,
          findings: [
            finding('file/outside-root', 'a symbolic link leads out of the repository', {
              origin: origin(path),
              fix: 'copy the file into the repository',
            }),
          ],
        };
      return decode(path, readFileSync(file));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === 'ENOENT' || code === 'ENOTDIR') return missingFile(path);
      return {
        ok: false,
        findings: [finding('file/unreadable', `cannot be read (${code || 'unknown reason'})`, { origin: origin(path) })],
      };
    }
  }

  function list(dir: string): readonly string[] {
    const here = join(top, dir);
    if (!existsSync(here) || !inside(realpathSync.native(here)) || !statSync(here).isDirectory()) return [];
    return readdirSync(here, { withFileTypes: true })
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const path = dir === '' ? entry.name : `${dir}/${entry.name}`;
        if (entry.isDirectory()) return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : list(path);
        return [path];
      });
  }

  function real(path: string): string {
    try {
      return relative(top, realpathSync.native(join(top, path)))
        .split(sep)
        .join('/');
    } catch {
      return path;
    }
  }

  return { read, list, exists: (path) => existsSync(join(top, path)), real };
}

/** A tree held in memory, such as the files of a commit. */
export function memoryTree(files: ReadonlyMap<string, string>): Tree {
  const paths = [...files.keys()].toSorted();
  return {
    read: (path) => {
      const text = files.get(path);
      return text === undefined ? missingFile(path) : { ok: true, value: { path, text }, findings: [] };
    },
    exists: (path) => files.has(path),
    list: (dir) => paths.filter((path) => dir === '' || path.startsWith(`${dir}/`)),
  };
}

/** The nearest folder at or above `from` that is a Git work tree; `from` itself if there is none. */
export function findRoot(from: string): string {
  for (let here = from; ; here = join(here, '..')) {
    if (existsSync(join(here, '.git'))) return here;
    if (join(here, '..') === here) return from;
  }
}

/** A path of the file system as a path below the root; undefined if it is outside. */
export function belowRoot(root: string, path: string): string | undefined {
  const below = relative(root, path).split(sep).join('/');
  return below.startsWith('../') || below === '..' || below.startsWith('/') ? undefined : below;
}

/** Reads a file that somebody named on the command line, wherever it is; findings show it as `shown`. */
export function readFile(path: string, shown: string): Outcome<SourceFile> {
  try {
    return decode(shown, readFileSync(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    if (code === 'ENOENT') return missingFile(shown);
    return { ok: false, findings: [finding('file/unreadable', `cannot be read (${code})`, { origin: origin(shown) })] };
  }
}
