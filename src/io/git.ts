import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { LoadedApp } from './apps.js';
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

/**
 * When each environment's values were last changed, by Git's committer dates, in milliseconds since 1970: not before that moment
 * did its tag arrive. Only environments that others soak after are asked; those without history are left out.
 */
export async function tagHistory(root: string, { app }: LoadedApp): Promise<ReadonlyMap<string, number>> {
  const watched = new Set(
    app.environments
      .filter((environment) => environment.promote.soak !== undefined)
      .flatMap((environment) => environment.promote.after),
  );
  const entries = await Promise.all(
    app.environments
      .filter((environment) => watched.has(environment.name))
      .map(async (environment) => {
        const seconds = await git(root, 'log', '-1', '--format=%ct', '--', ...environment.values);
        return [environment.name, Number(seconds?.trim()) * 1000] as const;
      }),
  );
  return new Map(entries.filter(([, time]) => Number.isFinite(time) && time > 0));
}
