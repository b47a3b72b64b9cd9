import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { historyOf } from './history.js';
import { readObjects } from './objects.js';
import { moveRef } from './ref-store.js';
import { startStandin } from './standin.js';
import { writeCommit } from './write.js';

const PATHS = ['a', 'dir/a', 'dir/b', 'dir'];
const step = fc.oneof(
  fc.record({
    branch: fc.constantFrom('main', 'one', 'two'),
    path: fc.constantFrom('a', 'dir/a', 'dir/b'),
    text: fc.constantFrom('1', '2', null),
    day: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    from: fc.constantFrom('one', 'two'),
    tree: fc.constantFrom('main', 'one', 'two'),
    day: fc.integer({ min: 1, max: 3 }),
  }),
);

test('the history of a path is the one that git picks, merges and all', async () => {
  const github = await startStandin();
  let count = 0;
  try {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const shop = github.createRepository('acme', `shop${count++}`, { a: '1', 'dir/a': '1', z: '1' });
        for (const item of steps) {
          const author = { name: 'A', email: 'a@b.example', date: `2030-01-0${item.day}T00:00:00Z` };
          if ('branch' in item) {
            shop.commit(item.branch, { [item.path]: item.text }, 'x', author);
            continue;
          }
          // A merge with the files of any branch.
          const [main, other] = [shop.resolve('main'), shop.resolve(item.from)];
          const [tree] = readObjects(shop.dir, [`${item.tree}^{tree}`]);
          if (!main || !other || main === other || !tree) continue;
          moveRef(shop.dir, 'refs/heads/main', writeCommit(shop.dir, tree.sha, [main, other], 'merge', author), main);
        }
        const tip = shop.resolve('main') ?? '';
        const theirs = (path: string) =>
          execFileSync('git', ['--git-dir', shop.dir, 'rev-list', tip, '--', path], { encoding: 'utf8' })
            .split('\n')
            .filter(Boolean);
        for (const path of PATHS) expect([path, historyOf(shop.dir, tip, path)]).toEqual([path, theirs(path)]);
      }),
      { numRuns: 10 },
    );
  } finally {
    await github.close();
  }
}, 120_000);
