import { isUtf8 } from 'node:buffer';
import { all, type Finding, type Outcome, type SourceFile } from '../core/index.js';
import { type Broken, badName, below, broken, circle, finder, isBadName, isHiddenFolder, submodule } from './find.js';
import { Refused } from './refused.js';
import { kindsIn, MOST_BYTES, type Store, TOO_LARGE } from './store.js';

/**
 * The files of a repository at one moment: on disk, of a commit, or of a commit at GitHub. Paths are relative to its root, with `/`.
 * Links are followed as far as they stay inside. Nothing is read below a folder that begins with a dot, below node_modules, or in a
 * submodule. What cannot be followed is there, and reading it says why.
 */
export interface Tree {
  /** A file as text, which must be UTF-8. */
  readonly read: (path: string) => Outcome<SourceFile>;
  readonly bytes: (path: string) => Outcome<Uint8Array>;
  readonly exists: (path: string) => boolean;
  /** The path that a file or folder really has, behind all links; undefined if there is nothing. */
  readonly find: (path: string) => Outcome<string> | undefined;
  /** For a search: all files and links below a folder, sorted. Folders that are links are not entered. */
  readonly list: (dir: string) => readonly string[];
  /** For what is read whole: all files below a folder, sorted, those of linked folders too. */
  readonly files: (dir: string) => Listing;
}

/** Files, and what among them cannot be followed. */
export interface Listing {
  readonly paths: readonly string[];
  readonly findings: readonly Finding[];
}

/** Where a file of a tree really is; the path itself for one that is not there. */
export function realOf({ find }: Pick<Tree, 'find'>, path: string): string {
  const found = find(path);
  return found?.ok ? found.value : path;
}

/** As many as GitHub lists of a commit. */
const MOST_FILES = 100_000;

/** A file that is not there, named as the caller named it. */
export const missingFile = (path: string) => broken('file/unreadable', path, 'there is no such file');

/** What users write is not larger: the size is looked at before anything else is done with it. */
const MOST_TEXT = 1 << 20;

/** Bytes that are not UTF-8 would be replaced on the way: what is rendered would not be what the file says. */
export function decode(path: string, bytes: Uint8Array, most = MOST_TEXT): Outcome<SourceFile> {
  if (bytes.length > most)
    return broken(
      'file/too-large',
      path,
      'the file is larger than 1 MiB',
      'values and templates are small; is this the right file?',
    );
  if (isUtf8(bytes)) return { ok: true, value: { path, text: Buffer.from(bytes).toString() }, findings: [] };
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return broken('file/unreadable', path, `the file is ${isUtf16 ? 'UTF-16, not' : 'not'} UTF-8 text`, 'save it as UTF-8');
}

/** A file that a program wrote, which may be larger than what users write. */
export function readMade(tree: Tree, path: string): Outcome<SourceFile> {
  const found = tree.bytes(path);
  return found.ok ? decode(path, found.value, MOST_BYTES) : found;
}

/** The files of a listing as text, if nothing is wrong with any. */
export function readAll(tree: Tree, { paths, findings }: Listing): Outcome<readonly SourceFile[]> {
  const files = all(paths.map(tree.read));
  return findings.length === 0 ? files : { ok: false, findings: [...findings, ...files.findings] };
}

/** The tree of a store: all that makes a file be there, or not, is decided here, once for every face. */
export function treeOf(store: Store): Tree {
  const find = finder(store);
  const kindOf = kindsIn(store);

  function bytes(path: string): Outcome<Uint8Array> {
    const found = find(path);
    if (!found) return missingFile(path);
    if (!found.ok) return found;
    if (found.kind === 'folder') return broken('file/unreadable', path, 'this is a folder, not a file');
    if (found.kind === 'other') return broken('file/unreadable', path, 'this is a pipe, a socket or a device, not a file');
    const value = store.bytes(found.value);
    if (typeof value !== 'string') return { ok: true, value, findings: [] };
    return value === TOO_LARGE
      ? broken('file/too-large', path, 'the file is larger than 16 MiB', 'is this the right file?')
      : broken('file/unreadable', path, `cannot be read (${value})`);
  }

  function read(path: string): Outcome<SourceFile> {
    const found = bytes(path);
    return found.ok ? decode(path, found.value) : found;
  }

  /** All paths below a folder, through links to folders too if they are followed. */
  function walk(dir: string, follows: boolean): Listing {
    const paths: string[] = [];
    const findings: Finding[] = [];
    const wrong = (item: Broken) => void findings.push(...item.findings);
    let seen = 0;

    function enter(shown: string, trail: readonly string[]): void {
      const real = trail.at(-1) ?? '';
      const entries = store.entries(real);
      if (!entries) wrong(broken('file/unreadable', shown, 'the folder cannot be read'));
      for (const name of entries?.keys() ?? []) {
        if (++seen > MOST_FILES) throw tooMany(dir, paths);
        const path = below(shown, name);
        const kind = kindOf(real, name);
        const found = kind === 'link' && follows ? find(below(real, name)) : undefined;
        const folder = kind === 'folder' ? below(real, name) : found?.ok && found.kind === 'folder' ? found.value : undefined;
        if (folder !== undefined && isHiddenFolder(name)) continue;
        if (kind === 'submodule') wrong(submodule(path));
        else if (isBadName(name) && follows) wrong(badName(path));
        else if (found?.ok === false) wrong(found);
        else if (folder === undefined) paths.push(path);
        else if (kind === 'link' && trail.some((item) => item === folder || item.startsWith(below(folder, ''))))
          wrong(circle(path));
        else enter(path, [...trail, folder]);
      }
    }

    const start = find(dir);
    if (start?.ok && start.kind === 'folder') enter(dir, [start.value]);
    else if (start && !start.ok) wrong(start);
    return { paths: paths.toSorted(), findings };
  }

  return {
    read,
    bytes,
    find,
    exists: (path) => find(path) !== undefined,
    list: (dir) => walk(dir, false).paths,
    files: (dir) => walk(dir, true),
  };
}

/** A search over too much; the folder with the most files is the one to leave out. */
function tooMany(dir: string, paths: readonly string[]): Refused {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const top = below(dir, path.slice(dir === '' ? 0 : dir.length + 1).split('/', 1)[0] ?? '');
    counts.set(top, (counts.get(top) ?? 0) + 1);
  }
  const [[most = dir] = []] = [...counts].toSorted(([, a], [, b]) => b - a);
  const where = dir === '' ? 'the repository' : dir;
  return new Refused(`${where} holds more than 100,000 files, most of them in ${most}: name the folders that hold your apps`);
}
