import { getOctokit } from '@actions/github';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { client } from './client.js';
import { memoryOf } from './memory.js';
import type { Repository } from './repository.js';
import { type Standin, startStandin } from './standin.js';

const FILES = Array.from({ length: 5000 }, (_, i) => `apps/a${Math.floor(i / 4)}/f${i % 4}.yaml`);
let github: Standin;
let shop: Repository;

beforeAll(async () => {
  github = await startStandin();
  shop = github.createRepository('acme', 'shop', Object.fromEntries(FILES.map((path) => [path, `# ${path}\n`.repeat(100)])));
});
afterAll(() => github.close());

/** How many processes of git something takes. */
async function processes<T>(what: () => Promise<T>): Promise<readonly [T, number]> {
  const before = memoryOf(shop.dir).processes;
  return [await what(), memoryOf(shop.dir).processes - before];
}

const ask = (fields: string) =>
  client(github).post('//graphql', { query: `{ repository(owner: "acme", name: "shop") { ${fields} } }` });
const aliases = (field: (path: string) => string, paths: readonly string[]) =>
  paths.map((path, i) => `f${i}: ${field(path)}`).join(' ');

test('a tree of 5,000 files is listed once for any number of clients', async () => {
  const { git } = getOctokit('good', { baseUrl: github.url }).rest;
  const list = () => git.getTree({ owner: 'acme', repo: 'shop', tree_sha: 'main', recursive: '1' });
  const [first, cold] = await processes(list);
  expect(first.data.tree.filter(({ type }) => type === 'blob')).toHaveLength(5000);
  const [, warm] = await processes(() => Promise.all(Array.from({ length: 20 }, list)));
  expect([cold <= 3, warm]).toEqual([true, 0]);
});

test('400 blobs, or the histories of 400 files, take no process each', async () => {
  const blobs = aliases((path) => `object(expression: "main:${path}") { ... on Blob { text } }`, FILES.slice(0, 400));
  const [reply, cold] = await processes(() => ask(blobs));
  expect(reply.body).toMatchObject({ data: { repository: { f399: { text: expect.stringContaining('# apps/a99/f3.yaml') } } } });
  const dates = aliases((path) => `history(first: 1, path: "${path}") { nodes { oid } }`, FILES.slice(0, 400));
  const [histories, walked] = await processes(() => ask(`object(expression: "main") { ... on Commit { ${dates} } }`));
  expect(histories.body).toMatchObject({
    data: { repository: { object: { f399: { nodes: [{ oid: shop.resolve('main') }] } } } },
  });
  const [, again] = await processes(() => ask(blobs));
  expect([cold <= 2, walked <= 3, again <= 1]).toEqual([true, true, true]);
});

test('of many clients that move one branch from one commit, one succeeds', async () => {
  const head = shop.resolve('main') ?? '';
  const query = 'mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }';
  const commit = (i: number) =>
    getOctokit('good', { baseUrl: github.url }).graphql(query, {
      input: {
        branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'main' },
        expectedHeadOid: head,
        message: { headline: `run ${i}` },
        fileChanges: { additions: [{ path: 'x', contents: Buffer.from(String(i)).toString('base64') }] },
      },
    });
  const results = await Promise.allSettled(Array.from({ length: 40 }, (_, i) => commit(i)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const stale = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.errors[0].type] : []));
  expect(new Set(stale)).toEqual(new Set(['STALE_DATA']));
  expect(shop.log('main')).toHaveLength(2);
});
