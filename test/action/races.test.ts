import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { READ_ONLY } from '../github/access.js';
import { always, race, together, unprocessable } from '../github/faults.js';
import { git } from '../github/git.js';
import { isGraphql, isMutation } from '../github/graphql/serve.js';
import { followRefs } from '../github/pull-state.js';
import { dropRef } from '../github/ref-store.js';
import { DEV } from './example.js';
import { BRANCH, push, release, startWorld, type World } from './situations.js';

const APP = 'apps/web/fairlead.yaml';
const REF = `refs/heads/${BRANCH}`;
const MOVE = /^PATCH .*\/git\/refs\//;
const RETELL = /^PATCH .*\/pulls\//;

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.github.close());

const titles = () => world.repository.pulls.map(({ title, state }) => [state, title.replace(/.*→ /, '')]);
const edit = (file: string, from: string | RegExp, to: string) =>
  world.repository.commit('main', { [file]: world.repository.read('main', file)?.replace(from, to) ?? null });
/** The lines that a pull request of the branch shows as added. */
const added = () =>
  git(world.repository.dir, ['diff', '--unified=0', `main...${REF}`])
    .split('\n')
    .filter((line) => /^\+(?!\+)/.test(line));

describe('between what is read and what is written', () => {
  beforeEach(async () => void (await world.run(release('v1.1.0'))));

  test.each(['rest', 'graphql'])('a person pushes to the branch: it is left alone (%s)', async (mode) => {
    const { repository, github } = world;
    github.fault = race(
      (asked) => (mode === 'rest' ? MOVE.test(`${asked.method} ${asked.path}`) : isGraphql(asked) && isMutation(asked.body)),
      () => void repository.commit(BRANCH, { 'notes.txt': 'mine' }, 'a person was here'),
    );
    const { code, stdout } = await world.run({ ...release('v1.2.0'), inputs: { 'commit-mode': mode } });
    expect([code, repository.read(BRANCH, 'notes.txt')]).toEqual([0, 'mine']);
    expect(repository.read(BRANCH, DEV)).toContain('v1.1.0');
    expect(stdout).toContain('holds work that Fairlead did not do');
    expect(repository.comments).toHaveLength(1);
  });

  test('the base moves', async () => {
    world.github.fault = race(MOVE, () => void edit('apps/web/environments/prod.yaml', 'minReplicas: 3', 'minReplicas: 4'));
    expect((await world.run(release('v1.2.0'))).code).toBe(0);
    expect([titles(), added()]).toEqual([[['open', 'v1.2.0']], [expect.stringContaining('tag: v1.2.0')]]);
  });

  test('a person closes the pull request: that tag is declined, the next gets a pull request of its own', async () => {
    const { repository, github } = world;
    github.fault = race(RETELL, () => {
      for (const pull of repository.pulls) pull.state = 'closed';
    });
    expect((await world.run(release('v1.2.0'))).code).toBe(0);
    expect(titles()).toEqual([
      ['closed', 'v1.1.0'],
      ['open', 'v1.2.0'],
    ]);
    expect(repository.pulls[0]?.body).toContain('tag=v1.1.0 -->');
  });

  test('it is merged before the branch moves: the next gets a pull request of its own', async () => {
    world.github.fault = race(MOVE, () => void world.repository.merge(1));
    expect((await world.run(release('v1.2.0'))).code).toBe(0);
    expect(titles()).toEqual([
      ['closed', 'v1.1.0'],
      ['open', 'v1.2.0'],
    ]);
    expect(added()).toEqual([expect.stringContaining('tag: v1.2.0')]);
  });

  test('it is merged after the branch moved: the newer tag is in, it says so, and the run goes on', async () => {
    world.github.fault = race(RETELL, () => void world.repository.merge(1));
    expect((await world.run(release('v1.2.0'))).code).toBe(0);
    expect([titles(), world.repository.read('main', DEV)]).toEqual([
      [
        ['closed', 'v1.2.0'],
        ['open', 'v1.2.0'],
      ],
      expect.stringContaining('v1.2.0'),
    ]);
    expect(world.repository.pulls[1]?.head).toBe('fairlead/web/staging');
  });

  test.each(['rest', 'graphql'])('the branch is deleted: it is made anew (%s)', async (mode) => {
    const { repository, github } = world;
    github.fault = race(
      (asked) => (mode === 'rest' ? MOVE.test(`${asked.method} ${asked.path}`) : isGraphql(asked) && isMutation(asked.body)),
      () => {
        dropRef(repository.dir, REF, repository.refs().get(REF) ?? '');
        followRefs(repository);
      },
    );
    expect((await world.run({ ...release('v1.2.0'), inputs: { 'commit-mode': mode } })).code).toBe(0);
    expect(titles()).toEqual([
      ['closed', 'v1.1.0'],
      ['open', 'v1.2.0'],
    ]);
  });

  test('another run brings a newer tag before this one closes the pull request: it stays open', async () => {
    const { repository, github } = world;
    edit(DEV, 'v1.0.0', 'v1.1.0');
    let newer: Promise<unknown> = Promise.resolve();
    let told = false;
    github.fault = (asked) => {
      if (told || !RETELL.test(`${asked.method} ${asked.path}`)) return undefined;
      told = true;
      newer = world.run(release('v1.2.0'));
      return { delay: 8000 };
    };
    expect((await world.run({ ...push, inputs: { environment: 'dev' } })).code).toBe(0);
    await newer;
    expect([titles(), repository.read(BRANCH, DEV)]).toEqual([[['open', 'v1.2.0']], expect.stringContaining('v1.2.0')]);
  });
});

describe('GitHub refuses for good', () => {
  test.each([
    ['a branch, by a rule', /^POST .*\/git\/refs$/, 'Repository rule violations found', 1],
    ['a pull request', /^POST .*\/pulls$/, 'Validation Failed', 2],
  ])('%s: not tried again and again, then its words', async (_, match, words, most) => {
    world.github.fault = always(match, unprocessable(words));
    const { code, stdout, outputs, summary } = await world.run(release('v1.1.0'));
    const tries = world.github.requests.filter(({ method, path }) => match.test(`${method} ${path}`)).length;
    expect([code, tries]).toEqual([1, most]);
    expect(stdout.match(/^::error.*/gm)).toEqual([expect.stringContaining(words), '::error::Fairlead found 1 error']);
    expect([outputs['plan'], summary]).toEqual([expect.stringContaining('v1.1.0'), expect.stringContaining('v1.1.0')]);
  });

  test('commits that nobody signed: the mode that signs them is named', async () => {
    const words = 'Repository rule violations found\n\nCommits must have verified signatures.\n\n';
    world.github.fault = always(/^POST .*\/git\/refs$/, unprocessable(words));
    const { code, stdout } = await world.run(release('v1.1.0'));
    expect([code, stdout]).toEqual([1, expect.stringMatching(/::error.*verified signatures.*`commit-mode: graphql`/)]);
  });

  test('a token that may only read: the plan is there, and one error', async () => {
    world.github.tokens.set('good', READ_ONLY);
    const { code, stdout, outputs, summary } = await world.run(release('v1.1.0'));
    expect([code, stdout.match(/^::error/gm)?.length]).toEqual([1, 2]);
    expect(stdout).toContain('v1.0.0 → v1.1.0');
    expect([JSON.parse(outputs['plan'] ?? '')[0].action, summary]).toEqual(['bump', expect.stringContaining('v1.1.0')]);
  });

  test('drafts: an ordinary pull request, and a warning', async () => {
    edit(APP, 'from: release }', 'from: release, draft: true }');
    world.github.fault = always(
      ({ method, path, body }) => method === 'POST' && path.endsWith('/pulls') && body['draft'] === true,
      unprocessable('Draft pull requests are not supported in this repository.'),
    );
    const { code, stdout } = await world.run(release('v1.1.0'));
    expect([code, world.repository.pulls.map(({ draft }) => draft)]).toEqual([0, [false]]);
    expect(stdout).toMatch(/::warning.*is not a draft/);
  });
});

describe('what was there before', () => {
  test.each(['merge', 'squash', 'rebase'] as const)(
    'a pull request merged by %s, its branch left: the next is of one line',
    async (method) => {
      await world.run(release('v1.1.0'));
      world.repository.merge(1, { method });
      expect((await world.run(release('v1.2.0'))).code).toBe(0);
      expect([titles(), added()]).toEqual([
        [
          ['closed', 'v1.1.0'],
          ['open', 'v1.2.0'],
        ],
        [expect.stringContaining('tag: v1.2.0')],
      ]);
    },
  );
});

describe('merging by itself', () => {
  beforeEach(() => void edit(APP, 'from: release }', 'from: release, autoMerge: squash }'));

  test('waits for the checks where there are some', async () => {
    world.repository.autoMergeAllowed = true;
    world.repository.requiredChecks.add('test');
    expect((await world.run(release('v1.1.0'))).code).toBe(0);
    expect(world.repository.pulls[0]?.autoMerge?.method).toBe('squash');
  });

  test('is done at once where there is nothing to wait for', async () => {
    world.repository.autoMergeAllowed = true;
    expect((await world.run(release('v1.1.0'))).code).toBe(0);
    expect(world.repository.read('main', DEV)).toContain('v1.1.0');
  });

  test('that is not allowed is a warning', async () => {
    world.repository.requiredChecks.add('test');
    const { code, stdout } = await world.run(release('v1.1.0'));
    expect([code, world.repository.pulls[0]?.state]).toEqual([0, 'open']);
    expect(stdout).toMatch(/::warning.*Auto merge is not allowed/);
  });

  test('by the queue', async () => {
    edit(APP, 'autoMerge: squash', 'autoMerge: queue');
    world.repository.mergeQueue = true;
    expect((await world.run(release('v1.1.0'))).code).toBe(0);
    expect(world.repository.pulls[0]?.queuedAt).not.toBeNull();
  });
});

test('a repository of manifests beside that of the application, at a GitHub Enterprise Server', async () => {
  const { github, repository } = world;
  github.createRepository('acme', 'app', { 'README.md': 'an application' });
  const result = await world.run({
    ...release('v1.1.0'),
    url: `${github.url}/api/v3`,
    repository: 'acme/app',
    inputs: { repository: 'acme/shop' },
  });
  expect([result.code, titles(), repository.read(BRANCH, DEV)]).toEqual([
    0,
    [['open', 'v1.1.0']],
    expect.stringContaining('v1.1.0'),
  ]);
  expect(github.requests.some(({ path }) => path.startsWith('/repos/acme/app'))).toBe(false);
});

test('limits of GitHub are waited out', async () => {
  const { github, repository } = world;
  github.fault = together(
    race('POST /pulls', () => {}),
    (asked, i) =>
      asked.path.endsWith('/git/trees') && i < 8
        ? { status: 403, body: { message: 'You have exceeded a secondary rate limit.' }, headers: { 'retry-after': '1' } }
        : undefined,
  );
  const { code } = await world.run({ ...release('v1.1.0'), throttled: true });
  expect([code, repository.pulls.length]).toEqual([0, 1]);
}, 60_000);
