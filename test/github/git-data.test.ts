import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { at } from '../../src/core/base/json.js';
import { type Client, client, said } from './client.js';
import type { Repository } from './repository.js';
import { type Standin, startStandin } from './standin.js';

let github: Standin;
let shop: Repository;
let api: Client;
let main: string;

beforeAll(async () => {
  github = await startStandin();
  github.tokens.set('mona', { contents: 'write', user: 'mona' });
  api = client(github);
  shop = github.createRepository('acme', 'shop', { 'a/one.txt': 'one\n', 'a/b/two.txt': 'two\n', 'top.txt': 'top\n' });
  main = shop.resolve('main') ?? '';
});
afterAll(() => github.close());

const git = (...args: string[]) => execFileSync('git', ['--git-dir', shop.dir, ...args], { encoding: 'utf8' }).trim();
const listed = (tree: string) =>
  git('ls-tree', '-r', tree)
    .split('\n')
    .map((line) => line.replace(/ [0-9a-f]{40}\t/, ' '));
const plant = async (tree: readonly object[], base: string | undefined = main) =>
  api.post('/git/trees', { ...(base === '' ? {} : { base_tree: base }), tree });

describe('trees', () => {
  test('on a base: inline content, an object, another mode, a folder moved, a file taken away', async () => {
    const blob = git('rev-parse', 'main:top.txt');
    const folder = git('rev-parse', 'main:a/b');
    const reply = await plant([
      { path: 'a/one.txt', mode: '100755', type: 'blob', content: 'ünï "x"\n' },
      { path: 'copy of "top".txt', mode: '100644', type: 'blob', sha: blob },
      { path: 'link', mode: '120000', type: 'blob', content: 'top.txt' },
      { path: 'moved', mode: '040000', type: 'tree', sha: folder },
      { path: 'a/b/two.txt', mode: '100644', type: 'blob', sha: null },
    ]);
    expect(reply.status).toBe(201);
    const sha = said(reply, 'sha');
    expect(listed(sha)).toEqual([
      '100755 blob a/one.txt',
      '100644 blob "copy of \\"top\\".txt"',
      '120000 blob link',
      '100644 blob moved/two.txt',
      '100644 blob top.txt',
    ]);
    expect(git('cat-file', 'blob', `${sha}:a/one.txt`)).toBe('ünï "x"');
    expect(git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  });

  test('without a base, and where a file becomes a folder', async () => {
    expect(listed(said(await plant([{ path: 'x/y', mode: '100644', content: 'y' }], ''), 'sha'))).toEqual(['100644 blob x/y']);
    const reply = await plant([{ path: 'top.txt/deep', mode: '100644', content: 'd' }]);
    expect(listed(said(reply, 'sha'))).toContain('100644 blob top.txt/deep');
  });

  test.each([
    ['takes away what is not there', { path: 'none', mode: '100644', sha: null }, 'GitRPC::BadObjectState'],
    ['names an object that is not there', { path: 'x', mode: '100644', sha: '1'.repeat(40) }, 'GitRPC::BadObjectState'],
    ['says neither content nor object', { path: 'x', mode: '100644' }, /^Must supply either tree.sha or tree.content/],
    ['leaves the tree', { path: '../x', mode: '100644', content: '' }, 'tree.path contains a malformed path component'],
  ])('an entry that %s is refused', async (_, entry, message) => {
    const reply = await plant([entry]);
    expect([reply.status, said(reply, 'message')]).toEqual([422, expect.stringMatching(message)]);
  });

  test('are listed as git has them, by commit, tree or branch', async () => {
    const reply = await api.get('/git/trees/main?recursive=1');
    expect(said(reply, 'sha')).toBe(git('rev-parse', 'main^{tree}'));
    expect(at(reply.body, ['tree'])).toMatchObject([
      { path: 'a', mode: '040000', type: 'tree' },
      { path: 'a/b', type: 'tree' },
      { path: 'a/b/two.txt', mode: '100644', type: 'blob', size: 4, sha: git('rev-parse', 'main:a/b/two.txt') },
      { path: 'a/one.txt' },
      { path: 'top.txt' },
    ]);
    expect(at((await api.get(`/git/trees/${main}`)).body, ['tree'])).toHaveLength(2);
    expect((await api.get('/git/trees/none')).status).toBe(404);
  });
});

describe('blobs', () => {
  test('keep bytes, and come back in lines of base64', async () => {
    const bytes = Buffer.from([...Array(200).keys()].map((i) => (i * 7) % 256));
    const made = await api.post('/git/blobs', { content: bytes.toString('base64'), encoding: 'base64' });
    const sha = said(made, 'sha');
    expect(execFileSync('git', ['--git-dir', shop.dir, 'cat-file', 'blob', sha])).toEqual(bytes);
    const reply = await api.get(`/git/blobs/${sha}`);
    expect(reply.body).toMatchObject({ sha, size: 200, encoding: 'base64' });
    expect(said(reply, 'content').split('\n')[0]).toHaveLength(60);
    expect(Buffer.from(said(reply, 'content'), 'base64')).toEqual(bytes);
    expect((await api.get(`/git/blobs/${'1'.repeat(40)}`)).status).toBe(404);
  });
});

describe('commits', () => {
  const tree = () => git('rev-parse', 'main^{tree}');

  test('without an author are of the bot, and verified', async () => {
    const reply = await api.post('/git/commits', { message: 'subject\n\nTrailer: x\n', tree: tree(), parents: [main] });
    const sha = said(reply, 'sha');
    expect(git('show', '-s', '--format=%an|%ae|%P', sha)).toBe(
      `github-actions[bot]|41898282+github-actions[bot]@users.noreply.github.com|${main}`,
    );
    expect(git('cat-file', 'commit', sha)).toMatch(/\n\nsubject\n\nTrailer: x$/);
    const read = await api.get(`/git/commits/${sha}`);
    expect(read.body).toEqual(reply.body);
    expect(read.body).toMatchObject({ message: 'subject\n\nTrailer: x\n', verification: { verified: true } });
  });

  test('with an author, or of a person, are not verified', async () => {
    const author = { name: 'Ada', email: 'ada@example.com', date: '2024-05-01T10:00:00Z' };
    const reply = await api.post('/git/commits', { message: 'm', tree: tree(), parents: [], author });
    expect(reply.body).toMatchObject({ author, committer: author, parents: [], verification: { verified: false } });
    const own = await client(github, 'mona').post('/git/commits', { message: 'm', tree: tree(), parents: [main] });
    expect(own.body).toMatchObject({ author: { name: 'mona' }, verification: { verified: false } });
  });

  test('need a tree and parents that are there', async () => {
    const refused = async (body: object) => said(await api.post('/git/commits', { message: 'm', ...body }), 'message');
    expect(await refused({ tree: main })).toBe('Tree SHA does not exist');
    expect(await refused({ tree: tree(), parents: [tree()] })).toBe('Parent SHA does not exist or is not a commit object');
    expect((await api.get(`/git/commits/${tree()}`)).status).toBe(404);
  });
});
