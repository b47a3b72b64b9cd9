import { beforeEach, describe, expect, test } from '@jest/globals';
import { git } from '../github/git.js';
import { scenario, small } from './scenario.js';

const DEV = 'apps/web/environments/dev.yaml';
const BRANCH = 'fairlead/web/dev';
const tagged = (tag: string, more = '') => `image:\n  tag: ${tag}\n${more}`;

describe('a branch whose pull request was merged', () => {
  const shop = scenario(() => small({ dev: 'from: release', prod: 'after: [dev]' }));

  test.each(['rest', 'graphql'])('begins anew: no old commits in the next squash (%s)', async (mode) => {
    const inputs = { 'commit-mode': mode };
    await shop.release('v1.1.0', inputs);
    await shop.release('v1.2.0', inputs);
    shop.merge('web/dev', 0, 'squash');
    expect((await shop.release('v1.3.0', inputs)).code).toBe(0);
    const commits = git(shop.repository.dir, ['rev-list', '--count', `main..${BRANCH}`]);
    expect([commits, shop.repository.read(BRANCH, DEV), shop.open('web/dev')?.number]).toEqual(['1', tagged('v1.3.0'), 2]);
  });

  test('is left alone where somebody went on working on it', async () => {
    await shop.release('v1.1.0');
    shop.merge('web/dev', 0, 'squash');
    const tip = shop.repository.commit(BRANCH, { 'notes.txt': 'mine' });
    const { stdout } = await shop.release('v1.2.0');
    expect([shop.repository.resolve(BRANCH), stdout]).toEqual([tip, expect.stringContaining('work that Fairlead did not do')]);
  });
});

describe('autoMerge: rebase', () => {
  const shop = scenario(() => small({ dev: 'from: release, autoMerge: rebase' }));
  const passed = () => shop.repository.check(shop.repository.resolve(BRANCH) ?? '', 'test', 'success');
  beforeEach(() => {
    shop.repository.autoMergeAllowed = true;
    shop.repository.requiredChecks.add('test');
  });

  test('works, also where the base has moved on', async () => {
    await shop.release('v1.1.0');
    shop.repository.commit('main', { 'README.md': 'new' });
    await shop.release('v1.2.0');
    passed();
    expect(shop.repository.read('main', DEV)).toBe(tagged('v1.2.0'));
  });

  test('says so where the branch had to take in a change of the same file', async () => {
    await shop.release('v1.1.0');
    shop.repository.commit('main', { [DEV]: tagged('v1.0.0', 'replicaCount: 2\n') });
    const { code, stdout } = await shop.release('v1.2.0');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/::warning.*cannot rebase #1/)]);
    shop.merge('web/dev');
    expect(shop.repository.read('main', DEV)).toBe(tagged('v1.2.0', 'replicaCount: 2\n'));
  });
});

describe('two base branches', () => {
  const shop = scenario(() => small({ dev: 'from: release' }));
  const other = { base: 'release/1.x' };
  beforeEach(() => void shop.repository.commit('release/1.x', { 'README.md': 'old' }));

  test('have branches and pull requests of their own, and leave those of the other alone', async () => {
    await shop.release('v1.2.0');
    await shop.release('v1.1.0', other);
    await shop.on('schedule');
    await shop.on('schedule', { ...other, command: 'promote' });
    expect(shop.repository.pulls.map(({ base, head, state, title }) => [base, head, state, title.split(': ')[1]])).toEqual([
      ['main', BRANCH, 'open', 'v1.0.0 → v1.2.0'],
      ['release/1.x', `${BRANCH}@release%2F1.x`, 'open', 'v1.0.0 → v1.1.0'],
    ]);
  });

  test('a pull request that goes elsewhere now keeps its branch', async () => {
    await shop.release('v1.1.0');
    const [pull] = shop.repository.pulls;
    if (pull) pull.base = 'release/1.x';
    const tip = shop.repository.resolve(BRANCH);
    const { stdout } = await shop.release('v1.2.0');
    expect([shop.repository.resolve(BRANCH), stdout]).toEqual([tip, expect.stringMatching(/::warning.*#1 comes from/)]);
  });
});
