import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Repository } from '../github/repository.js';
import { type Standin, startStandin } from '../github/standin.js';
import { DEV, exampleFiles, pushed, released, STAGING } from './example.js';
import { type ActionResult, runAction } from './harness.js';

let github: Standin;
let repository: Repository;

beforeEach(async () => {
  github = await startStandin();
  repository = github.createRepository('acme', 'shop', exampleFiles());
});
afterEach(() => github.close());

const release = (tag: string, inputs: Record<string, string> = {}): Promise<ActionResult> =>
  runAction({
    url: github.url,
    repository: 'acme/shop',
    event: 'release',
    ref: `refs/tags/${tag}`,
    payload: released(tag),
    inputs,
  });
const push = () =>
  runAction({ url: github.url, repository: 'acme/shop', event: 'push', ref: 'refs/heads/main', payload: pushed });
const BRANCH = 'fairlead/web/dev';
const lines = (text = '') => text.split('\n');

describe('a published release', () => {
  test('opens the pull request that changes one line of the first environment, in three writes', async () => {
    const before = repository.read('main', DEV);
    const result = await release('v1.1.0');
    expect([result.code, result.outputs['errors']]).toEqual([0, '0']);
    expect(github.writes().map(({ method, path }) => `${method} ${path.replace('/repos/acme/shop', '')}`)).toEqual([
      'POST /git/trees',
      'POST /git/commits',
      'POST /git/refs',
      'POST /pulls',
    ]);
    const after = repository.read(BRANCH, DEV);
    const changed = lines(before).flatMap((line, i) => (line === lines(after)[i] ? [] : [[line, lines(after)[i]]]));
    const number = lines(before).findIndex((line) => line.includes('tag: v1.0.0')) + 1;
    expect(changed).toEqual([[lines(before)[number - 1], lines(before)[number - 1]?.replace('v1.0.0', 'v1.1.0')]]);
    expect(lines(after)).toHaveLength(lines(before).length);
    const [pull] = repository.pulls;
    expect([pull?.head, pull?.base, pull?.title]).toEqual([BRANCH, 'main', 'Promote web to dev: v1.0.0 → v1.1.0']);
    for (const part of ['`v1.0.0` → `v1.1.0`', `${DEV}:${number}`, 'Deployment/web', 'sha256:'])
      expect(pull?.body).toContain(part);
    expect(JSON.parse(result.outputs['pull-requests'] ?? '')).toMatchObject([
      { app: 'web', environment: 'dev', number: pull?.number },
    ]);
    expect(JSON.parse(result.outputs['plan'] ?? '')).toMatchObject([
      { environment: 'dev', action: 'bump', from: 'v1.0.0', to: 'v1.1.0', file: DEV, line: number, pullRequest: pull?.number },
      { environment: 'staging', action: 'wait' },
      { environment: 'prod', action: 'wait' },
    ]);
    expect(result.summary).toContain(`#${pull?.number}`);
  });

  test('changes nothing when it runs again', async () => {
    await release('v1.1.0');
    github.writes();
    const again = await release('v1.1.0');
    expect([again.code, github.writes()]).toEqual([0, []]);
    expect(again.outputs['pull-request-number']).toBe(String(repository.pulls[0]?.number));
  });

  test('a newer one brings the same branch and pull request up to date', async () => {
    await release('v1.1.0');
    await release('v1.2.0');
    expect(repository.pulls.map(({ title, state }) => [title, state])).toEqual([['Promote web to dev: v1.0.0 → v1.2.0', 'open']]);
    expect(repository.read(BRANCH, DEV)).toContain('tag: v1.2.0');
  });

  test('an older one is refused, and nothing is written', async () => {
    const result = await release('v0.9.0');
    expect(JSON.parse(result.outputs['plan'] ?? '')[0]).toMatchObject({ action: 'refuse' });
    expect(github.writes()).toEqual([]);
  });

  test('does not overwrite commits of people', async () => {
    await release('v1.1.0');
    repository.commit(BRANCH, { 'notes.txt': 'mine' }, 'a person was here');
    const tip = repository.resolve(`refs/heads/${BRANCH}`);
    const result = await release('v1.2.0');
    expect(repository.resolve(`refs/heads/${BRANCH}`)).toBe(tip);
    expect(result.stdout).toContain('holds work that Fairlead did not do');
  });

  test('does not open again what a person closed', async () => {
    await release('v1.1.0');
    for (const pull of repository.pulls) pull.state = 'closed';
    const result = await release('v1.1.0');
    expect(repository.pulls).toHaveLength(1);
    expect(JSON.parse(result.outputs['plan'] ?? '')[0].reason).toContain('was closed without merging');
  });

  test('a tag that does not render is not proposed, and the summary says why', async () => {
    repository.commit('main', { [DEV]: `${repository.read('main', DEV)}\nreplcaCount: 3\n` });
    const result = await release('v1.1.0');
    expect(result.code).toBe(1);
    expect(github.writes()).toEqual([]);
    expect(result.stdout).toMatch(/::error file=apps\/web\/environments\/dev\.yaml,line=\d+.*replcaCount/);
    expect(result.summary).toContain('replicaCount');
  });

  test('dry-run plans and writes nothing', async () => {
    const result = await release('v1.1.0', { 'dry-run': 'true' });
    expect([result.code, github.writes()]).toEqual([0, []]);
    expect(result.stdout).toContain('v1.0.0 → v1.1.0');
  });

  test('a hostile tag is an error, not a command', async () => {
    const result = await runAction({
      url: github.url,
      repository: 'acme/shop',
      event: 'release',
      payload: released('v1\n::set-output name=x::y'),
      inputs: {},
    });
    expect(result.code).toBe(1);
    expect(result.stdout.split('\n').filter((line) => line.startsWith('::set-output'))).toEqual([]);
    expect(github.writes()).toEqual([]);
  });
});

describe('a push to the base branch', () => {
  test('carries the tag to the next environment', async () => {
    await release('v1.1.0');
    repository.merge(repository.pulls[0]?.number ?? 0);
    const result = await push();
    expect(repository.read('fairlead/web/staging', STAGING)).toContain('v1.1.0');
    expect(JSON.parse(result.outputs['plan'] ?? '').map(({ action }: { action: string }) => action)).toEqual([
      'none',
      'bump',
      'wait',
    ]);
  });

  test('asks reviewers and sets labels; what the token may not do is a warning', async () => {
    for (const file of [DEV, STAGING])
      repository.commit('main', { [file]: repository.read('main', file)?.replace('v1.0.0', 'v1.1.0') ?? null });
    const result = await push();
    const pull = repository.pulls.find(({ head }) => head === 'fairlead/web/prod');
    expect([result.code, pull?.labels.length]).toEqual([0, 1]);
    expect(result.stdout).toMatch(/::warning.*reviewers/);
  });
});

describe('permissions', () => {
  test.each([
    ['no token', { token: '' }, /there is no token/],
    ['a wrong token', { token: 'wrong' }, /GitHub does not accept the token/],
    ['a token that may only read', { token: 'reader' }, /contents: write/],
  ])('%s', async (_, inputs, message) => {
    github.tokens.set('reader', { contents: 'read', pull_requests: 'read' });
    const result = await release('v1.1.0', inputs);
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(message);
    expect(result.stdout).not.toMatch(/^ {4}at /m);
    expect(repository.pulls).toEqual([]);
  });

  test('a token that may not open pull requests', async () => {
    github.tokens.set('pusher', { contents: 'write', pull_requests: 'read' });
    expect((await release('v1.1.0', { token: 'pusher' })).stdout).toContain('it needs `pull-requests: write`');
    github.actionsMayCreatePulls = false;
    expect((await release('v1.1.0')).stdout).toContain('Allow GitHub Actions to create and approve pull requests');
  });
});
