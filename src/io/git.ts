import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import type { Environment } from '../core/index.js';
import type { Version } from '../core/promotion/index.js';
import type { LoadedApp } from './apps.js';
import { tagOf } from './running.js';
import { memoryTree, type Tree } from './tree.js';

const run = promisify(execFile);

/** Runs git with an argument list, never a shell; undefined if it fails (no repository, no such revision). */
async function git(cwd: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    return (await run('git', ['-C', cwd, ...args], { maxBuffer: 1 << 26, env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' } }))
      .stdout;
  } catch {
    return undefined;
  }
}

const quietly = (cwd: string, args: readonly string[], input = ''): Buffer =>
  execFileSync('git', ['-C', cwd, ...args], { input, maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'ignore'] });

/** The YAML, JSON and template files of a commit of a local repository; undefined if there is no such commit. Links are left out. */
export function commitTree(root: string, ref: string): Tree | undefined {
  try {
    const [commit = ''] = quietly(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
      .toString()
      .split('\n');
    const entries = quietly(root, ['ls-tree', '-r', '-z', '--full-tree', commit])
      .toString()
      .split('\0')
      .flatMap((line): [string, string][] => {
        const [, sha = '', path = ''] = /^100\d{3} blob (\w+)\t(.*)$/s.exec(line) ?? [];
        return /\.(ya?ml|json|hbs)$/.test(path) ? [[path, sha]] : [];
      });
    const out = quietly(root, ['cat-file', '--batch'], entries.map(([, sha]) => `${sha}\n`).join(''));
    const files = new Map<string, string>();
    let at = 0;
    for (const [path] of entries) {
      const head = out.indexOf(10, at);
      const size = Number(out.subarray(at, head).toString().split(' ')[2]);
      files.set(path, out.subarray(head + 1, head + 1 + size).toString());
      at = head + 1 + size + 1;
    }
    return memoryTree(files);
  } catch {
    return undefined;
  }
}

/** The name that Git gives a file's contents (gitformat-pack: the SHA-1 of a header and the bytes). */
export function blobSha(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Tags of a local repository, newest first. */
export async function tagsOf(root: string): Promise<readonly string[]> {
  const out = await git(root, 'tag', '--list', '--sort=-creatordate');
  return (out ?? '').split('\n').filter((name) => name !== '');
}

/** Commits of the first parents of HEAD that touched one of the files, newest first: for a branch, when something came to it. */
async function commitsOn(
  root: string,
  paths: readonly string[],
): Promise<readonly { commit: string; time: number; message: string }[]> {
  const out = await git(root, 'log', '--first-parent', '-m', '--format=%H %ct%x00%B%x01', '--no-patch', '--', ...paths);
  return (out ?? '').split('\x01').flatMap((entry) => {
    const [head = '', message = ''] = entry.trimStart().split('\0');
    const [, commit = '', seconds = ''] = /^([0-9a-f]{40,64}) (\d+)$/.exec(head) ?? [];
    return commit === '' ? [] : [{ commit, time: Number(seconds) * 1000, message }];
  });
}

/** The tags of an environment over the commits of the checked-out branch that touched its values, newest first. */
export async function versionsIn(
  root: string,
  { app, bundle }: LoadedApp,
  { values }: Environment,
): Promise<readonly (Version & { readonly message: string })[]> {
  const commits = await commitsOn(root, values);
  if (commits.length === 0) return [];
  const wanted = commits.flatMap(({ commit }) => values.map((path) => `${commit}:${path}`));
  const texts = filesAt(root, wanted);
  return commits.map(({ commit, time, message }) => ({
    commit,
    time,
    message,
    tag: tagOf(app, bundle, values, (path) => texts.get(`${commit}:${path}`)),
  }));
}

/** Texts of files in commits, by `commit:path`, with one process of git. Names with line breaks are left out: git reads names by lines. */
function filesAt(root: string, names: readonly string[]): ReadonlyMap<string, string> {
  const wanted = names.filter((name) => !name.includes('\n'));
  const out = quietly(root, ['cat-file', '--batch'], wanted.map((name) => `${name}\n`).join(''));
  const found = new Map<string, string>();
  let at = 0;
  for (const name of wanted) {
    const head = out.indexOf(10, at);
    const [, type, size] = /^(?:\w+) (\w+) (\d+)$/.exec(out.subarray(at, head).toString()) ?? [];
    at = head + 1;
    if (size === undefined) continue;
    if (type === 'blob') found.set(name, out.subarray(at, at + Number(size)).toString());
    at += Number(size) + 1;
  }
  return found;
}
