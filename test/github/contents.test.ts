import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at } from '../../src/core/base/json.js';
import { type Client, client, said } from './client.js';
import type { Repository } from './repository.js';
import { type Standin, startStandin } from './standin.js';

let github: Standin;
let shop: Repository;
let api: Client;

beforeAll(async () => {
  github = await startStandin();
  api = client(github);
  shop = github.createRepository('acme', 'shop', { 'dir/é x.txt': 'one\n', 'dir/sub/two.txt': 'two\n', 'top.txt': 'top\n' });
  shop.commit('next', { 'top.txt': 'next\n', 'large.bin': 'x'.repeat((1 << 20) + 1) });
});
afterAll(() => github.close());

test('a file comes as base64, or raw; of a ref, else of the default branch', async () => {
  const { body } = await api.get(`/contents/dir/${encodeURIComponent('é x.txt')}`);
  expect(body).toMatchObject({
    type: 'file',
    name: 'é x.txt',
    path: 'dir/é x.txt',
    size: 4,
    encoding: 'base64',
    content: 'b25lCg==',
  });
  const next = await api.get('/contents/top.txt?ref=next');
  expect(Buffer.from(said(next, 'content'), 'base64').toString()).toBe('next\n');
  const raw = await api.call('GET', '/contents/top.txt', undefined, { accept: 'application/vnd.github.raw+json' });
  expect([raw.status, raw.body]).toEqual([200, 'top\n']);
});

test('a folder comes as a list, the root too', async () => {
  expect((await api.get('/contents/dir')).body).toMatchObject([
    { type: 'dir', path: 'dir/sub', download_url: null },
    { type: 'file', path: 'dir/é x.txt', size: 4 },
  ]);
  for (const root of ['/contents', '/contents/'])
    expect((await api.get(root)).body).toMatchObject([{ path: 'dir' }, { path: 'top.txt' }]);
});

test('a link says where it points, a large file is left out', async () => {
  const base_tree = shop.resolve('next') ?? '';
  const tree = [{ path: 'dir/link', mode: '120000', content: '../top.txt' }];
  const { body } = await api.post('/git/trees', { base_tree, tree });
  const made = await api.post('/git/commits', { message: 'link', tree: at(body, ['sha']), parents: [base_tree] });
  await api.post('/git/refs', { ref: 'refs/heads/linked', sha: said(made, 'sha') });
  expect((await api.get('/contents/dir/link?ref=linked')).body).toMatchObject({ type: 'symlink', target: '../top.txt' });
  expect((await api.get('/contents/large.bin?ref=next')).body).toMatchObject({ encoding: 'none', content: '', size: 1_048_577 });
});

test('what is not there is not found', async () => {
  expect(said(await api.get('/contents/none.txt'), 'message')).toBe('Not Found');
  expect(said(await api.get('/contents/top.txt?ref=none'), 'message')).toBe('No commit found for the ref none');
  expect((await api.get(`/contents/top.txt${encodeURIComponent('\nmain:dir')}`)).status).toBe(404);
});
