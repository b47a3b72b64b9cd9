import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../src/action/snapshot.js';
import { diskTree } from '../../src/io/disk.js';
import { commitApps } from '../../src/use/commit-apps.js';
import type { Repository as Bare } from '../github/repository.js';
import { type Standin, startStandin } from '../github/standin.js';
import { assets, bytesIn, checkOut, commitOf, seenIn, workTree } from './faces.js';
import { repositories } from './repositories.js';

/** What is seen of each repository: a `# name` line, then its apps with what they render to. UPDATE=1 writes it anew. */
const file = new URL('expected.txt', import.meta.url);
const update = process.env['UPDATE'] === '1';
const expected = new Map(
  (existsSync(file) ? readFileSync(file, 'utf8') : '').split(/^# /m).map((part): [string, string] => {
    const [name = '', ...lines] = part.trimEnd().split('\n');
    return [name, lines.join('\n')];
  }),
);
const seen = new Map<string, string>();

const TOP = mkdtempSync(join(tmpdir(), 'fairlead-tree-'));
let github: Standin;
let bare: Bare;
let snapshotOf: (commit: string) => Promise<Snapshot>;
const commits = new Map<string, string>();

beforeAll(async () => {
  github = await startStandin();
  bare = github.createRepository('acme', 'trees', {});
  for (const [i, repository] of repositories.entries()) commits.set(repository.name, commitOf(bare.dir, `case-${i}`, repository));
  workTree(join(TOP, 'work'), bare.dir);
  // The client reads where GitHub is when it is loaded.
  process.env['GITHUB_API_URL'] = github.url;
  const { connect } = await import('../../src/action/github/index.js');
  const { takeSnapshot } = await import('../../src/action/snapshot.js');
  const client = connect('good', 'acme', 'trees', { throttled: false, server: github.url });
  snapshotOf = (commit) => takeSnapshot(client, commit, [], assets, new Map());
});
afterAll(async () => {
  rmSync(TOP, { recursive: true });
  if (update) writeFileSync(file, [...seen].map(([name, lines]) => `# ${name}\n${lines}\n`).join('\n'));
  await github.close();
});

describe('disk, commit and API see the same', () => {
  test.each(repositories.map((repository, i) => ({ ...repository, i })))('$name', async (repository) => {
    const commit = commits.get(repository.name) ?? '';
    const roots = [false, true].map((full) => {
      const root = join(TOP, `${repository.i}-${full}`, 'repository');
      checkOut(root, repository, full);
      return root;
    });
    const commitTree = (await commitApps(join(TOP, 'work'), commit, [''], assets)).tree;
    const trees = [commitTree, ...roots.map(diskTree), (await snapshotOf(commit)).tree] as const;
    const lists = trees.map((tree) => tree.list('').filter((path) => path !== '.gitmodules'));
    const [first = [], ...others] = await Promise.all(trees.map(seenIn));
    for (const list of lists) expect(list).toEqual(lists[0]);
    for (const tree of trees) expect(bytesIn(tree)).toEqual(bytesIn(trees[0]));
    for (const other of others) expect(other).toEqual(first);
    seen.set(repository.name, first.join('\n'));
    if (!update) expect(seen.get(repository.name)).toBe(expected.get(repository.name));
  });
});
