import { execFileSync } from 'node:child_process';
import { getOctokit } from '@actions/github';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { READ_ONLY } from './access.js';
import { type Client, client } from './client.js';
import type { Repository } from './repository.js';
import { type Standin, startStandin } from './standin.js';

let github: Standin;
let shop: Repository;
let api: Client;
let head: string;

beforeEach(async () => {
  github = await startStandin();
  api = client(github);
  shop = github.createRepository('acme', 'shop', { 'a.txt': 'a\n', 'b.txt': 'b\n' });
  head = shop.commit('change', { 'a.txt': 'A\n' });
  await api.post('/pulls', { head: 'change', base: 'main', title: 'Change' });
});
afterEach(() => github.close());

const git = (...args: string[]) => execFileSync('git', ['--git-dir', shop.dir, ...args], { encoding: 'utf8' }).trim();
const run = (name: string, fields: string, input: object, token = 'good') => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
  return getOctokit(token, { baseUrl: github.url }).graphql<Record<string, unknown>>(query, { input });
};
const refused = (type: string, message: string) => ({ errors: [{ type, message }] });

describe('createCommitOnBranch', () => {
  const commit = (input: object, token?: string) =>
    run(
      'createCommitOnBranch',
      'commit { oid message signature { isValid } } ref { name }',
      {
        branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'change' },
        expectedHeadOid: head,
        message: { headline: 'subject', body: 'why' },
        ...input,
      },
      token,
    );
  const file = (path: string, contents: string | Buffer) => ({ path, contents: Buffer.from(contents).toString('base64') });

  test('adds, changes and takes away files in one verified commit, and loses their modes', async () => {
    const base = await api.post('/git/trees', {
      base_tree: head,
      tree: [{ path: 'run.sh', mode: '100755', type: 'blob', content: '#!/bin/sh\n' }],
    });
    const made = await api.post('/git/commits', {
      message: 'exec',
      tree: JSON.parse(JSON.stringify(base.body)).sha,
      parents: [head],
    });
    const parent = JSON.parse(JSON.stringify(made.body)).sha;
    await api.call('PATCH', '/git/refs/heads/change', { sha: parent });
    const bytes = Buffer.from([0, 255, 10, 0]);
    const reply = await commit({
      expectedHeadOid: parent,
      fileChanges: { additions: [file('run.sh', '#!/bin/bash\n'), file('n/x.bin', bytes)], deletions: [{ path: 'b.txt' }] },
    });
    const tip = shop.resolve('change');
    expect(reply).toEqual({
      createCommitOnBranch: {
        commit: { oid: tip, message: 'subject\n\nwhy', signature: { isValid: true } },
        ref: { name: 'change' },
      },
    });
    expect(git('ls-tree', '-r', '--format=%(objectmode) %(path)', 'change').split('\n')).toEqual([
      '100644 a.txt',
      '100644 n/x.bin',
      '100644 run.sh',
    ]);
    expect(execFileSync('git', ['--git-dir', shop.dir, 'cat-file', 'blob', 'change:n/x.bin'])).toEqual(bytes);
    expect(git('show', '-s', '--format=%an|%cn|%P', 'change')).toBe(`github-actions[bot]|GitHub|${parent}`);
    expect(shop.pulls[0]).toMatchObject({ state: 'open', tips: { head: tip } });
    expect(
      github
        .writes()
        .map(({ path }) => path)
        .at(-1),
    ).toBe('/graphql');
  });

  test('is refused when the branch is elsewhere, or a file to take away is not there', async () => {
    const old = shop.resolve('main');
    const stale = refused('STALE_DATA', `Expected branch to point to "${old}" but it did not.  Pull and try again.`);
    await expect(commit({ expectedHeadOid: old })).rejects.toMatchObject(stale);
    const gone = refused('NOT_FOUND', `A path was requested for deletion which does not exist as of commit oid \`${head}\``);
    await expect(commit({ fileChanges: { deletions: [{ path: 'none' }] } })).rejects.toMatchObject(gone);
    const branch = { repositoryNameWithOwner: 'acme/shop', branchName: 'none' };
    await expect(commit({ branch })).rejects.toMatchObject({ errors: [{ type: 'NOT_FOUND' }] });
    github.tokens.set('reader', READ_ONLY);
    await expect(commit({}, 'reader')).rejects.toMatchObject(refused('FORBIDDEN', 'Resource not accessible by integration'));
    expect(shop.resolve('change')).toBe(head);
  });
});

describe('pull requests', () => {
  const FIELDS = 'pullRequest { state isDraft autoMergeRequest { mergeMethod } }';
  const act = (name: string, input: object = {}, fields = FIELDS) =>
    run(name, fields, { pullRequestId: shop.pulls[0]?.nodeId, ...input });

  test('auto-merge waits for what is required, and is refused where nothing is waited for', async () => {
    const enable = () => act('enablePullRequestAutoMerge', { mergeMethod: 'SQUASH' });
    await expect(enable()).rejects.toMatchObject(refused('UNPROCESSABLE', 'Auto merge is not allowed for this repository'));
    shop.autoMergeAllowed = true;
    await expect(enable()).rejects.toMatchObject(refused('UNPROCESSABLE', 'Pull request Pull request is in clean status'));
    shop.check(head, 'optional', 'failure');
    await expect(enable()).rejects.toMatchObject(refused('UNPROCESSABLE', 'Pull request Pull request is in unstable status'));
    shop.requiredChecks.add('build');
    expect(await enable()).toMatchObject({
      enablePullRequestAutoMerge: { pullRequest: { state: 'OPEN', autoMergeRequest: { mergeMethod: 'SQUASH' } } },
    });
    expect((await api.get('/pulls/1')).body).toMatchObject({
      auto_merge: { merge_method: 'squash' },
      mergeable_state: 'blocked',
    });
    shop.check(head, 'build', null);
    expect(shop.pulls[0]?.state).toBe('open');
    shop.check(head, 'build', 'success');
    expect((await api.get('/pulls/1')).body).toMatchObject({ state: 'closed', merged: true, auto_merge: null });
    expect(git('show', '-s', '--format=%s', 'main')).toBe('Change (#1)');
  });

  test('auto-merge can be taken back', async () => {
    shop.autoMergeAllowed = true;
    shop.requiredChecks.add('build');
    await act('enablePullRequestAutoMerge');
    await act('disablePullRequestAutoMerge');
    shop.check(head, 'build', 'success');
    expect(shop.pulls[0]?.state).toBe('open');
  });

  test('the queue takes a pull request once; another commit takes it out', async () => {
    const enqueue = (input: object = {}) => act('enqueuePullRequest', input, 'mergeQueueEntry { position state }');
    await expect(enqueue()).rejects.toMatchObject({ errors: [{ type: 'UNPROCESSABLE' }] });
    shop.mergeQueue = true;
    await expect(enqueue({ expectedHeadOid: shop.resolve('main') })).rejects.toMatchObject({
      errors: [{ type: 'UNPROCESSABLE' }],
    });
    expect(await enqueue({ expectedHeadOid: head })).toEqual({
      enqueuePullRequest: { mergeQueueEntry: { position: 1, state: 'QUEUED' } },
    });
    await expect(enqueue()).rejects.toMatchObject({ errors: [{ type: 'UNPROCESSABLE' }] });
    shop.commit('change', { 'a.txt': 'again\n' });
    expect(shop.pulls[0]?.queuedAt).toBeNull();
  });

  test('a draft cannot be merged until it is ready; a closed one is closed', async () => {
    expect(await act('convertPullRequestToDraft')).toMatchObject({
      convertPullRequestToDraft: { pullRequest: { isDraft: true } },
    });
    const merge = await api.call('PUT', '/pulls/1/merge', {});
    expect([merge.status, merge.body]).toMatchObject([405, { message: 'Pull Request is still a draft' }]);
    await act('markPullRequestReadyForReview');
    expect((await api.get('/pulls/1')).body).toMatchObject({ draft: false, mergeable_state: 'clean' });
    expect(await act('closePullRequest')).toMatchObject({ closePullRequest: { pullRequest: { state: 'CLOSED' } } });
    await expect(run('closePullRequest', FIELDS, { pullRequestId: 'PR_9_9' })).rejects.toMatchObject({
      errors: [{ type: 'NOT_FOUND' }],
    });
  });
});
