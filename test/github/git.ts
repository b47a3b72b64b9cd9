import { spawnSync } from 'node:child_process';

/** Thrown when git refuses; the message is git's own. */
export class GitError extends Error {}

const ENV = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'octocat',
  GIT_AUTHOR_EMAIL: 'octocat@example.com',
  GIT_COMMITTER_NAME: 'octocat',
  GIT_COMMITTER_EMAIL: 'octocat@example.com',
};

/** Runs git in a bare repository and gives its output. */
export function git(dir: string, args: readonly string[], input?: string): string {
  const { status, stdout, stderr } = spawnSync('git', ['--git-dir', dir, ...args], {
    env: ENV,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });
  if (status !== 0) throw new GitError(stderr.trim());
  return stdout;
}

/** The same, without the line break at the end; undefined if git refuses. */
export function tryGit(dir: string, args: readonly string[]): string | undefined {
  try {
    return git(dir, args).trimEnd();
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
