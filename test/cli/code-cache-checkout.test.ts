import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { APP, expected, PLANTED, plant, run, warm } from './code-cache.js';
import { folder } from './project.js';

const NAME = basename(warm().file());

/** A checkout of the shop that brings compiled code along, with the modes that ours has: `git clone` under a umask of 077 gives it those. */
function checkout(git = true): string {
  const dir = folder();
  cpSync(join(APP, '../..'), dir, { recursive: true });
  if (git) execFileSync('git', ['init', '-q', dir]);
  plant(join(dir, '.cache/fairlead', NAME));
  return dir;
}

function linked(path: string): string {
  const link = join(folder(), 'link');
  symlinkSync(path, link);
  return link;
}

interface Situation {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly args?: readonly string[];
}

test.each<[string, (dir: string) => Situation]>([
  ['HOME is the checkout', (dir) => ({ env: { HOME: dir }, cwd: join(dir, 'apps/web') })],
  ['XDG_CACHE_HOME is below it', (dir) => ({ env: { XDG_CACHE_HOME: join(dir, '.cache') }, cwd: join(dir, 'apps/web') })],
  ['HOME is a link into it', (dir) => ({ env: { HOME: linked(dir) }, cwd: join(dir, 'apps/web') })],
  ['XDG_CACHE_HOME is', (dir) => ({ env: { XDG_CACHE_HOME: linked(join(dir, '.cache')) }, cwd: join(dir, 'apps/web') })],
  ['the working directory is', (dir) => ({ env: { HOME: dir }, cwd: linked(join(dir, 'apps/web')) })],
  ['an argument names it', (dir) => ({ env: { HOME: dir }, cwd: folder(), args: [join(dir, 'apps/web')] })],
])('of a checkout nothing is run or kept, where %s', (_, situation) => {
  const dir = checkout();
  const { env, cwd, args = [] } = situation(dir);
  expect(run(env, ['generate', ...args], { cwd }).out).not.toContain('planted');
  expect(run(env, ['parameters', ...args], { cwd }).out).not.toContain('planted');
  expect(readdirSync(join(dir, '.cache/fairlead'))).toEqual([NAME]);
});

test.each<[string, (dir: string) => Situation]>([
  ['the working directory is above', (dir) => ({ env: { HOME: dir }, cwd: dir, args: ['apps/web'] })],
  ['the folder of an argument is', (dir) => ({ env: { HOME: dir }, cwd: folder(), args: ['--values', join(dir, 'README.md')] })],
  ['the folder of an option is', (dir) => ({ env: { HOME: dir }, cwd: folder(), args: [`--output=${dir}`] })],
  [
    'the checkout of Argo CD is',
    (dir) => ({ env: { HOME: dir, ARGOCD_APP_SOURCE_PATH: 'apps/web' }, cwd: join(dir, 'apps/web') }),
  ],
  [
    'that is, by a path that is written otherwise,',
    (dir) => ({ env: { HOME: dir, ARGOCD_APP_SOURCE_PATH: './apps//web/' }, cwd: join(dir, 'apps/web') }),
  ],
])('of an unpacked one neither, where %s', (_, situation) => {
  const dir = checkout(false);
  const { env, cwd, args = [] } = situation(dir);
  expect(run(env, ['generate', ...args], { cwd }).out).not.toContain('planted');
});

test('a folder beside the checkout is used, and is not made where the checkout would be its place', () => {
  const dir = checkout(false);
  const home = folder();
  plant(join(home, '.cache/fairlead', NAME));
  expect(run({ HOME: home }, ['generate'], { cwd: join(dir, 'apps/web') })).toEqual(PLANTED);
  const other = checkout();
  mkdirSync(join(other, 'caches'));
  expect(run({ XDG_CACHE_HOME: join(other, 'caches') }, ['generate'], { cwd: join(other, 'apps/web') })).toEqual(expected);
  expect(readdirSync(join(other, 'caches'))).toEqual([]);
});
