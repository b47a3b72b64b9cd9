import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { at } from '../../src/core/base/json.js';
import { type Client, client, said } from './client.js';
import type { Repository } from './repository.js';
import { type Standin, startStandin } from './standin.js';

let github: Standin;
let shop: Repository;
let api: Client;
let first: string;
let second: string;

beforeEach(async () => {
  github = await startStandin();
  api = client(github);
  shop = github.createRepository('acme', 'shop', { 'a.txt': '1' });
  first = shop.resolve('main') ?? '';
  second = shop.commit('next/a', { 'a.txt': '2' });
});
afterEach(() => github.close());

const answer = async (method: string, path: string, body: object) => {
  const reply = await api.call(method, path, body);
  return [reply.status, said(reply, 'message')];
};
const create = (ref: string, sha: string) => answer('POST', '/git/refs', { ref, sha });
const move = (ref: string, sha: string, force = false) => answer('PATCH', `/git/refs/${ref}`, { sha, force });

test('a ref is made once, of an object that is there, with a name that git takes', async () => {
  const made = await api.post('/git/refs', { ref: 'refs/heads/fairlead/web/dev', sha: first });
  expect([made.status, made.body]).toMatchObject([201, { ref: 'refs/heads/fairlead/web/dev', object: { sha: first } }]);
  expect(shop.resolve('fairlead/web/dev')).toBe(first);
  expect(await create('refs/heads/fairlead/web/dev', second)).toEqual([422, 'Reference already exists']);
  expect(await create('refs/heads/x', '1'.repeat(40))).toEqual([422, 'Object does not exist']);
  expect(await create('refs/heads/x', 'main')).toEqual([422, expect.stringContaining('exactly 40 characters')]);
  expect(await create('heads/x', first)).toEqual([422, expect.stringContaining("start with 'refs/'")]);
  expect(await create('refs/heads/a..b', first)).toEqual([422, 'refs/heads/a..b is not a valid ref name.']);
  expect(await create('refs/heads/main/below', first)).toEqual([422, 'Reference update failed']);
  expect([...shop.refs().keys()]).toEqual(['refs/heads/fairlead/web/dev', 'refs/heads/main', 'refs/heads/next/a']);
});

test('a ref moves forward, and elsewhere only by force', async () => {
  expect((await api.call('PATCH', '/git/refs/heads/main', { sha: second })).body).toMatchObject({ object: { sha: second } });
  expect(await move('heads/main', first)).toEqual([422, 'Update is not a fast forward']);
  expect(shop.resolve('main')).toBe(second);
  expect((await move('heads%2Fmain', first, true))[0]).toBe(200);
  expect(shop.resolve('main')).toBe(first);
  expect(await move('heads/none', first)).toEqual([422, 'Reference does not exist']);
  expect(await move('heads/main', '1'.repeat(40), true)).toEqual([422, 'Object does not exist']);
});

test('refs are found by their whole name, or by how they begin', async () => {
  shop.tag('v1', first);
  expect((await api.get('/git/ref/heads%2Fnext%2Fa')).body).toMatchObject({ ref: 'refs/heads/next/a', object: { sha: second } });
  expect((await api.get('/git/ref/tags/v1')).body).toMatchObject({ object: { sha: first } });
  expect((await api.get('/git/ref/heads/next')).status).toBe(404);
  const matching = (await api.get('/git/matching-refs/heads/ne')).body;
  expect(matching).toMatchObject([{ ref: 'refs/heads/next/a' }]);
  expect((await api.get('/git/matching-refs/heads/none')).body).toEqual([]);
  expect((await api.get('/branches/next%2Fa')).body).toMatchObject({ name: 'next/a', commit: { sha: second } });
  expect(said(await api.get('/branches/none'), 'message')).toBe('Branch not found');
});

test('a ref is taken away once', async () => {
  expect((await api.call('DELETE', '/git/refs/heads/next/a')).status).toBe(204);
  expect(shop.resolve('next/a')).toBeUndefined();
  expect(await answer('DELETE', '/git/refs/heads/next/a', {})).toEqual([422, 'Reference does not exist']);
});

test('of two that move a branch at once from the same commit, one is told', async () => {
  const [left, right] = [shop.commit('left', { l: '1' }), shop.commit('right', { r: '1' })];
  const results = await Promise.all([move('heads/main', left), move('heads/main', right)]);
  expect(results.map(([status]) => status).toSorted()).toEqual([200, 422]);
  expect(results.flat()).toContain('Update is not a fast forward');
  expect([left, right]).toContain(shop.resolve('main'));
});

test('commits are listed by ref and path, and compared with what they have in common', async () => {
  shop.commit('main', { 'b.txt': 'b\n' }, 'base goes on', {
    name: 'Ada',
    email: 'ada@example.com',
    date: '2024-05-01T10:00:00Z',
  });
  const third = shop.commit('next/a', { 'c d.txt': 'c\n', 'a.txt': null }, 'third');
  const shas = async (query: string) => (await api.get(`/commits?${query}`)).body;
  expect(await shas('sha=next/a&per_page=2')).toMatchObject([{ sha: third }, { sha: second }]);
  expect(await shas('sha=next/a&path=a.txt')).toHaveLength(3);
  expect(await shas('path=b.txt')).toMatchObject([
    { author: null, commit: { message: 'base goes on', committer: { name: 'Ada', date: '2024-05-01T10:00:00Z' } } },
  ]);
  expect((await api.get('/commits?sha=none')).status).toBe(404);
  const compared = (await api.get('/compare/main...next%2Fa')).body;
  expect(compared).toMatchObject({
    status: 'diverged',
    ahead_by: 2,
    behind_by: 1,
    total_commits: 2,
    merge_base_commit: { sha: first },
  });
  expect(at(compared, ['commits'])).toMatchObject([{ sha: second }, { sha: third }]);
  expect(at(compared, ['files'])).toMatchObject([
    { filename: 'a.txt', status: 'removed', deletions: 1 },
    { filename: 'c d.txt', status: 'added', additions: 1, patch: '@@ -0,0 +1 @@\n+c' },
  ]);
  expect((await api.get('/compare/main...main')).body).toMatchObject({ status: 'identical', commits: [], files: [] });
  expect((await api.get('/compare/main...none')).status).toBe(404);
});

test('a commit alone has its files, with renames, binary files and modes', async () => {
  const text = 'line\n'.repeat(20);
  shop.commit('main', { 'old.txt': text, bin: 'a\0b' });
  const sha = shop.commit('main', {
    'old.txt': null,
    'neu/é.txt': `${text}more\n`,
    bin: 'a\0c',
    'z.txt': 'diff --git a/x b/x\n',
  });
  const { body } = await api.get('/commits/main');
  expect(body).toMatchObject({ sha, stats: { total: 2, additions: 2, deletions: 0 } });
  const files = at(body, ['files']);
  expect(files).toMatchObject([
    { filename: 'bin', status: 'modified', changes: 0 },
    { filename: 'neu/é.txt', status: 'renamed', previous_filename: 'old.txt', additions: 1 },
    { filename: 'z.txt', status: 'added', patch: '@@ -0,0 +1 @@\n+diff --git a/x b/x' },
  ]);
  expect(at(files, [0, 'patch'])).toBeUndefined();
  expect((await api.get('/commits/none')).status).toBe(422);
  expect(said(await api.get(`/commits/${first}`), 'files', 0, 'status')).toBe('added');
});
