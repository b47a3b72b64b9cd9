import { getOctokit } from '@actions/github';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Client, client, said } from './client.js';
import type { Repository } from './repository.js';
import { type Standin, startStandin } from './standin.js';

let github: Standin;
let shop: Repository;
let api: Client;
let tip: string;
const at = { owner: 'acme', repo: 'shop' };

beforeEach(async () => {
  github = await startStandin();
  api = client(github);
  shop = github.createRepository('acme', 'shop', { 'a.txt': 'a\n' });
  tip = shop.commit('change', { 'a.txt': 'A\n' });
  await api.post('/pulls', { head: 'change', base: 'main', title: 'Change' });
});
afterEach(() => github.close());

test('check runs and statuses of a commit: the newest report of each name counts', async () => {
  const { checks, repos } = getOctokit('good', { baseUrl: github.url }).rest;
  const runs = async () => (await checks.listForRef({ ...at, ref: 'change' })).data;
  expect(await runs()).toEqual({ total_count: 0, check_runs: [] });
  shop.check(tip, 'build', 'failure');
  shop.check(tip, 'build', null);
  shop.check(tip, 'lint', 'skipped');
  expect((await runs()).check_runs.map(({ name, status, conclusion }) => [name, status, conclusion])).toEqual([
    ['build', 'in_progress', null],
    ['lint', 'completed', 'skipped'],
  ]);
  expect((await checks.listForRef({ ...at, ref: tip, check_name: 'lint' })).data.total_count).toBe(1);
  const state = async () => (await repos.getCombinedStatusForRef({ ...at, ref: 'heads/change' })).data.state;
  expect(await state()).toBe('pending');
  shop.check(tip, 'ci/old', 'success', 'status');
  expect(await state()).toBe('success');
  shop.check(tip, 'ci/older', 'timed_out', 'status');
  expect(await state()).toBe('failure');
  expect((await api.get('/commits/none/status')).status).toBe(422);
});

test('whether a pull request can be merged follows from its checks', async () => {
  const state = async () => said(await api.get('/pulls/1'), 'mergeable_state');
  const merge = async () => said(await api.call('PUT', '/pulls/1/merge', {}), 'message');
  expect(await state()).toBe('clean');
  shop.check(tip, 'optional', 'failure');
  expect(await state()).toBe('unstable');
  shop.requiredChecks.add('build');
  expect([await state(), await merge()]).toEqual(['blocked', 'Required status check "build" is expected.']);
  shop.check(tip, 'build', 'success');
  shop.mergeQueue = true;
  expect([await state(), await merge()]).toEqual(['blocked', 'Changes must be made through the merge queue.']);
  shop.mergeQueue = false;
  expect(await merge()).toBe('Pull Request successfully merged');
});

test('pull requests of a commit, and of the commit that merged it', async () => {
  const { listPullRequestsAssociatedWithCommit: list } = getOctokit('good', { baseUrl: github.url }).rest.repos;
  const numbers = async (commit_sha: string) => (await list({ ...at, commit_sha })).data.map(({ number }) => number);
  expect([await numbers(tip), await numbers(shop.resolve('main') ?? '')]).toEqual([[1], []]);
  expect(await numbers(shop.merge(1))).toEqual([1]);
});

test('tags and releases', async () => {
  const { repos } = getOctokit('good', { baseUrl: github.url }).rest;
  await expect(repos.getLatestRelease(at)).rejects.toMatchObject({ status: 404 });
  for (const tag of ['v1', 'v2', 'v3']) shop.tag(tag, tip);
  expect((await repos.listTags(at)).data.map(({ name, commit }) => [name, commit.sha])).toEqual([
    ['v3', tip],
    ['v2', tip],
    ['v1', tip],
  ]);
  shop.release('v1');
  shop.release('v2', { prerelease: true });
  shop.release('v3', { draft: true });
  expect((await repos.getLatestRelease(at)).data.tag_name).toBe('v1');
  expect((await repos.listReleases(at)).data.map(({ tag_name }) => tag_name)).toEqual(['v2', 'v1']);
  expect((await repos.getReleaseByTag({ ...at, tag: 'v2' })).data).toMatchObject({ prerelease: true, draft: false });
});
