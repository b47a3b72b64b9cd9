import { realpathSync } from 'node:fs';
import { isShallow } from './git.js';
import type { TreeEntry } from './listed.js';
import { Refused } from './refused.js';
import { blobs, git } from './run-git.js';
import { MOST_BYTES, TOO_LARGE } from './store.js';

/** A commit of a local repository: what it holds, and the bytes of files in it, or why there are none. */
export interface Commit {
  readonly entries: ReadonlyMap<string, TreeEntry>;
  readonly contents: (wanted: readonly TreeEntry[]) => Promise<ReadonlyMap<string, Uint8Array | string>>;
}

/** Opens a commit. Throws Refused where git does not give it, with the reason. */
export async function openCommit(root: string, ref: string): Promise<Commit> {
  const top = (await git(root, ['rev-parse', '--show-toplevel'])).toString().replace(/\n$/, '');
  if (realpathSync.native(top) !== realpathSync.native(root))
    throw new Refused(`git takes ${top} for the repository of ${root}: what is compared would not be the same files`);
  const entries = entriesIn((await git(root, ['ls-tree', '-r', '-z', '--full-tree', await commitOf(root, ref)])).toString());
  return { entries, contents: (wanted) => contents(root, wanted) };
}

async function commitOf(root: string, ref: string): Promise<string> {
  try {
    const out = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
    return out.toString().trim();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const shallow = (await isShallow(root)) ? ': this clone is shallow, `git fetch --unshallow` brings the rest' : '';
    throw new Refused(`${ref} is not a commit of ${root}${shallow}`);
  }
}

const entriesIn = (listing: string): ReadonlyMap<string, TreeEntry> =>
  new Map(
    listing.split('\0').flatMap((line): [string, TreeEntry][] => {
      const [, mode = '', sha = '', path = ''] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(line) ?? [];
      return path === '' ? [] : [[path, { path, mode, sha }]];
    }),
  );

/** Sizes first: a large file is not read. */
async function contents(root: string, wanted: readonly TreeEntry[]): Promise<ReadonlyMap<string, Uint8Array | string>> {
  const names = wanted.map(({ sha }) => `${sha}\n`).join('');
  const lines = (await git(root, ['cat-file', '--batch-check=%(objectname) %(objectsize)'], names)).toString().split('\n');
  const sizes = new Map(lines.map((line): [string, number] => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])]));
  const absent = wanted.find(({ sha }) => !Number.isInteger(sizes.get(sha)));
  if (absent) throw new Refused(`git does not have the contents of ${absent.path}: \`git fsck\` says what is damaged`);
  const small = wanted.filter(({ sha }) => (sizes.get(sha) ?? 0) <= MOST_BYTES).map(({ sha }) => sha);
  const found = await blobs(root, small);
  return new Map(wanted.map(({ sha }) => [sha, found.get(sha) ?? TOO_LARGE]));
}

/** The files of the checked-out commit that a sparse checkout leaves out. */
export async function notCheckedOut(root: string): Promise<ReadonlySet<string>> {
  const lines = (await git(root, ['ls-files', '-z', '-t'])).toString().split('\0');
  return new Set(lines.filter((line) => line.startsWith('S ')).map((line) => line.slice(2)));
}
