import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { git } from '../github/git.js';
import { isoTime } from '../github/objects.js';
import { followRefs } from '../github/pull-state.js';
import { moveRef } from '../github/ref-store.js';
import { type Change, writeCommit, writeTree } from '../github/write.js';
import { DEV } from './example.js';
import { BRANCH, release, startWorld, type World } from './situations.js';

const REF = `refs/heads/${BRANCH}`;
const BOT = { name: 'github-actions[bot]', email: '41898282+github-actions[bot]@users.noreply.github.com' };
const MONA = { name: 'Mona', email: 'mona@example.com' };

let world: World;
let back: () => void;
beforeAll(async () => {
  world = await startWorld();
  await world.run(release('v1.1.0'));
  back = world.keep();
});
beforeEach(() => back());
afterAll(() => world.github.close());

const tip = () => world.repository.resolve(REF) ?? '';
const main = () => world.repository.resolve('main') ?? '';
const dev = (ref = REF) => world.repository.read(ref, DEV) ?? '';
const ours = () => world.repository.log(REF)[0]?.message ?? '';

interface How {
  readonly on?: string;
  readonly parents?: readonly string[];
  readonly message?: string;
  readonly by?: typeof MONA;
}

/** A commit of whatever kind, pushed by force. Without `on`, its files are those of the branch. */
function push(changes: readonly Change[], { on = tip(), parents = [tip()], message = 'mine', by = MONA }: How = {}): void {
  const { dir } = world.repository;
  const person = { ...by, date: isoTime(Date.now()) };
  const tree = writeTree(dir, git(dir, ['rev-parse', `${on}^{tree}`]), changes);
  moveRef(dir, REF, writeCommit(dir, tree, parents, message, person, person), tip());
  followRefs(world.repository);
}

const moveMain = (changes: Readonly<Record<string, string>>) =>
  world.repository.commit('main', changes, 'a change beside the tag');
const last = (text: string, line: string) => `${text.trimEnd()}\n${line}\n`;

describe('what people did is left alone, and the pull request says so once', () => {
  test.each<readonly [string, () => void]>([
    ['a file beside', () => push([{ path: 'notes.txt', content: 'mine' }])],
    [
      'our commit amended, with our name and message',
      () => push([{ path: 'notes.txt', content: 'mine' }], { parents: [main()], message: ours(), by: BOT }),
    ],
    [
      'our tag amended to another one',
      () => push([{ path: DEV, content: dev().replace('v1.1.0', 'v1.1.1') }], { parents: [main()], message: ours(), by: BOT }),
    ],
    [
      'a commit of theirs amended to look like ours',
      () => {
        const message = ours();
        push([{ path: 'notes.txt', content: 'mine' }]);
        push([{ path: 'notes.txt', content: 'mine too' }], {
          parents: [`${git(world.repository.dir, ['rev-parse', `${REF}^`])}`],
          message,
          by: BOT,
        });
      },
    ],
    [
      'a merge of the base with an edit',
      () => {
        const other = moveMain({ 'README.md': 'new' });
        push([{ path: 'README.md', content: 'new, and mine' }], {
          parents: [tip(), other],
          message: `Merge branch 'main' into ${BRANCH}`,
        });
      },
    ],
    [
      'a commit before a hundred others that look like ours',
      () => {
        const message = ours();
        push([{ path: 'notes.txt', content: 'mine' }]);
        const { dir } = world.repository;
        const bot = { ...BOT, date: isoTime(Date.now()) };
        const tree = git(dir, ['rev-parse', `${REF}^{tree}`]);
        let newest = tip();
        for (let i = 0; i < 110; i++) newest = writeCommit(dir, tree, [newest], message, bot, bot);
        moveRef(dir, REF, newest, tip());
        followRefs(world.repository);
      },
    ],
    ['a forced push of something else', () => push([{ path: 'notes.txt', content: 'mine' }], { on: main(), parents: [main()] })],
    ['another line of the file that we edit', () => push([{ path: DEV, content: last(dev(), '# mine') }])],
    ['a mode', () => push([{ path: DEV, content: dev(), mode: '100755' }])],
    ['a file taken away', () => push([{ path: DEV }])],
    ['a file under another name', () => push([{ path: DEV }, { path: 'dev.yaml', content: dev() }])],
    ['our edit taken back', () => push([{ path: DEV, content: dev('main') }], { message: 'Revert "Promote"' })],
    [
      'a suggestion that was committed',
      () =>
        push([{ path: DEV, content: dev().replace('v1.1.0', 'v1.1.1') }], {
          message: 'Apply suggestion\n\nCo-authored-by: x <x@y>',
        }),
    ],
    [
      'a line of their own, once the base was merged into it',
      () => {
        const other = moveMain({ [DEV]: last(dev('main'), '# base') });
        push([{ path: DEV, content: last(last(dev(), '# base'), '# mine') }], { parents: [tip(), other] });
      },
    ],
  ])('%s', async (_, act) => {
    act();
    const [before, files] = [tip(), git(world.repository.dir, ['ls-tree', '-r', REF])];
    for (let i = 0; i < 2; i++) {
      const { code, stdout } = await world.run(release('v1.2.0'));
      expect([code, stdout]).toEqual([0, expect.stringContaining('holds work that Fairlead did not do')]);
    }
    expect([tip(), git(world.repository.dir, ['ls-tree', '-r', REF])]).toEqual([before, files]);
    expect(world.repository.comments.map(({ issue }) => issue)).toEqual([1]);
  });
});

describe('what GitHub does to our branch does not stop us', () => {
  test.each<readonly [string, () => void]>([
    ['a commit without a change', () => push([], { message: 'trigger the checks' })],
    ['a message amended', () => push([], { parents: [main()], message: `Better words\n\n${ours()}` })],
    [
      'the base merged into it',
      () => {
        const other = moveMain({ 'README.md': 'new' });
        push([{ path: 'README.md', content: 'new' }], { parents: [tip(), other], message: `Merge branch 'main' into ${BRANCH}` });
      },
    ],
    [
      'the base merged into it, with changes of the same file',
      () => {
        const other = moveMain({ [DEV]: last(dev('main'), '# base') });
        push([{ path: DEV, content: last(dev(), '# base') }], { parents: [tip(), other] });
      },
    ],
    [
      'rebased onto the base',
      () => {
        const other = moveMain({ 'README.md': 'new' });
        push([{ path: DEV, content: dev() }], { on: other, parents: [other], message: ours() });
      },
    ],
  ])('%s', async (_, act) => {
    act();
    const before = tip();
    expect((await world.run(release('v1.2.0'))).code).toBe(0);
    expect([dev(), world.repository.comments]).toEqual([expect.stringContaining('v1.2.0'), []]);
    expect(git(world.repository.dir, ['merge-base', before, REF])).toBe(before);
  });
});
