import { existsSync, lstatSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { belowRoot } from '../disk.js';
import { refusal, Unwritable } from './refusal.js';

/** Where files are written. */
export interface Place {
  /** The repository. Paths are relative to it; those of other places are absolute. */
  readonly root: string;
  /** The folder that no link leads out of: the repository, if it is not named. */
  readonly within?: string;
}

/** As many as Linux follows. */
const MOST_LINKS = 40;

/** A path with all links in it resolved, those to what is not there yet included. Throws what the system says, such as ELOOP. */
export function realPath(path: string, links = 0): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return dirname(path) === path ? path : join(realPath(dirname(path), links), basename(path));
  if (!stats.isSymbolicLink() || links === MOST_LINKS || existsSync(path)) return realpathSync.native(path);
  return realPath(resolve(realpathSync.native(dirname(path)), readlinkSync(path)), links + 1);
}

/**
 * How a path that the user typed is called, and where it may lead: one of the repository, by its letters or after links to its folder, not out of
 * it; any other anywhere.
 */
export function typedPath(root: string, typed: string): { readonly path: string; readonly place: Place } {
  const below = belowRoot(root, typed) ?? belowRoot(realPath(root), join(realPath(dirname(typed)), basename(typed)));
  return below === undefined ? { path: typed, place: { root, within: parse(typed).root } } : { path: below, place: { root } };
}

/** Git runs what it keeps there. Some disks do not tell upper from lower case. */
const isGits = (path: string): boolean => path.toLowerCase().split('/').includes('.git');

/** The file or folder that a path stands for, without links, there or not yet. Throws Unwritable where it is out of the place, or Git's own. */
export function placed(path: string, { root, within = root }: Place): string {
  const real = realPath(resolve(root, path));
  const below = belowRoot(realPath(within), real);
  const refuse = (message: string) => new Unwritable(refusal('file/outside-root', path, message));
  if (below === undefined) throw refuse(`a symbolic link leads out of the ${within === root ? 'repository' : 'output folder'}`);
  if (isGits(below)) throw refuse('is below `.git`, where Fairlead never writes');
  return real;
}

/** The same for a file; what is there, if anything is, can be replaced. */
export function fileAt(path: string, place: Place): { readonly real: string; readonly stats: Stats | undefined } {
  const real = placed(path, place);
  const stats = lstatSync(real, { throwIfNoEntry: false });
  const refuse = (reason: string) => new Unwritable(refusal('file/unwritable', path, reason));
  if (stats?.isDirectory()) throw refuse('is a folder');
  // A new file takes its place, so the system itself would not mind.
  if (stats?.isFile() && (stats.mode & 0o222) === 0) throw refuse('is read-only');
  return { real, stats };
}
