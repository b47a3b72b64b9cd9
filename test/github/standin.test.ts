import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { getOctokit } from '@actions/github';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { client, said } from './client.js';
import { resetBefore } from './faults.js';
import type { Repository } from './repository.js';
import { type Standin, startStandin } from './standin.js';

let github: Standin;
let shop: Repository;

beforeEach(async () => {
  github = await startStandin({
    tokens: {
      good: { contents: 'write', pull_requests: 'write', issues: 'write' },
      reader: { contents: 'read', pull_requests: 'read', issues: 'read' },
      pusher: { contents: 'write' },
      mona: { contents: 'write', pull_requests: 'write', user: 'mona' },
    },
  });
  shop = github.createRepository('acme', 'shop', { 'env/dev.yaml': 'tag: v1\n' });
});
afterEach(() => github.close());

describe('from a file to a pull request, with octokit', () => {
  test('every step is in the bare repository', async () => {
    const { git, pulls, repos } = getOctokit('good', { baseUrl: github.url }).rest;
    const at = { owner: 'acme', repo: 'shop' };
    const { data: main } = await git.getRef({ ...at, ref: 'heads/main' });
    const { data: base } = await git.getCommit({ ...at, commit_sha: main.object.sha });
    const change = { path: 'env/dev.yaml', mode: '100644', type: 'blob', content: 'tag: v2 # é\n' } as const;
    const { data: tree } = await git.createTree({ ...at, base_tree: base.tree.sha, tree: [change] });
    const { data: commit } = await git.createCommit({ ...at, message: 'v2', tree: tree.sha, parents: [base.sha] });
    await git.createRef({ ...at, ref: 'refs/heads/fairlead/web/dev', sha: commit.sha });
    const { data: pull } = await pulls.create({ ...at, head: 'fairlead/web/dev', base: 'main', title: 'Promote' });

    const show = execFileSync('git', ['--git-dir', shop.dir, 'show', 'fairlead/web/dev:env/dev.yaml'], { encoding: 'utf8' });
    expect(show).toBe('tag: v2 # é\n');
    execFileSync('git', ['--git-dir', shop.dir, 'fsck', '--strict', '--no-dangling']);
    expect(shop.log('fairlead/web/dev').map(({ sha, message }) => [sha, message])).toEqual([
      [commit.sha, 'v2'],
      [base.sha, 'first'],
    ]);
    expect([pull.number, pull.head.sha, pull.base.sha, pull.changed_files]).toEqual([1, commit.sha, base.sha, 1]);
    const { data: content } = await repos.getContent({ ...at, path: 'env/dev.yaml', ref: 'fairlead/web/dev' });
    expect(content).toMatchObject({ type: 'file', encoding: 'base64' });
    expect(github.writes().map(({ method, path, status }) => [method, path.slice('/repos/acme/shop'.length), status])).toEqual([
      ['POST', '/git/trees', 201],
      ['POST', '/git/commits', 201],
      ['POST', '/git/refs', 201],
      ['POST', '/pulls', 201],
    ]);
    expect(github.requests.at(-2)?.body).toMatchObject({ head: 'fairlead/web/dev', title: 'Promote' });
    expect(github.writes()).toEqual([]);
  });

  test.each(['', '/api/v3'])('paginate follows the links below "%s"', async (prefix) => {
    const octokit = getOctokit('good', { baseUrl: `${github.url}${prefix}` });
    const at = { owner: 'acme', repo: 'shop', issue_number: 7, per_page: 2 };
    for (const body of ['a', 'b', 'c', 'd', 'e'])
      await octokit.rest.issues.createComment({ owner: 'acme', repo: 'shop', issue_number: 7, body });
    const all = await octokit.paginate(octokit.rest.issues.listComments, at);
    expect(all.map(({ body }) => body)).toEqual(['a', 'b', 'c', 'd', 'e']);
    const asked = github.requests.filter(({ method }) => method === 'GET');
    expect(asked).toHaveLength(3);
    const link = (await octokit.rest.issues.listComments({ ...at, page: 2 })).headers.link ?? '';
    const here = `${github.url}${prefix}/repos/acme/shop/issues/7/comments?per_page=2&page=`;
    expect(link).toBe(
      [`<${here}1>; rel="prev"`, `<${here}3>; rel="next"`, `<${here}3>; rel="last"`, `<${here}1>; rel="first"`].join(', '),
    );
  });
});

describe('tokens', () => {
  test.each(['', 'wrong'])('"%s" is not accepted', async (token) => {
    const reply = await client(github, token).get('');
    expect([reply.status, said(reply, 'message')]).toEqual([401, 'Bad credentials']);
  });

  test.each([
    ['reader', 'POST', '/git/refs', 'contents=write', { ref: 'refs/heads/x', sha: '1'.repeat(40) }],
    ['reader', 'POST', '/pulls', 'pull_requests=write', { head: 'a', base: 'main', title: 'x' }],
    ['reader', 'POST', '/issues/1/comments', 'issues=write; pull_requests=write', { body: 'x' }],
    ['pusher', 'GET', '/pulls', 'pull_requests=read', undefined],
  ])('%s may not %s %s', async (token, method, path, needed, body) => {
    const reply = await client(github, token).call(method, path, body);
    expect([reply.status, said(reply, 'message')]).toEqual([403, 'Resource not accessible by integration']);
    expect(reply.headers.get('x-accepted-github-permissions')).toBe(needed);
  });

  test('what they may do can change while the server runs', async () => {
    expect((await client(github, 'late').get('')).status).toBe(401);
    github.tokens.set('late', { contents: 'read' });
    expect((await client(github, 'late').get('')).body).toMatchObject({
      default_branch: 'main',
      private: false,
      permissions: { push: false, pull: true },
    });
  });

  test('only a person is a user', async () => {
    expect((await client(github, 'mona').get('//user')).body).toMatchObject({ login: 'mona', type: 'User' });
    expect((await client(github).get('//user')).status).toBe(403);
  });

  test('the setting that keeps jobs from opening pull requests does not bind people', async () => {
    shop.commit('change', { 'env/dev.yaml': 'tag: v2\n' });
    github.actionsMayCreatePulls = false;
    const ask = { head: 'change', base: 'main', title: 'Change' };
    const refused = await client(github).post('/pulls', ask);
    expect([refused.status, said(refused, 'message')]).toEqual([
      403,
      'GitHub Actions is not permitted to create or approve pull requests.',
    ]);
    const made = await client(github, 'mona').post('/pulls', ask);
    expect([made.status, said(made, 'user', 'login')]).toEqual([201, 'mona']);
  });
});

describe('faults', () => {
  test('answer in place of GitHub, and are logged', async () => {
    github.fault = ({ path }) =>
      path.endsWith('/shop') ? { status: 429, body: { message: 'slow down' }, headers: { 'retry-after': '1' } } : undefined;
    const reply = await client(github, '', '/api/v3').get('');
    expect([reply.status, said(reply, 'message'), reply.headers.get('retry-after')]).toEqual([429, 'slow down', '1']);
    expect(github.requests).toMatchObject([{ method: 'GET', path: '/repos/acme/shop', status: 429 }]);
    expect((await client(github).get('/branches/main')).status).toBe(200);
  });

  test('break the connection, once the request was read', async () => {
    github.fault = ({ body }) => (body['body'] === 'bad' ? resetBefore : undefined);
    await expect(client(github).post('/issues/1/comments', { body: 'bad' })).rejects.toThrow('fetch failed');
    expect(shop.comments).toEqual([]);
    expect(github.requests).toMatchObject([{ status: 0, body: { body: 'bad' } }]);
  });

  test('make the real answer late, while others are served', async () => {
    github.fault = ({ path }) => (path.endsWith('/main') ? { delay: 150 } : undefined);
    const order: string[] = [];
    await Promise.all([
      client(github)
        .get('/branches/main')
        .then(({ status }) => order.push(`late ${status}`)),
      client(github)
        .get('')
        .then(({ status }) => order.push(`soon ${status}`)),
    ]);
    expect(order).toEqual(['soon 200', 'late 200']);
  });
});

test('what is not there is not found, what is no JSON is said so, and closing leaves nothing behind', async () => {
  expect((await client(github, 'good', '', 'acme/other').get('')).status).toBe(404);
  const headers = { authorization: 'Bearer good' };
  const broken = await fetch(`${github.url}/repos/acme/shop/pulls`, { method: 'POST', headers, body: '{' });
  expect([broken.status, await broken.json()]).toMatchObject([400, { message: 'Problems parsing JSON' }]);
  await github.close();
  expect(existsSync(shop.dir)).toBe(false);
  await expect(client(github).get('')).rejects.toThrow('fetch failed');
});
