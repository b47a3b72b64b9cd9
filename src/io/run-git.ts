import { execFile } from 'node:child_process';
import { Refused } from './refused.js';

/**
 * No setting of a repository runs a program: the commands that are used here start hooks, monitors, pagers and gpg only by these. A
 * clone that lacks objects gets none by itself (git-scm.com/docs/git, "GIT_NO_LAZY_FETCH"; older ones are kept from every transport).
 */
const SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'log.showSignature=false',
  'log.follow=false',
  'i18n.logOutputEncoding=UTF-8',
];
const ENVIRONMENT = {
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_OPTIONAL_LOCKS: '0',
  // The commit as it is pushed, whatever this clone puts in the place of objects.
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_TERMINAL_PROMPT: '0',
  // Reasons are told as git says them; some are looked at.
  LC_ALL: 'C',
  // A hook that runs us has these set for its own repository; ours is that around the files.
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
};

/** Runs git with a list of arguments, never a shell. Throws Refused with git's own reason. */
export function git(root: string, args: readonly string[], input = ''): Promise<Buffer> {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const options = { encoding: 'buffer' as const, maxBuffer: Infinity, env: { ...process.env, ...ENVIRONMENT } };
  return new Promise((resolve, reject) => {
    const child = execFile('git', ['-C', root, ...settings, ...args], options, (error, stdout, stderr) => {
      if (error) reject(new Refused(reasonOf(error, stderr.toString())));
      else resolve(stdout);
    });
    // A git that ends early says why on stderr.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

function reasonOf(error: Error, said: string): string {
  if ('code' in error && error.code === 'ENOENT') return 'there is no program `git` on the PATH';
  const reason = said
    .replace(/^warning: .*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  const partial = /promisor/.test(reason)
    ? ': this clone was made with --filter, `git fetch --refetch --no-filter` brings the rest'
    : '';
  return `git: ${reason.replace(/^fatal: /, '') || error.message}${partial}`;
}

/** The bytes of blobs by any name that git knows, with one process of git; those that it does not have are left out. Names have no line breaks. */
export async function blobs(root: string, names: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  if (names.length === 0) return found;
  const out = await git(root, ['cat-file', '--batch'], names.map((name) => `${name}\n`).join(''));
  let at = 0;
  for (const name of names) {
    const end = out.indexOf(10, at);
    const [, type, size] = /^\w+ (\w+) (\d+)$/.exec(out.subarray(at, end).toString()) ?? [];
    at = end + 1;
    if (size === undefined) continue;
    if (type === 'blob') found.set(name, out.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}
