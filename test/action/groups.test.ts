import { describe, expect, test } from '@jest/globals';
import { scenario, small } from './scenario.js';

const all = { promotion: 'group: all' };
const dev = (name: string) => `apps/${name}/environments/dev.yaml`;

describe('a pull request of two apps', () => {
  const shop = scenario(() => ({
    ...small({ dev: 'from: release' }, { name: 'a', ...all }),
    ...small({ dev: 'from: release' }, { name: 'b', ...all }),
  }));
  const edit = (path: string, from: string, to: string) =>
    shop.repository.commit('main', { [path]: shop.repository.read('main', path)?.replace(from, to) ?? null });

  test('goes on with one of them once the other has left the group', async () => {
    await shop.release('v1.1.0');
    edit('apps/a/fairlead.yaml', 'promote: { group: all }\n', '');
    for (let i = 0; i < 2; i++) expect((await shop.on('push')).lines).toContain('b dev: bump v1.0.0 → v1.1.0');
    expect(shop.open('all/dev')?.title).toBe('Promote all to dev: b v1.1.0');
    expect([dev('a'), dev('b')].map((path) => shop.repository.read('fairlead/all/dev', path)?.trim().split('tag: ')[1])).toEqual([
      'v1.0.0',
      'v1.1.0',
    ]);
  });

  test('stays open for one that waits, if the other got its tag otherwise', async () => {
    await shop.release('v1.1.0');
    edit(dev('a'), 'v1.0.0', 'v1.1.0');
    const frozen = ', windows: [{ deny: "0 0 * * *", for: 1d, reason: frozen }]';
    edit('apps/b/fairlead.yaml', 'from: release', `from: release${frozen}`);
    expect((await shop.on('push')).lines).toContain('b dev: wait v1.0.0 → v1.1.0');
    expect(shop.open('all/dev')?.number).toBe(1);
    edit('apps/b/fairlead.yaml', frozen, '');
    expect((await shop.on('push')).lines).toContain('b dev: bump v1.0.0 → v1.1.0');
    expect(shop.open('all/dev')?.title).toBe('Promote all to dev: b v1.1.0');
  });
});

describe('a rollback of one of two', () => {
  const shop = scenario(() => ({
    ...small({ dev: 'from: release' }, { name: 'a', ...all }),
    ...small({ dev: 'from: release' }, { name: 'b', ...all }),
  }));
  const back = { command: 'rollback', environment: 'dev', tag: 'v0.9.0', 'any-tag': 'true' };
  const titles = () => shop.repository.pulls.filter(({ state }) => state === 'open').map(({ title }) => title);

  test('leaves the release of the other, and is left by it', async () => {
    await shop.release('v1.1.0');
    expect((await shop.on('workflow_dispatch', { ...back, paths: 'apps/a' })).lines).toEqual(['a dev: bump v1.0.0 → v0.9.0']);
    expect((await shop.on('push')).lines).toEqual(['a dev: none v1.0.0 → v0.9.0', 'b dev: bump v1.0.0 → v1.1.0']);
    expect((await shop.release('v1.2.0', { paths: 'apps/b' })).lines).toEqual(['b dev: supersede v1.0.0 → v1.2.0']);
    expect(titles()).toEqual(['Promote all to dev: b v1.2.0', 'Roll a back in dev: v1.0.0 → v0.9.0']);
    shop.github.writes();
    expect((await shop.on('workflow_dispatch', { ...back, paths: 'apps/a' })).lines).toEqual([
      'a dev: supersede v1.0.0 → v0.9.0',
    ]);
    expect(shop.github.writes()).toEqual([]);
    shop.merge('all/dev+a');
    expect((await shop.on('push')).lines).toEqual(['a dev: none v0.9.0', 'b dev: bump v1.0.0 → v1.2.0']);
  });

  test('takes its tag out of a pull request that holds no other', async () => {
    await shop.release('v1.1.0', { paths: 'apps/a' });
    await shop.on('workflow_dispatch', { ...back, paths: 'apps/a' });
    await shop.on('push');
    expect(titles()).toEqual(['Roll a back in dev: v1.0.0 → v0.9.0']);
  });
});

describe('two that would share a branch', () => {
  const twin = (from: Record<string, string>) =>
    Object.fromEntries(Object.entries(from).map(([path, text]) => [path.replace('apps/', 'more/'), text]));
  const shop = scenario(() => ({
    ...small({ dev: 'from: release' }),
    ...twin(small({ dev: 'from: release' })),
    ...small({ dev: 'from: release' }, { name: 'a', ...all }),
    ...twin(small({ dev: 'from: release' }, { name: 'all' })),
  }));

  test.each([
    ['an app of the same name', 'more/web'],
    ['an app that is called as a group', 'more/all'],
  ])('%s: neither gets the release of the other', async (_, paths) => {
    const { code, stdout, lines } = await shop.release('v1.1.0', { paths });
    expect([code, lines, shop.repository.pulls]).toEqual([1, [], []]);
    expect(stdout).toContain('title=config/duplicate-app');
  });
});
