import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { APP, type History, history, valuesOf } from './history.js';
import { folder } from './project.js';

const log = ({ dir }: Pick<History, 'dir'>, ...args: readonly string[]) => fairlead(dir, ['log', ...args]);
/** What depends on the clock of the test goes. */
const timeless = (out: string) => out.replace(/ \(\d.*?\)/g, '');
const promoted = (environment: string, tag: string, released: string) =>
  `Promote web to ${environment}: ${tag}\n\nFairlead-Promotion: web/${environment} ${tag}\nFairlead-Released: ${released}\n`;

/** v1.1.0 by a squash, v1.2.0 by merge commits with other work in between, prod back to v1.1.0, and on to v1.2.0 again. */
function shop(): History {
  const repo = history();
  repo.bump('2026-01-10T10:30:00Z', { dev: 'v1.1.0' }, promoted('dev', 'v1.1.0', '2026-01-10T10:00:00Z'));
  repo.bump('2026-01-10T12:00:00Z', { staging: 'v1.1.0' });
  repo.bump('2026-01-12T11:00:00Z', { prod: 'v1.1.0' });
  repo.git('2026-01-20T08:00:00Z', 'checkout', '-q', '-b', 'fairlead/web/dev');
  repo.bump('2026-01-20T08:05:00Z', { dev: 'v1.2.0' }, promoted('dev', 'v1.2.0', '2026-01-20T08:00:00Z'));
  repo.git('2026-01-20T08:10:00Z', 'checkout', '-q', 'main');
  repo.write('apps/web/values.yaml', 'labels:\n  team: b\n');
  repo.bump('2026-01-20T08:20:00Z', {}, 'other work');
  repo.git('2026-01-20T09:00:00Z', 'merge', '-q', '--no-ff', '-m', 'Merge pull request #7', 'fairlead/web/dev');
  repo.bump('2026-01-20T10:00:00Z', { staging: 'v1.2.0' });
  repo.bump('2026-01-22T08:00:00Z', { prod: 'v1.2.0' });
  repo.bump('2026-01-22T11:00:00Z', { prod: 'v1.1.0' });
  return repo;
}

test('how long each tag took to get where, and what was gone back from', () => {
  const { code, out, err } = log(shop());
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(timeless(out)).toBe(`web
  tag     first seen        dev     staging  prod
  v1.2.0  2026-01-20 08:00  1 h *   2 h *    2 d
  v1.1.0  2026-01-10 10:00  30 min  2 h      2 d 1 h *
  v1.0.0  2026-01-01 00:00  ·       ·        ·

  dev runs v1.2.0 since 2026-01-20 09:00
  staging runs v1.2.0 since 2026-01-20 10:00
  prod runs v1.1.0 since 2026-01-22 11:00; it went back from v1.2.0, which ran 3 h
  to prod: 2 d 30 min in the median of 2 tags
`);
});

test('one environment', () => {
  expect(timeless(log(shop(), '-e', 'dev').out)).toBe(`web
  tag     first seen        dev
  v1.2.0  2026-01-20 08:00  1 h *
  v1.1.0  2026-01-10 10:00  30 min
  v1.0.0  2026-01-01 00:00  ·

  dev runs v1.2.0 since 2026-01-20 09:00
  to dev: 45 min in the median of 2 tags
`);
});

test('every stay as JSON; only the first one in an environment has a lead time', () => {
  const entries = JSON.parse(log(shop(), '-e', 'prod', '--json').out) as Record<string, unknown>[];
  expect(entries.map(({ commit, ...entry }) => entry)).toEqual([
    {
      app: 'web',
      environment: 'prod',
      tag: 'v1.0.0',
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-01-12T11:00:00.000Z',
    },
    {
      app: 'web',
      environment: 'prod',
      tag: 'v1.1.0',
      from: '2026-01-12T11:00:00.000Z',
      to: '2026-01-22T08:00:00.000Z',
      leadSeconds: 49 * 3600,
    },
    {
      app: 'web',
      environment: 'prod',
      tag: 'v1.2.0',
      from: '2026-01-22T08:00:00.000Z',
      to: '2026-01-22T11:00:00.000Z',
      leadSeconds: 48 * 3600,
    },
    { app: 'web', environment: 'prod', tag: 'v1.1.0', from: '2026-01-22T11:00:00.000Z', back: true },
  ]);
  expect(entries.every(({ commit }) => /^[0-9a-f]{40}$/.test(String(commit)))).toBe(true);
});

test('times are UTC, whatever zone a commit or the machine has', () => {
  const repo = history();
  repo.bump('2026-01-10T01:30:00+09:00', { dev: 'v1.1.0' });
  expect(fairlead(repo.dir, ['log'], { TZ: 'America/New_York' }).out).toContain('v1.1.0  2026-01-09 16:30  · *');
});

test('a digest that is written later is no other tag', () => {
  const repo = history();
  repo.bump('2026-01-10T00:00:00Z', { dev: `v1.0.0@sha256:${'a'.repeat(64)}` });
  repo.bump('2026-01-11T00:00:00Z', { dev: `v1.1.0@sha256:${'b'.repeat(64)}` });
  const { out } = log(repo, '-e', 'dev');
  expect(out).toContain('v1.1.0  2026-01-11 00:00  · *\n  v1.0.0  2026-01-01 00:00  ·\n');
});

test('a values file that was renamed begins anew', () => {
  const repo = history();
  repo.git('2026-02-01T00:00:00Z', 'mv', valuesOf('prod'), valuesOf('live'));
  repo.write(APP, repo.read(APP).replace('prod:', 'live:'));
  repo.bump('2026-02-01T00:00:00Z', {}, 'rename');
  expect(timeless(log(repo, '-e', 'live').out)).toContain('live runs v1.0.0 since 2026-02-01 00:00\n');
});

test.each([
  ['no repository', (dir: string) => execFileSync('rm', ['-r', join(dir, '.git')])],
  ['no commit', (dir: string) => execFileSync('git', ['-C', dir, 'update-ref', '-d', 'HEAD'])],
])('%s', (_, spoil) => {
  const repo = history();
  spoil(repo.dir);
  expect(log(repo)).toEqual({ code: 0, out: 'web\n  no tag in the history of Git\n', err: '' });
});

test('a shallow clone says so', () => {
  const repo = shop();
  const clone = join(folder(), 'clone');
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${repo.dir}`, clone]);
  const { code, out, err } = fairlead(clone, ['log']);
  expect([code, err]).toEqual([0, expect.stringContaining('This clone is shallow')]);
  expect(out).toContain('prod runs v1.1.0 since 2026-01-22 11:00');
});

test('a thousand commits are read at once', () => {
  const repo = history();
  const blob = (tag: string) => {
    const data = `image:\n  tag: ${tag}\n`;
    return `data ${data.length}\n${data}\n`;
  };
  const stream = Array.from({ length: 1000 }, (_, i) => {
    const time = Date.UTC(2026, 1, 1) / 1000 + i * 3600;
    return `commit refs/heads/main\ncommitter Ada <ada@example.com> ${time} +0000\ndata 1\nx\n${i === 0 ? 'from refs/heads/main^0\n' : ''}M 100644 inline ${valuesOf('dev')}\n${blob(`v1.1.${i}`)}`;
  });
  execFileSync('git', ['-C', repo.dir, 'fast-import', '--quiet', '--force'], { input: stream.join('') });
  const start = Date.now();
  const { code, out } = log(repo);
  expect(code).toBe(0);
  expect(out).toContain('and 971 before: `--json` has all of them');
  expect(out.split('\n').length).toBeLessThan(45);
  expect(JSON.parse(log(repo, '--json').out)).toHaveLength(1003);
  expect(Date.now() - start).toBeLessThan(15_000);
});
