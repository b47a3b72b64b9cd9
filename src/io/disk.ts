import { type Dirent, existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Outcome, SourceFile } from '../core/index.js';
import { below, broken, isBadName } from './find.js';
import { type Kind, MOST_BYTES, type Store, TOO_LARGE } from './store.js';
import { decode, missingFile, type Tree, treeOf } from './tree.js';

const kindOf = (entry: Dirent): Kind =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other';

const NO_FILE = 'this is a pipe, a socket or a device, not a file';

/** Kind and size are asked first: what is too large is not read, and nobody waits for a pipe's other end. */
function bytesOf(file: string | Buffer): Buffer | string {
  const stats = statSync(file);
  if (!stats.isFile() && !stats.isDirectory()) return NO_FILE;
  return stats.size > MOST_BYTES ? TOO_LARGE : readFileSync(file);
}

/** The files below a directory, as they are when they are first asked for. */
export function diskTree(root: string): Tree {
  const top = realpathSync.native(root);
  const known = new Map<string, ReadonlyMap<string, Kind> | undefined>();
  // Names that are not UTF-8, as the disk has them.
  const raw = new Map<string, Buffer>();
  const place = (path: string): string | Buffer => raw.get(path) ?? join(top, path);

  function readFolder(dir: string): ReadonlyMap<string, Kind> | undefined {
    const here = place(dir);
    try {
      const entries = readdirSync(here, { withFileTypes: true });
      if (Buffer.isBuffer(here) || entries.some(({ name }) => isBadName(name)))
        for (const { name } of readdirSync(here, { withFileTypes: true, encoding: 'buffer' }))
          raw.set(below(dir, name.toString()), Buffer.concat([Buffer.from(here), Buffer.from('/'), name]));
      return new Map(entries.map((entry) => [entry.name, kindOf(entry)]));
    } catch (error) {
      codeOf(error);
      return undefined;
    }
  }

  const store: Store = {
    entries: (dir) => {
      if (!known.has(dir)) known.set(dir, readFolder(dir));
      return known.get(dir);
    },
    bytes: (path) => attempt(() => bytesOf(place(path))),
    target: (path) => attempt(() => readlinkSync(place(path), 'buffer')),
  };
  return treeOf(store);
}

/** What the system says against it; a bug of ours is thrown again. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  throw error;
}

function attempt(read: () => Uint8Array | string): Uint8Array | string {
  try {
    return read();
  } catch (error) {
    return codeOf(error);
  }
}

/** The nearest folder at or above `from` that is a Git work tree; `from` itself if there is none. */
export function findRoot(from: string): string {
  for (let here = from; ; here = join(here, '..')) {
    if (existsSync(join(here, '.git'))) return here;
    if (join(here, '..') === here) return from;
  }
}

/** The repository around the working directory; where there is none, that of a path. */
export function rootFor(cwd: string, path: string): string {
  const isRepository = (dir: string) => existsSync(join(dir, '.git'));
  const [here, there] = [findRoot(cwd), findRoot(path)];
  return !isRepository(here) && (isRepository(there) || belowRoot(here, path) === undefined) ? there : here;
}

/** A path of the file system as a path below the root; undefined if it is outside. */
export function belowRoot(root: string, path: string): string | undefined {
  const inside = relative(root, path).split(sep).join('/');
  return inside.startsWith('../') || inside === '..' || inside.startsWith('/') ? undefined : inside;
}

/** Reads a file that somebody named on the command line, wherever it is; findings show it as `shown`. */
export function readFile(path: string, shown: string): Outcome<SourceFile> {
  const bytes = attempt(() => bytesOf(path));
  if (typeof bytes !== 'string') return decode(shown, bytes);
  if (bytes === NO_FILE) return broken('file/unreadable', shown, NO_FILE);
  return bytes === 'ENOENT' ? missingFile(shown) : broken('file/unreadable', shown, `cannot be read (${bytes})`);
}
