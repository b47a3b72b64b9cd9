import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { APP, type History, history, valuesOf } from './history.js';
import { contents, folder } from './project.js';

const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString().replace(/\.\d+/, '');
const promote = ({ dir }: Pick<History, 'dir'>, ...args: readonly string[]) => fairlead(dir, ['promote', ...args]);
/** The decision about each environment: `prod: wait dev takes v1.1.0 first`. */
const plan = (repo: Pick<History, 'dir'>, ...args: readonly string[]): readonly string[] => {
  const { code, out, err } = promote(repo, '--json', ...args);
  if (code !== 0) throw new Error(err);
  const plans = JSON.parse(out) as { environments: Record<string, string>[] }[];
  return plans.flatMap(({ environments }) =>
    environments.map(({ environment, decision, to = '', reason }) =>
      `${environment}: ${decision} ${to}: ${reason}`.replace(' :', ':'),
    ),
  );
};
const withRules = (environment: string, rules: string) =>
  history({ [APP]: history().read(APP).replace(`${environment}:`, `${environment}: { promote: { ${rules} } }`) });
const app = (repo: History, replace: string, by: string) => repo.write(APP, repo.read(APP).replace(replace, by));

test('--write changes one line, and a rerun nothing', () => {
  const repo = history();
  expect(promote(repo, '--tag', 'v1.1.0', '--write')).toMatchObject({
    code: 0,
    out: expect.stringContaining(`wrote ${valuesOf('dev')}\n`),
  });
  const diff = repo.git(ago(0), 'diff', '--unified=0').split('\n').slice(5);
  expect(diff).toEqual(['-  tag: v1.0.0', '+  tag: v1.1.0', '']);
  const after = contents(repo.dir);
  expect(plan(repo, '--tag', 'v1.1.0')).toEqual([
    'dev: none v1.1.0: it runs v1.1.0 already',
    'staging: bump v1.1.0: dev runs v1.1.0',
    'prod: wait v1.1.0: staging takes v1.1.0 first',
  ]);
  expect(contents(repo.dir)).toEqual(after);
});

test('a soak counts from the first-parent commit that brought the tag; later changes of other values do not count', () => {
  const repo = withRules('staging', 'soak: 2h');
  repo.git(ago(9), 'checkout', '-q', '-b', 'bump');
  repo.bump(ago(9), { dev: 'v1.1.0' });
  repo.git(ago(3), 'checkout', '-q', 'main');
  repo.bump(ago(4), {}, 'other work');
  repo.git(ago(1), 'merge', '-q', '--no-ff', '-m', 'Merge', 'bump');
  repo.write(valuesOf('dev'), `${repo.read(valuesOf('dev'))}replicas: 2\n`);
  repo.bump(ago(0.1), {}, 'more replicas');
  expect(plan(repo)[1]).toMatch(/^staging: wait v1\.1\.0: dev must run it for 2h, until 20/);
  repo.git(ago(0), 'reset', '-q', '--hard', 'bump');
  expect(plan(repo)[1]).toBe('staging: bump v1.1.0: dev runs v1.1.0');
  repo.git(ago(0), 'checkout', '-q', '--detach');
  expect(plan(repo)[1]).toBe('staging: bump v1.1.0: dev runs v1.1.0');
});

test.each([
  ['not committed yet', (repo: History) => repo.write(valuesOf('dev'), 'image:\n  tag: v1.1.0\n'), undefined],
  [
    'no repository',
    (repo: History) => {
      repo.bump(ago(9), { dev: 'v1.1.0' });
      execFileSync('rm', ['-r', join(repo.dir, '.git')]);
    },
    undefined,
  ],
  [
    'a shallow clone: its commit is the bound',
    (repo: History) => {
      repo.bump(ago(9), { dev: 'v1.1.0' });
      repo.bump(ago(1), {}, 'newer');
      const clone = join(folder(), 'clone');
      execFileSync('git', ['clone', '-q', '--depth', '1', `file://${repo.dir}`, clone]);
      return clone;
    },
    /^staging: wait v1\.1\.0: dev must run it for 2h, until 20/,
  ],
])('a soak without its history waits: %s', (_, spoil, reason) => {
  const repo = withRules('staging', 'soak: 2h');
  const dir = spoil(repo) ?? repo.dir;
  expect(plan({ dir })[1]).toMatch(
    reason ?? /^staging: wait v1\.1\.0: the history of Git does not say since when dev runs it; it must for 2h$/,
  );
});

test('--lift of several environments takes every hold out of the one file', () => {
  const repo = history();
  const before = repo.read(APP);
  const hold = (tag: string) => `\n    promote:\n      hold: { tag: ${tag}, reason: broken }`;
  app(repo, 'staging:', `staging:${hold('v1.0.0')}`);
  app(repo, 'prod:', `prod:${hold('v1.0.0')}`);
  repo.bump(ago(2), { dev: 'v1.1.0' });
  expect(plan(repo)).toContain('prod: none: held at v1.0.0 until it is lifted: broken');
  expect(promote(repo, '--lift', 'staging', '--lift', 'prod', '--write').code).toBe(0);
  expect(repo.read(APP)).toBe(before.replace('staging:', 'staging: {}').replace('prod:', 'prod: {}'));
  expect([repo.read(valuesOf('staging')), repo.read(valuesOf('prod'))]).toEqual([
    'image:\n  tag: v1.1.0\n',
    'image:\n  tag: v1.0.0\n',
  ]);
});

test('--lift writes the environment that is lifted, and no other', () => {
  const repo = history();
  app(repo, 'prod:', 'prod:\n    promote:\n      hold: { tag: v1.0.0, reason: broken }');
  repo.bump(ago(2), { dev: 'v1.1.0' });
  expect(plan(repo, '--lift', 'prod')).toEqual([
    'dev: none: only releases are promoted here',
    'staging: wait v1.1.0: dev runs v1.1.0; not now: this run lifts prod',
    'prod: bump: the hold at v1.0.0 is lifted; staging takes v1.1.0 first',
  ]);
  expect(promote(repo, '--lift', 'prod', '--write').out).toContain(`wrote ${APP}\n`);
  expect(repo.read(valuesOf('staging'))).toBe('image:\n  tag: v1.0.0\n');
});

test('two apps of a group whose tags stand in one file', () => {
  const shared = history()
    .read(APP)
    .replace(/ {2}dev:[\s\S]*/, '  dev: { values: [../tags.yaml] }\n');
  const image = (key: string) => shared.replace('bundle:', `promote: { group: shop, images: [{ key: ${key}.tag }] }\nbundle:`);
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' };
  const repo = history({
    'bundle/values.schema.json': JSON.stringify(schema),
    [APP]: image('image'),
    'apps/api/fairlead.yaml': image('sidecar').replace('name: web', 'name: api'),
    'apps/tags.yaml': 'image:\n  tag: v1.0.0\nsidecar:\n  tag: v1.0.0\n',
  });
  expect(promote(repo, '--tag', 'v1.1.0', '--write')).toMatchObject({ code: 0 });
  expect(repo.read('apps/tags.yaml')).toBe('image:\n  tag: v1.1.0\nsidecar:\n  tag: v1.1.0\n');
});

test('windows: a freeze waits and says until when; a reason passes', () => {
  const repo = withRules('dev', 'windows: [{ deny: "* * * * *", for: 1d, reason: frozen }]');
  expect(plan(repo, '--tag', 'v1.1.0')[0]).toBe('dev: wait v1.1.0: frozen by `* * * * *` (frozen), and no end of it was found');
  expect(plan(repo, '--tag', 'v1.1.0', '--override', 'security fix')[0]).toBe(
    'dev: bump v1.1.0: it takes the release; outside of its windows: security fix',
  );
});

test('each release in turn, from the tags of this repository, to the last environment', () => {
  const repo = history();
  app(repo, 'bundle:', 'promote: { strategy: each }\nbundle:');
  repo.bump(ago(99), {}, 'each');
  for (const tag of ['v1.1.0', 'v1.2.0', 'v1.3.0', 'chart-7', 'v2.0.0-rc.1']) repo.git(ago(90), 'tag', tag);
  const visited: string[] = [];
  for (let hour = 60; hour > 0; hour--) {
    const bumps = plan(repo).filter((line) => line.includes(': bump '));
    if (bumps.length === 0) break;
    visited.push(...bumps.map((line) => line.split(': ').slice(0, 2).join(': ')));
    promote(repo, '--write');
    repo.bump(ago(hour), {}, 'merge');
  }
  const of = (name: string) => visited.filter((line) => line.startsWith(`${name}:`)).map((line) => line.split(' ').at(-1));
  const all = ['v1.1.0', 'v1.2.0', 'v1.3.0', 'v2.0.0-rc.1'];
  expect([of('dev'), of('staging'), of('prod')]).toEqual([all, all, all]);
});

test('checks are known to GitHub only, and it says so', () => {
  const repo = withRules('staging', 'checks: [e2e]');
  repo.bump(ago(1), { dev: 'v1.1.0' });
  expect(plan(repo)[1]).toBe('staging: wait v1.1.0: its status checks are known to GitHub: the Action asks for them');
});

test('a tag behind an anchor changes with consent only, and the plan names what changes too', () => {
  const repo = history();
  const text = 'image:\n  tag: &t v1.0.0\nlabels: { version: *t }\n';
  repo.write(valuesOf('dev'), text);
  expect(promote(repo, '--tag', 'v1.1.0')).toMatchObject({
    code: 1,
    err: expect.stringContaining('`labels.version` would change'),
  });
  app(repo, 'bundle:', 'promote: { aliases: true }\nbundle:');
  expect(promote(repo, '--tag', 'v1.1.0', '--write')).toMatchObject({ code: 0 });
  expect(repo.read(valuesOf('dev'))).toBe(text.replace('v1.0.0', 'v1.1.0'));
});
