import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Client, client, refusals, said } from './client.js';
import type { Repository } from './repository.js';
import { type Standin, startStandin } from './standin.js';

let github: Standin;
let shop: Repository;
let api: Client;

beforeEach(async () => {
  github = await startStandin();
  api = client(github);
  shop = github.createRepository('acme', 'shop', { 'a.txt': 'a\n', 'b.txt': 'b\n' });
  shop.commit('change', { 'a.txt': 'A\n' }, 'change a');
});
afterEach(() => github.close());

const open = (more: object = {}) => api.post('/pulls', { head: 'change', base: 'main', title: 'Change', ...more });
const patch = (number: number, body: object) => api.call('PATCH', `/pulls/${number}`, body);
const tip = (branch: string) => shop.resolve(`refs/heads/${branch}`) ?? '';
const reset = (branch: string, sha: string) => api.call('PATCH', `/git/refs/heads/${branch}`, { sha, force: true });
const git = (...args: string[]) => execFileSync('git', ['--git-dir', shop.dir, ...args], { encoding: 'utf8' }).trim();

describe('opening', () => {
  test('gives the pull request, its files and its commits', async () => {
    shop.commit('main', { 'b.txt': 'B\n' }, 'base goes on');
    const made = await open({ body: 'why', head: 'acme:change' });
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        number: 1,
        state: 'open',
        body: 'why',
        user: { login: 'github-actions[bot]', type: 'Bot' },
        head: { label: 'acme:change', ref: 'change', sha: tip('change'), repo: { full_name: 'acme/shop' } },
        base: { ref: 'main', sha: tip('main') },
        merged: false,
        mergeable: true,
        commits: 1,
        additions: 1,
        deletions: 1,
        changed_files: 1,
      },
    ]);
    expect((await api.get('/pulls/1')).body).toEqual(made.body);
    expect((await api.get('/pulls/1/files')).body).toMatchObject([
      { filename: 'a.txt', status: 'modified', patch: '@@ -1 +1 @@\n-a\n+A' },
    ]);
    expect((await api.get('/pulls/1/commits')).body).toMatchObject([{ sha: tip('change'), commit: { message: 'change a' } }]);
    expect((await api.get('/pulls/2')).status).toBe(404);
  });

  test.each([
    ['there is one already', {}, 'A pull request already exists for acme:change.'],
    ['there is nothing to merge', { head: 'same' }, 'No commits between main and same'],
    ['the body is too long', { body: 'x'.repeat(65_537) }, 'body is too long (maximum is 65536 characters)'],
    ['the title is too long', { title: 'x'.repeat(257) }, 'title is too long (maximum is 256 characters)'],
  ])('is refused when %s', async (_, body, message) => {
    shop.commit('same', {});
    await reset('same', tip('main'));
    await open();
    const reply = await open(body);
    expect([reply.status, refusals(reply)]).toEqual([422, ['Validation Failed', message]]);
    expect(shop.pulls).toHaveLength(1);
  });

  test('is refused when a branch or the title is missing', async () => {
    const error = async (body: object) => JSON.parse(JSON.stringify((await open(body)).body)).errors[0];
    expect(await error({ head: 'none' })).toMatchObject({ resource: 'PullRequest', field: 'head', code: 'invalid' });
    expect(await error({ base: 'none' })).toMatchObject({ resource: 'PullRequest', field: 'base', code: 'invalid' });
    expect(await error({ title: '' })).toMatchObject({ field: 'title', code: 'missing_field' });
  });

  test('takes a body of 65536 characters, each of them two units long', async () => {
    expect((await open({ body: '😀'.repeat(65_536) })).status).toBe(201);
    expect((await patch(1, { body: `${'😀'.repeat(65_536)}x` })).status).toBe(422);
  });
});

describe('lists', () => {
  const numbers = async (query: string) =>
    JSON.parse(JSON.stringify((await api.get(`/pulls${query}`)).body)).map((pull: { number: number }) => pull.number);

  test('by state, branch and base, newest first, in pages', async () => {
    shop.commit('other', { 'b.txt': 'other\n' });
    shop.commit('stable', { 'c.txt': 'c\n' });
    await open();
    await open({ head: 'other' });
    await open({ head: 'other', base: 'stable' });
    await patch(1, { state: 'closed' });
    expect(await numbers('')).toEqual([3, 2]);
    expect(await numbers('?state=closed')).toEqual([1]);
    expect(await numbers('?state=all&head=acme:other')).toEqual([3, 2]);
    expect(await numbers('?state=all&head=acme:none')).toEqual([]);
    expect(await numbers('?state=all&base=main&sort=created')).toEqual([1, 2]);
    expect(await numbers('?state=all&per_page=1&page=2')).toEqual([2]);
  });
});

describe('a change', () => {
  test('of title, body and base is kept; only what is sent changes', async () => {
    shop.commit('stable', { 'c.txt': 'c\n' });
    await open({ body: 'why' });
    await patch(1, { title: 'Better', base: 'stable' });
    expect((await api.get('/pulls/1')).body).toMatchObject({
      title: 'Better',
      body: 'why',
      base: { ref: 'stable', sha: tip('stable') },
    });
    expect((await patch(1, { body: '' })).body).toMatchObject({ title: 'Better', body: null });
    expect((await patch(1, { base: 'none' })).status).toBe(422);
  });

  test('closes it and opens it again, unless the branch was rewritten or is gone', async () => {
    await open();
    expect((await patch(1, { state: 'closed' })).body).toMatchObject({ state: 'closed', merged: false, merged_at: null });
    expect((await patch(1, { state: 'open' })).body).toMatchObject({ state: 'open', closed_at: null });
    await patch(1, { state: 'closed' });
    const before = tip('change');
    await reset('change', tip('main'));
    shop.commit('change', { 'a.txt': 'new\n' });
    expect(refusals(await patch(1, { state: 'open' }))).toContain(
      'state cannot be changed. The change branch was force-pushed or recreated.',
    );
    expect((await api.get('/pulls/1')).body).toMatchObject({ head: { sha: before } });
    await api.call('DELETE', '/git/refs/heads/change');
    expect(refusals(await patch(1, { state: 'open' }))).toContain('state cannot be changed. The change branch has been deleted.');
  });
});

describe('when refs move', () => {
  test('a branch that is reset to its base closes the pull request for good', async () => {
    await open();
    await reset('change', tip('main'));
    expect((await api.get('/pulls/1')).body).toMatchObject({ state: 'closed', merged: false });
    shop.commit('change', { 'a.txt': 'again\n' });
    expect(shop.pulls[0]?.state).toBe('closed');
    expect((await patch(1, { state: 'open' })).status).toBe(422);
    expect((await open()).status).toBe(201);
  });

  test('a branch that is moved once to a new commit leaves it open', async () => {
    await open();
    const sha = shop.commit('scratch', { 'a.txt': 'other\n' });
    await reset('change', sha);
    expect((await api.get('/pulls/1')).body).toMatchObject({ state: 'open', head: { sha } });
  });

  test('a base that takes the branch in merges it; a branch that is deleted closes it', async () => {
    await open();
    await api.call('PATCH', '/git/refs/heads/main', { sha: tip('change') });
    expect((await api.get('/pulls/1')).body).toMatchObject({ state: 'closed', merged: true, merge_commit_sha: tip('main') });
    expect(refusals(await patch(1, { state: 'open' }))).toContain(
      'state cannot be changed. The pull request cannot be reopened.',
    );
    shop.commit('other', { 'b.txt': 'o\n' });
    await open({ head: 'other' });
    await api.call('DELETE', '/git/refs/heads/other');
    expect((await api.get('/pulls/2')).body).toMatchObject({ state: 'closed', merged: false });
  });
});

describe('merging', () => {
  const merge = (body: object) => api.call('PUT', '/pulls/1/merge', body);

  test('makes a merge commit of both sides', async () => {
    shop.commit('main', { 'b.txt': 'B\n' });
    await open();
    const [base, head] = [tip('main'), tip('change')];
    const reply = await merge({ sha: head });
    expect([reply.status, reply.body]).toMatchObject([200, { merged: true, sha: tip('main') }]);
    expect(git('show', '-s', '--format=%P|%s', 'main')).toBe(`${base} ${head}|Merge pull request #1 from acme/change`);
    expect([shop.read('main', 'a.txt'), shop.read('main', 'b.txt')]).toEqual(['A\n', 'B\n']);
    expect((await api.get('/pulls/1')).body).toMatchObject({ state: 'closed', merged: true, merged_at: expect.any(String) });
    expect((await merge({})).status).toBe(405);
  });

  test('squashes to one commit, or moves the base forward', async () => {
    await open();
    const base = tip('main');
    await merge({ merge_method: 'squash', commit_message: 'all of it' });
    expect(git('show', '-s', '--format=%P|%B', 'main')).toBe(`${base}|Change (#1)\n\nall of it`);
    shop.commit('forward', { 'a.txt': 'F\n' });
    await open({ head: 'forward' });
    const sha = tip('forward');
    expect([shop.merge(2, { method: 'rebase' }), tip('main')]).toEqual([sha, sha]);
  });

  test('is refused on a conflict, and when the branch has moved on', async () => {
    await open();
    expect((await merge({ sha: tip('main') })).status).toBe(409);
    shop.commit('main', { 'a.txt': 'mine\n' });
    const before = tip('main');
    expect((await api.get('/pulls/1')).body).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
    const reply = await merge({});
    expect([reply.status, said(reply, 'message'), tip('main')]).toEqual([405, 'Pull Request is not mergeable', before]);
  });
});
