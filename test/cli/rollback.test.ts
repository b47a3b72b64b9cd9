import { expect, test } from '@jest/globals';
import { fairlead, type Ran } from './fairlead.js';
import { APP, type History, history, valuesOf } from './history.js';
import { contents } from './project.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const rollback = ({ dir }: History, ...args: readonly string[]): Ran => fairlead(dir, ['rollback', '-e', 'prod', ...args]);
/** prod ran v1.0.0, v1.1.0 and v1.2.0, one day each. */
function shop(files = {}): History {
  const repo = history(files);
  repo.bump('2026-01-02T00:00:00Z', { dev: 'v1.1.0', staging: 'v1.1.0', prod: 'v1.1.0' });
  repo.bump('2026-01-03T00:00:00Z', { dev: 'v1.2.0', staging: 'v1.2.0', prod: 'v1.2.0' });
  return repo;
}
/** Lines of `git diff` that change something. */
const diff = (repo: History) =>
  repo
    .git('2026-02-01T00:00:00Z', 'diff', '--unified=0')
    .split('\n')
    .filter((line) => /^[-+](?![-+])/.test(line));

test('back to the tag before, and a hold; nothing else changes; promotion leaves it alone until it is lifted', () => {
  const repo = shop();
  const before = contents(repo.dir);
  const planned = rollback(repo, '--reason', 'checkout is broken');
  expect(planned).toMatchObject({ code: 0, err: '' });
  expect(planned.out).toContain('prod  bump    v1.2.0 → v1.1.0  it goes back and stays there: checkout is broken');
  expect(contents(repo.dir)).toEqual(before);

  expect(rollback(repo, '--reason', 'checkout is broken', '--write').out).toContain(`wrote ${APP}\nwrote ${valuesOf('prod')}\n`);
  expect(diff(repo)).toEqual([
    '-  tag: v1.2.0',
    '+  tag: v1.1.0',
    '+    promote:',
    '+      hold:',
    '+        tag: v1.1.0',
    '+        reason: checkout is broken',
  ]);
  expect(fairlead(repo.dir, ['promote']).out).toContain(
    'prod     none    held at v1.1.0 until it is lifted: checkout is broken\n',
  );
  const lifted = fairlead(repo.dir, ['promote', '--lift', 'prod', '--write']);
  expect(lifted.out).toContain('prod     bump    v1.1.0 → v1.2.0  staging runs v1.2.0; the hold at v1.1.0 is lifted');
  expect(diff(repo)).toEqual(['-  prod:', '+  prod: {}']);
});

test('back once more goes further back, not forward to what was gone back from', () => {
  const repo = shop();
  rollback(repo, '--write');
  repo.bump('2026-01-04T00:00:00Z', {}, 'back');
  expect(rollback(repo).out).toContain('prod  bump    v1.1.0 → v1.0.0  ');
  rollback(repo, '--write');
  repo.bump('2026-01-05T00:00:00Z', {}, 'back again');
  expect(rollback(repo).err).toContain(
    'error promotion/no-rollback: nothing ran in prod before v1.0.0, by the history of Git (name the tag to go back to with `tag` and `any-tag`)',
  );
  expect(rollback(repo, '--tag', 'v0.9.0', '--any-tag').out).toContain('v1.0.0 → v0.9.0');
});

test('a tag that it never ran is refused, unless any will do', () => {
  const repo = shop();
  const before = contents(repo.dir);
  expect(rollback(repo, '--tag', 'v1.1.1', '--write')).toMatchObject({
    code: 1,
    err: expect.stringContaining(
      'error promotion/no-rollback: v1.1.1 never ran in prod, by the history of Git (name one that did (v1.1.0, v1.0.0), or go there all the same with `any-tag`)',
    ),
  });
  expect(contents(repo.dir)).toEqual(before);
  expect(rollback(repo, '--tag', 'v1.0.0').code).toBe(0);
  expect(rollback(repo, '--tag', 'v1.1.1', '--any-tag').out).toContain('v1.2.0 → v1.1.1');
});

test('the plan shows every line that changes, of fairlead.yaml too', () => {
  const repo = shop();
  expect(rollback(repo, '--reason', 'checkout is broken').out.split('\n').slice(1, 10)).toEqual([
    '  prod  bump    v1.2.0 → v1.1.0  it goes back and stays there: checkout is broken',
    '    apps/web/environments/prod.yaml:2',
    '      - tag: v1.2.0',
    '      + tag: v1.1.0',
    '    apps/web/fairlead.yaml:9',
    '      +     promote:',
    '      +       hold:',
    '      +         tag: v1.1.0',
    '      +         reason: checkout is broken',
  ]);
  rollback(repo, '--reason', 'checkout is broken', '--write');
  const [{ environments }] = JSON.parse(fairlead(repo.dir, ['promote', '--lift', 'prod', '--json']).out);
  expect(environments.slice(2).map(({ environment, lines }: Record<string, unknown>) => [environment, lines])).toEqual([
    [
      'prod',
      [
        { path: valuesOf('prod'), line: 2, before: '  tag: v1.1.0', after: '  tag: v1.2.0' },
        {
          path: APP,
          line: 8,
          before: '  prod:\n    promote:\n      hold:\n        tag: v1.1.0\n        reason: checkout is broken',
          after: '  prod: {}',
        },
      ],
    ],
  ]);
});

test('a tag that runs with its digest goes back with it, also where it is named without', () => {
  const repo = history();
  repo.bump('2026-01-02T00:00:00Z', { prod: `v1.1.0@${DIGEST}` });
  repo.bump('2026-01-03T00:00:00Z', { prod: `v1.2.0@${DIGEST.replace('aa', 'bb')}` });
  for (const args of [[], ['--tag', 'v1.1.0']]) {
    expect(JSON.parse(rollback(repo, ...args, '--json').out)[0].environments[0]).toMatchObject({ to: `v1.1.0@${DIGEST}` });
    expect(rollback(repo, ...args).out.split('\n')[1]).toBe(
      '  prod  bump    v1.2.0@sha256:bbaaaaaaaaaa… → v1.1.0@sha256:aaaaaaaaaaaa…  it goes back and stays there: rolled back from v1.2.0',
    );
  }
});

test('the tag that runs is held where it is', () => {
  const repo = shop();
  expect(rollback(repo, '--tag', 'v1.2.0', '--write', '--until', '2999-01-31').out).toContain('it stays there: rolled back');
  expect(diff(repo)).toEqual([
    '+    promote:',
    '+      hold:',
    '+        tag: v1.2.0',
    '+        reason: rolled back',
    '+        until: "2999-01-31"',
  ]);
  expect(fairlead(repo.dir, ['promote', '-e', 'prod']).out).toContain('held at v1.2.0 until 2999-01-31 00:00 UTC: rolled back');
});

test.each([
  [
    'comments and a promote of its own',
    '  prod:   # the real one\n    promote:\n      # after all others\n      after: [staging] # yes\n',
    ['+      hold:', '+        tag: v1.1.0', '+        reason: rolled back from v1.2.0'],
  ],
  [
    'a flow map',
    '  prod: { promote: { after: [staging] } } # short\n',
    [
      '-  prod: { promote: { after: [staging] } } # short',
      '+  prod: { promote: { hold: {tag: v1.1.0, reason: rolled back from v1.2.0}, after: [staging] } } # short',
    ],
  ],
  [
    'a hold that is there',
    '  prod:\n    promote:\n      hold: { tag: v1.2.0, reason: it is fine, until: 2999-01-01 }\n',
    [
      '-      hold: { tag: v1.2.0, reason: it is fine, until: 2999-01-01 }',
      '+      hold:',
      '+        tag: v1.1.0',
      '+        reason: rolled back from v1.2.0',
    ],
  ],
])('the file keeps its shape: %s', (_, prod, lines) => {
  const app = history().read(APP).replace('  prod:\n', prod);
  for (const text of [app, app.replaceAll('\n', '\r\n')]) {
    const repo = shop({ [APP]: text });
    expect(rollback(repo, '--write')).toMatchObject({ code: 0 });
    const written = text === app ? lines : lines.map((line) => `${line}\r`);
    expect(diff(repo)).toEqual(['-  tag: v1.2.0', '+  tag: v1.1.0', ...written]);
    expect(fairlead(repo.dir, ['promote', '--lift', 'prod', '--write']).code).toBe(0);
    if (!prod.includes('it is fine')) expect(repo.read(APP)).toBe(text);
  }
});

test.each([
  [['--until', '2027-02-30'], '--until: error config/not-allowed: `2027-02-30` is not a valid date or time'],
  [['--until', 'friday'], '--until: error config/not-allowed: `friday` is not a valid date or time'],
  [['--until', '2020-01-01'], '--until: error config/not-allowed: `2020-01-01` is over: nothing would be held'],
  [['--reason', 'no'], '--reason: error config/not-allowed: `no` is too short for a reason'],
  [['--reason', '  '], '--reason: error config/not-allowed: `  ` is too short for a reason'],
  [['--tag', 'a b'], '--tag: error promotion/bad-tag: "a b" cannot be the tag of an image'],
])('%j is a mistake, and nothing is written', (args, message) => {
  const repo = shop();
  const before = contents(repo.dir);
  const ran = rollback(repo, ...args, '--write');
  expect([ran.code, ran.err]).toEqual([1, expect.stringContaining(message)]);
  expect(contents(repo.dir)).toEqual(before);
});

test('several apps: only those that are named go back', () => {
  const base = history();
  const other = { 'apps/api/fairlead.yaml': base.read(APP).replace('name: web', 'name: api') };
  const values = ['dev', 'staging', 'prod'].map((name) => [`apps/api/environments/${name}.yaml`, 'image:\n  tag: v1.0.0\n']);
  const repo = shop({ ...other, ...Object.fromEntries(values) });
  expect(rollback(repo)).toEqual({
    code: 2,
    out: '',
    err: 'fairlead: 2 apps have prod: name the folders of those to take back (apps/api, apps/web)\n',
  });
  expect(rollback(repo, 'apps/web').out).toContain('1 bump');
});

test('without an environment, or with one that nobody has', () => {
  const { dir } = shop();
  expect(fairlead(dir, ['rollback']).err).toBe('fairlead: name the one environment to take back: --environment prod\n');
  expect(fairlead(dir, ['rollback', '-e', 'prd']).err).toBe('fairlead: no app here has an environment prd\n');
});
