import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Files, project } from './project.js';

const PERSON = { name: 'Ada', email: 'ada@example.com' };

/** A Git repository whose commits have the dates that a test wants. */
export interface History {
  readonly dir: string;
  /** Runs git as at a moment (ISO 8601). */
  readonly git: (at: string, ...args: readonly string[]) => string;
  /** Writes tags into values files, by environment, and commits them. Gives the commit. */
  readonly bump: (at: string, tags: Readonly<Record<string, string>>, message?: string) => string;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
}

const CHAIN = `fairlead: v1
name: web
bundle: ../../bundle
schemas: [../../bundle/kinds]
environments:
  dev:
  staging:
  prod:
`;
export const APP = 'apps/web/fairlead.yaml';
export const valuesOf = (environment: string) => `apps/web/environments/${environment}.yaml`;

/** The app of `project`, with three environments that run v1.0.0 since January 1, 2026. */
export function history(files: Files = {}, at = '2026-01-01T00:00:00Z'): History {
  const tags = Object.fromEntries(['dev', 'staging', 'prod'].map((name) => [valuesOf(name), 'image:\n  tag: v1.0.0\n']));
  const dir = project({ [APP]: CHAIN, ...tags, ...files });
  const git = (when: string, ...args: readonly string[]) =>
    execFileSync('git', ['-C', dir, '-c', `user.name=${PERSON.name}`, '-c', `user.email=${PERSON.email}`, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_COMMITTER_DATE: when, GIT_AUTHOR_DATE: when },
    });
  const read = (path: string) => readFileSync(join(dir, path), 'utf8');
  const write = (path: string, text: string) => writeFileSync(join(dir, path), text);
  const commit = (when: string, message: string) => {
    git(when, 'add', '-A');
    git(when, 'commit', '-q', '--allow-empty', '-m', message);
    return git(when, 'rev-parse', 'HEAD').trim();
  };
  git(at, 'checkout', '-q', '-b', 'main');
  commit(at, 'begin');
  const bump: History['bump'] = (when, tags, message = 'bump') => {
    for (const [name, tag] of Object.entries(tags)) write(valuesOf(name), read(valuesOf(name)).replace(/(?<=tag: ).*/, tag));
    return commit(when, message);
  };
  return { dir, git, bump, read, write };
}
