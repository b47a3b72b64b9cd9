import { spawnSync } from 'node:child_process';
import { memoryOf } from './memory.js';

/** Thrown when git refuses; the message is git's own. */
export class GitError extends Error {
  constructor(
    message: string,
    readonly status = 0,
  ) {
    super(message);
  }
}

export interface GitOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

// Nothing of the machine's configuration counts, messages are English, and a path is never a pattern.
const ENV = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_LITERAL_PATHSPECS: '1',
};

/**
 * Runs git in a bare repository and gives the bytes that it prints. Synchronous, so that each request is served whole: a request
 * never sees half of another one. Throws GitError if git refuses.
 */
export function gitBytes(dir: string, args: readonly string[], { input, env }: GitOptions = {}): Buffer {
  memoryOf(dir).processes++;
  const { status, stdout, stderr, error } = spawnSync('git', ['--git-dir', dir, ...args], {
    env: { ...ENV, ...env },
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });
  if (error) throw error;
  if (status !== 0) throw new GitError(stderr.toString().trim() || `git ${args[0]} ended with ${status}`, status ?? 0);
  return stdout;
}

/** The same as text, without the line break at the end. */
export const git = (dir: string, args: readonly string[], options: GitOptions = {}): string =>
  gitBytes(dir, args, options).toString().replace(/\n$/, '');

/** The same, but undefined if git refuses. */
export function tryGit(dir: string, args: readonly string[], options: GitOptions = {}): string | undefined {
  try {
    return git(dir, args, options);
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** The output of a command that names objects by their sha alone, or undefined where git says no (1): asked once, as objects do not change. */
export function gitFact(dir: string, args: readonly string[]): string | undefined {
  const { facts } = memoryOf(dir);
  const key = args.join('\0');
  if (facts.has(key)) return facts.get(key);
  try {
    const output = git(dir, args);
    facts.set(key, output);
    return output;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.status === 1) facts.set(key, undefined);
    return undefined;
  }
}
