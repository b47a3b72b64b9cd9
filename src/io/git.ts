import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refused } from './refused.js';
import { git } from './run-git.js';

/** What git says of the history. Where there is none, no repository or no commit, nothing. */
async function said(root: string, ...args: readonly string[]): Promise<string> {
  if (!existsSync(join(root, '.git'))) return '';
  try {
    return (await git(root, args)).toString();
  } catch (error) {
    if (error instanceof Refused && /does not have any commits yet/.test(error.message)) return '';
    throw error;
  }
}

/** The name that Git gives a file's contents (gitformat-pack: the SHA-1 of a header and the bytes). */
export function blobSha(contents: string | Uint8Array): string {
  const bytes = Buffer.from(contents);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Tags of a local repository, newest first. */
export async function tagsOf(root: string): Promise<readonly string[]> {
  const out = await said(root, 'tag', '--list', '--no-column', '--sort=-creatordate');
  return out.split('\n').filter((name) => name !== '');
}

/** Commits of the first parents of HEAD that touched one of the files, newest first: for a branch, when something came to it. */
export async function commitsOn(
  root: string,
  paths: readonly string[],
): Promise<readonly { readonly commit: string; readonly time: number }[]> {
  const how = ['--first-parent', '-m', '--no-patch', '--format=%H %ct'];
  const out = await said(root, '--literal-pathspecs', 'log', ...how, '--', ...paths);
  return out.split('\n').flatMap((line) => {
    const [, commit = '', seconds = ''] = /^([0-9a-f]{40,64}) (\d+)$/.exec(line) ?? [];
    return commit === '' ? [] : [{ commit, time: Number(seconds) * 1000 }];
  });
}

/** The messages of all commits that led to HEAD and have a line that begins so, newest first; those of merged branches too. */
export async function messagesWith(root: string, start: string): Promise<readonly string[]> {
  const out = await said(root, 'log', '--extended-regexp', `--grep=^${start}`, '--format=%B%x01');
  return out.split('\x01').filter((message) => message.trim() !== '');
}

/** True for a clone whose history was cut off. */
export const isShallow = async (root: string): Promise<boolean> =>
  (await said(root, 'rev-parse', '--is-shallow-repository')).trim() === 'true';
