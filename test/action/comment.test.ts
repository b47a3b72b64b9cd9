import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { READ_WRITE } from '../github/access.js';
import type { Repository } from '../github/repository.js';
import { reviewComments } from '../github/review-comments.js';
import { type Standin, startStandin } from '../github/standin.js';
import { DEV, exampleFiles, pullRequest } from './example.js';
import { runAction } from './harness.js';

let github: Standin;
let repository: Repository;
const BRANCH = 'change';

beforeEach(async () => {
  github = await startStandin();
  github.tokens.set('mona', { ...READ_WRITE, user: 'mona' });
  repository = github.createRepository('acme', 'shop', exampleFiles());
  tag('v1.5.0');
  await api('/pulls', { title: 'Change', head: BRANCH, base: 'main' });
});
afterEach(() => github.close());

const tag = (to: string) => repository.commit(BRANCH, { [DEV]: repository.read('main', DEV)?.replace('v1.0.0', to) ?? null });
const api = (path: string, body: object) =>
  fetch(`${github.url}/repos/acme/shop${path}`, {
    method: 'POST',
    headers: { authorization: 'token mona' },
    body: JSON.stringify(body),
  });
const head = () => repository.resolve(BRANCH) ?? '';
const preview = (inputs: Record<string, string> = {}, commit = head(), action = 'synchronize') =>
  runAction({
    url: github.url,
    repository: 'acme/shop',
    event: 'pull_request',
    payload: { ...pullRequest(1, repository.resolve('main') ?? '', commit), action },
    inputs,
  });
const users = () => repository.comments.map(({ user }) => user);

test('it names the commit that it speaks of', async () => {
  await preview();
  expect(repository.comments.map(({ body }) => body)).toEqual([expect.stringContaining(`For ${head()}`)]);
});

test('a comment of somebody else is left alone, whatever marker it has', async () => {
  await preview();
  const [first] = repository.comments.splice(0);
  await api('/issues/1/comments', { body: first?.body });
  await preview();
  expect(users()).toEqual(['mona', 'github-actions[bot]']);
});

test('each job keeps its own: by its paths, or by a key', async () => {
  for (const inputs of [{}, { paths: 'apps/web' }, { 'comment-key': 'two' }, { paths: 'apps' }, { 'comment-key': 'two' }])
    await preview(inputs);
  expect(repository.comments).toHaveLength(4);
});

test('a run for an older commit writes nothing', async () => {
  const old = head();
  tag('v1.6.0');
  await preview();
  github.writes();
  const { code, stdout } = await preview({}, old);
  expect([code, github.writes(), stdout]).toEqual([0, [], expect.stringContaining(`#1 is past ${old.slice(0, 7)}`)]);
});

test('two runs at once end with one comment', async () => {
  const isNew = ({ method, path }: { method: string; path: string }) => method === 'POST' && path.endsWith('/issues/1/comments');
  github.fault = (asked) => (isNew(asked) ? { delay: 2000 } : undefined);
  const runs = await Promise.all([preview(), preview()]);
  expect([runs.map(({ code }) => code), github.requests.filter(isNew).length]).toEqual([[0, 0], 2]);
  expect(repository.comments).toHaveLength(1);
});

test('a pull request that is closed gets none', async () => {
  expect([(await preview({}, head(), 'closed')).code, repository.comments]).toEqual([0, []]);
});

test('a suggestion counts as made only if it is ours', async () => {
  repository.commit(BRANCH, { [DEV]: `${repository.read(BRANCH, DEV)}podLabls: {}\n` });
  await preview();
  const [ours, ...none] = reviewComments(repository).splice(0);
  expect(none).toEqual([]);
  const { body, path, line, commit } = ours ?? {};
  await api('/pulls/1/comments', { body, path, line, commit_id: commit, side: 'RIGHT' });
  await preview();
  expect(reviewComments(repository).map(({ user }) => user)).toEqual(['mona', 'github-actions[bot]']);
});

test('an environment with errors has no digest and is not counted', async () => {
  repository.commit('main', { [DEV]: `${repository.read('main', DEV)}podLabls: {}\n` });
  const { outputs, summary } = await runAction({
    url: github.url,
    repository: 'acme/shop',
    event: 'workflow_dispatch',
    sha: repository.resolve('main') ?? '',
    payload: {},
    inputs: { command: 'validate' },
  });
  expect(Object.keys(JSON.parse(outputs['digests'] ?? '')['apps/web'])).toEqual(['staging', 'prod']);
  expect(summary).toContain('2 of 3 environments rendered.');
});
