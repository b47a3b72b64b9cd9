import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DEV, STAGING } from './example.js';
import { BRANCH, push, release, type Situation, startWorld, type World } from './situations.js';

const APP = 'apps/web/fairlead.yaml';
let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.github.close());

const edit = (file: string, from: string, to: string) =>
  void world.repository.commit('main', { [file]: world.repository.read('main', file)?.replace(from, to) ?? null });

describe('what has no news writes nothing', () => {
  const schedule: Situation['run'] = { ...push, event: 'schedule' };
  const rollback: Situation['run'] = { ...push, inputs: { command: 'rollback', environment: 'dev', reason: 'errors' } };
  test.each<readonly [string, () => unknown, Situation['run']]>([
    ['nothing to do', () => {}, push],
    ['a release that is out', () => {}, release('v1.0.0')],
    ['a pull request that is open', () => world.run(release('v1.1.0')), release('v1.1.0')],
    ['the same by a push', () => world.run(release('v1.1.0')), push],
    ['the same by a schedule', () => world.run(release('v1.1.0')), schedule],
    ['the same by GraphQL', () => world.run(release('v1.1.0')), { ...release('v1.1.0'), inputs: { 'commit-mode': 'graphql' } }],
    [
      'a newer one that is open',
      async () => {
        await world.run(release('v1.1.0'));
        await world.run(release('v1.2.0'));
      },
      release('v1.1.0'),
    ],
    [
      'a soak that is not over',
      () => {
        edit(APP, 'after: [dev] }', 'after: [dev], soak: 1h }');
        edit(DEV, 'v1.0.0', 'v1.1.0');
      },
      push,
    ],
    ['a hold', () => edit(APP, 'from: release }', 'from: release, hold: { tag: v1.0.0, reason: a test } }'), release('v1.1.0')],
    [
      'a pull request of a group',
      async () => {
        edit(APP, 'name: web', 'name: web\npromote: { group: all }');
        await world.run(release('v1.1.0'));
      },
      push,
    ],
    [
      'a rollback that is open',
      async () => {
        edit(DEV, 'v1.0.0', 'v1.1.0');
        await world.run(rollback);
      },
      rollback,
    ],
    [
      'commits of people, and the comment on them',
      async () => {
        await world.run(release('v1.1.0'));
        world.repository.commit(BRANCH, { 'notes.txt': 'mine' }, 'a person was here');
        await world.run(release('v1.2.0'));
      },
      release('v1.2.0'),
    ],
    [
      'one that a person closed',
      async () => {
        await world.run(release('v1.1.0'));
        for (const pull of world.repository.pulls) pull.state = 'closed';
      },
      release('v1.1.0'),
    ],
  ])('%s', async (_, prepare, run) => {
    await prepare();
    world.github.writes();
    const { code, stdout } = await world.run(run);
    expect([code, world.github.writes(), /^::error/m.test(stdout)]).toEqual([0, [], false]);
  });
});

describe('the requests of one bump', () => {
  const counted = async (run: Situation['run']) => {
    const before = world.github.requests.length;
    world.github.writes();
    expect((await world.run(run)).code).toBe(0);
    return { all: world.github.requests.length - before, writes: world.github.writes().length };
  };

  test('the tag of the newest commit counts, also where commits are of one second or their clocks were wrong', async () => {
    edit(APP, 'after: [dev] }', 'after: [dev], soak: 1d }');
    const files = { [DEV]: world.repository.read('main', DEV)?.replace('v1.0.0', 'v1.1.0') ?? null };
    world.repository.commit('main', files, 'v1.1.0', { name: 'Mona', email: 'mona@example.com', date: '2020-01-01T00:00:00Z' });
    const { outputs } = await world.run({ ...push, inputs: { environment: 'staging' } });
    expect(JSON.parse(outputs['plan'] ?? '')).toMatchObject([{ environment: 'staging', action: 'bump', to: 'v1.1.0' }]);
  });

  test('of the example', async () => {
    const { all, writes } = await counted(release('v1.1.0'));
    expect([all <= 12, writes]).toEqual([true, 4]);
  });

  test('of a newer release for an open pull request', async () => {
    await world.run(release('v1.1.0'));
    const { all, writes } = await counted(release('v1.2.0'));
    expect([all <= 12, writes]).toEqual([true, 4]);
  });

  test('with checks of the commit that brought the tag, labels and reviewers', async () => {
    edit(APP, 'after: [dev] }', 'after: [dev], checks: [e2e], labels: [staging], reviewers: [octocat] }');
    edit(DEV, 'v1.0.0', 'v1.1.0');
    world.repository.check(world.repository.resolve('main') ?? '', 'e2e', 'success');
    const { all, writes } = await counted({ ...push, inputs: { environment: 'staging' } });
    expect(world.repository.pulls.map(({ labels, reviewers }) => [labels, reviewers])).toEqual([[['staging'], ['octocat']]]);
    expect(world.repository.read('fairlead/web/staging', STAGING)).toContain('v1.1.0');
    expect([all <= 16, writes]).toEqual([true, 6]);
  });
});
