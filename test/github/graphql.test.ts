import { getOctokit } from '@actions/github';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Client, client } from './client.js';
import type { Repository } from './repository.js';
import { type Standin, startStandin } from './standin.js';

let github: Standin;
let shop: Repository;
let api: Client;
let main: string;

beforeEach(async () => {
  github = await startStandin();
  api = client(github);
  shop = github.createRepository('acme', 'shop', { 'a.txt': 'one\n', 'b/c.bin': '\0\x01', 'b/d.txt': 'é' });
  main = shop.resolve('main') ?? '';
});
afterEach(() => github.close());

const AT = 'repository(owner: "acme", name: "shop")';
const ask = async (query: string, variables: object = {}, token = 'good') =>
  JSON.parse(JSON.stringify((await client(github, token).post('//graphql', { query, variables })).body));
const repository = async (fields: string, variables?: object) =>
  (await ask(`{ ${AT} { ${fields} } }`, variables)).data.repository;
const errors = async (query: string, variables: object = {}, token = 'good') =>
  (await ask(query, variables, token)).errors.map((error: { type?: string; message: string }) => [error.type, error.message]);

describe('objects', () => {
  test('any number of blobs by name or by sha, under aliases', async () => {
    const blob = '... on Blob { oid text byteSize isBinary isTruncated }';
    const found = await repository(`
      one: object(expression: "main:a.txt") { ${blob} }
      two: object(expression: "${main}:b/d.txt") { ${blob} }
      bin: object(expression: "main:b/c.bin") { ${blob} }
      none: object(expression: "main:none") { oid }
      sha: object(oid: "${main}") { oid ... on Commit { messageHeadline tree { entries { name type mode path } } } }`);
    expect(found).toMatchObject({
      one: { text: 'one\n', byteSize: 4, isBinary: false, isTruncated: false },
      two: { text: 'é', byteSize: 2 },
      bin: { text: null, byteSize: 2, isBinary: true },
      none: null,
      sha: { oid: main, messageHeadline: 'first' },
    });
    expect(found.sha.tree.entries).toEqual([
      { name: 'a.txt', type: 'blob', mode: 0o100644, path: 'a.txt' },
      { name: 'b', type: 'tree', mode: 0o40000, path: 'b' },
    ]);
    expect((await repository(`object(oid: "${found.one.oid}") { id }`)).object.id).toBe(`B_${found.one.oid}`);
  });

  test('a text of more than 512,000 bytes is cut', async () => {
    shop.commit('main', { 'long.txt': 'x'.repeat(512_001) });
    const { object } = await repository('object(expression: "main:long.txt") { ... on Blob { text byteSize isTruncated } }');
    expect([object.text.length, object.byteSize, object.isTruncated]).toEqual([512_000, 512_001, true]);
  });

  test('the history of a path, page by page', async () => {
    const author = { name: 'Ada', email: 'ada@users.noreply.github.com', date: '2024-05-01T10:00:00Z' };
    const shas = ['2', '3', '4'].map((text) => shop.commit('main', { 'a.txt': text, 'b/d.txt': 'é' }, `change ${text}`, author));
    shop.commit('main', { 'b/d.txt': 'other' });
    const page = async (after: string | null) => {
      const query = `query($after: String) { ${AT} { object(expression: "main") { ... on Commit {
        history(first: 2, after: $after, path: "a.txt") { totalCount nodes { oid committedDate author { user { login } } } pageInfo { hasNextPage endCursor } } } } } }`;
      return (await ask(query, { after })).data.repository.object.history;
    };
    const first = await page(null);
    expect(first).toMatchObject({
      totalCount: 4,
      nodes: [{ oid: shas[2], committedDate: '2024-05-01T10:00:00Z', author: { user: { login: 'ada' } } }, { oid: shas[1] }],
      pageInfo: { hasNextPage: true },
    });
    const second = await page(first.pageInfo.endCursor);
    expect(second).toMatchObject({ nodes: [{ oid: shas[0] }, { oid: main }], pageInfo: { hasNextPage: false } });
  });

  test('refs by their names and prefix, and the default branch', async () => {
    shop.commit('fairlead/web/dev', { 'a.txt': '2' });
    shop.tag('v1', main);
    const found = await repository(`
      defaultBranchRef { name target { oid } }
      branch: ref(qualifiedName: "refs/heads/fairlead/web/dev") { name prefix }
      tag: ref(qualifiedName: "v1") { name target { oid } }
      none: ref(qualifiedName: "refs/heads/none") { name }
      refs(refPrefix: "refs/heads/fairlead/", first: 10) { nodes { name } }`);
    expect(found).toEqual({
      defaultBranchRef: { name: 'main', target: { oid: main } },
      branch: { name: 'fairlead/web/dev', prefix: 'refs/heads/' },
      tag: { name: 'v1', target: { oid: main } },
      none: null,
      refs: { nodes: [{ name: 'fairlead/web/dev' }] },
    });
  });
});

describe('pull requests', () => {
  test('by state and branches, in order, with what is on them', async () => {
    for (const head of ['one', 'two', 'three']) {
      shop.commit(head, { 'a.txt': head });
      await api.post('/pulls', { head, base: 'main', title: head, body: `about ${head}` });
    }
    await api.post('/issues/1/labels', { labels: ['prod'] });
    await api.call('PATCH', '/pulls/2', { state: 'closed' });
    const list = async (args: string) =>
      (await repository(`pullRequests(${args}) { nodes { number state } }`)).pullRequests.nodes.map(
        (pull: { number: number; state: string }) => `${pull.number} ${pull.state}`,
      );
    expect(await list('first: 10')).toEqual(['1 OPEN', '2 CLOSED', '3 OPEN']);
    expect(await list('first: 10, states: [OPEN], orderBy: { field: CREATED_AT, direction: DESC }')).toEqual([
      '3 OPEN',
      '1 OPEN',
    ]);
    expect(await list('first: 10, headRefName: "two", baseRefName: "main"')).toEqual(['2 CLOSED']);
    expect(await list('last: 1, states: OPEN')).toEqual(['3 OPEN']);
    expect(await list('first: 10, labels: ["prod"]')).toEqual(['1 OPEN']);
    shop.merge(1);
    const { pullRequest } = await repository(`pullRequest(number: 1) {
      id url title body state merged isDraft headRefName headRefOid mergeable mergeStateStatus author { login }
      headRepository { nameWithOwner } labels(first: 5) { nodes { name } } commits(last: 1) { nodes { commit { message } } }
      mergeCommit { oid signature { isValid } } }`);
    expect(pullRequest).toMatchObject({
      id: shop.pulls[0]?.nodeId,
      url: 'https://github.example/acme/shop/pull/1',
      title: 'one',
      body: 'about one',
      state: 'MERGED',
      merged: true,
      headRefName: 'one',
      headRefOid: shop.resolve('one'),
      mergeStateStatus: 'UNKNOWN',
      author: { login: 'github-actions' },
      headRepository: { nameWithOwner: 'acme/shop' },
      labels: { nodes: [{ name: 'prod' }] },
      commits: { nodes: [{ commit: { message: 'change' } }] },
      mergeCommit: { oid: shop.resolve('main'), signature: { isValid: true } },
    });
  });

  test.each([
    ['pullRequests { nodes { id } }', 'MISSING_PAGINATION_BOUNDARIES', /must provide a `first` or `last` value/],
    ['pullRequests(first: 101) { nodes { id } }', 'EXCESSIVE_PAGINATION', /exceeds the `first` limit of 100 records/],
    ['pullRequests(first: 1, after: "x") { nodes { id } }', 'INVALID_CURSOR_ARGUMENTS', /does not appear to be a valid cursor/],
    ['pullRequest(number: 9) { id }', 'NOT_FOUND', /^Could not resolve to a PullRequest with the number of 9.$/],
  ])('%s is refused', async (field, type, message) => {
    expect(await errors(`{ ${AT} { ${field} } }`)).toEqual([[type, expect.stringMatching(message)]]);
  });
});

describe('errors', () => {
  test('what is not there is null, and the rest is answered', async () => {
    const reply = await ask(`{ here: ${AT} { name } gone: repository(owner: "acme", name: "gone") { name } }`);
    expect(reply).toEqual({
      data: { here: { name: 'shop' }, gone: null },
      errors: [
        {
          type: 'NOT_FOUND',
          path: ['gone'],
          locations: [{ line: 1, column: 58 }],
          message: "Could not resolve to a Repository with the name 'acme/gone'.",
        },
      ],
    });
  });

  test('so is what the token may not see', async () => {
    github.tokens.set('pusher', { contents: 'write' });
    const query = `{ code: ${AT} { ref(qualifiedName: "main") { name } } pulls: ${AT} { pullRequest(number: 1) { id } } }`;
    expect(await ask(query, {}, 'pusher')).toMatchObject({
      data: { code: { ref: { name: 'main' } }, pulls: { pullRequest: null } },
      errors: [{ type: 'FORBIDDEN', path: ['pulls', 'pullRequest'], message: 'Resource not accessible by integration' }],
    });
    expect((await client(github, 'wrong').post('//graphql', { query })).status).toBe(401);
  });

  test('octokit reads them, below both addresses', async () => {
    for (const baseUrl of [github.url, `${github.url}/api/v3`]) {
      const { graphql } = getOctokit('good', { baseUrl });
      expect(
        await graphql(`query($owner: String!) { repository(owner: $owner, name: "shop") { id } viewer { login } }`, {
          owner: 'acme',
        }),
      ).toEqual({
        repository: { id: 'R_1' },
        viewer: { login: 'github-actions[bot]' },
      });
      await expect(graphql('{ repository(owner: "a", name: "b") { id } }')).rejects.toMatchObject({
        errors: [{ type: 'NOT_FOUND' }],
        data: { repository: null },
      });
    }
    expect(github.writes()).toEqual([]);
  });
});
