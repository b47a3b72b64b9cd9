import { describe, expect, test } from '@jest/globals';
import { ago, scenario, small } from './scenario.js';

describe('the pull request', () => {
  const rules = 'draft: true, milestone: Sprint 7, assignees: [octocat, stranger], labels: [production]';
  const shop = scenario(() => small({ dev: `from: release, ${rules}` }));

  test('is a draft with milestone, assignees and labels; who has no access is left out', async () => {
    shop.repository.milestone('Sprint 7');
    shop.repository.strangers.add('stranger');
    const result = await shop.release('v1.1.0');
    expect(result.code).toBe(0);
    const pull = shop.open('web/dev');
    expect([pull?.draft, pull?.milestone, pull?.labels]).toEqual([true, 1, ['production']]);
    expect([...(pull?.assignees ?? [])]).toEqual(['octocat']);
  });

  test('a milestone that is not there is a warning', async () => {
    const result = await shop.release('v1.1.0');
    expect([result.code, shop.open('web/dev')?.milestone ?? null]).toEqual([0, null]);
    expect(result.stdout).toMatch(/::warning.*milestone Sprint 7/);
  });
});

describe('merging by itself', () => {
  const shop = scenario(() => small({ dev: 'from: release, autoMerge: squash', prod: 'after: [dev], autoMerge: queue' }));

  test('once the required checks have passed; then a push goes on', async () => {
    shop.repository.autoMergeAllowed = true;
    shop.repository.requiredChecks.add('test');
    expect((await shop.release('v1.1.0')).code).toBe(0);
    const pull = shop.open('web/dev');
    expect([pull?.state, pull?.autoMerge?.method]).toEqual(['open', 'squash']);
    shop.repository.check(shop.repository.resolve('fairlead/web/dev') ?? '', 'test', 'success');
    expect(pull?.mergedAt).not.toBeNull();
    shop.repository.mergeQueue = true;
    expect((await shop.on('push')).lines[1]).toBe('web prod: bump v1.0.0 → v1.1.0');
  });

  test('where it is not allowed, a warning says what to set', async () => {
    shop.repository.requiredChecks.add('test');
    const result = await shop.release('v1.1.0');
    expect([result.code, shop.open('web/dev')?.state]).toEqual([0, 'open']);
    expect(result.stdout).toMatch(/::warning.*allow auto-merge/);
  });
});

describe('commits by GraphQL', () => {
  const shop = scenario(() => small({ dev: 'from: release' }));

  test('open and update the same pull request, and GitHub signs them', async () => {
    for (const tag of ['v1.1.0', 'v1.2.0', 'v1.2.0'])
      expect((await shop.release(tag, { 'commit-mode': 'graphql' })).code).toBe(0);
    expect(shop.repository.pulls.map(({ title }) => title)).toEqual(['Promote web to dev: v1.0.0 → v1.2.0']);
    expect(shop.repository.read('fairlead/web/dev', 'apps/web/environments/dev.yaml')).toBe('image:\n  tag: v1.2.0\n');
    expect(shop.repository.verified.has(shop.repository.resolve('fairlead/web/dev') ?? '')).toBe(true);
  });
});

describe('the repository of the application', () => {
  const shop = scenario(() => small({ dev: 'from: release' }, { promotion: 'source: acme/app' }));

  test('its tags are the releases, and its commits stand in the pull request', async () => {
    const app = shop.github.createRepository('acme', 'app', { 'a.txt': '1' });
    app.tag('v1.0.0', app.resolve('main') ?? '');
    app.commit('main', { 'a.txt': '2' }, 'Answer @octocat in #12\n\nDetails', { name: 'A', email: 'a@b.c', date: ago(2) });
    app.tag('v1.1.0', app.commit('main', { 'a.txt': '3' }, 'Faster start', { name: 'A', email: 'a@b.c', date: ago(1) }));
    const result = await shop.on('schedule');
    expect(result.lines).toEqual(['web dev: bump v1.0.0 → v1.1.0']);
    const body = shop.open('web/dev')?.body ?? '';
    expect(body).toContain(`[2 commits](https://github.com/acme/app/compare/v1.0.0...v1.1.0)`);
    expect(body).toMatch(/- Answer \\@\u200boctocat in \\#\u200b12\n- Faster start\n/);
    expect(body).not.toContain('Details');
  });

  test('one that cannot be read leaves the link', async () => {
    expect((await shop.release('v1.1.0')).lines).toEqual(['web dev: bump v1.0.0 → v1.1.0']);
    expect(shop.open('web/dev')?.body).toContain('/acme/app/compare/v1.0.0...v1.1.0)');
  });
});
