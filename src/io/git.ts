import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LoadedApp } from './apps.js';

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
