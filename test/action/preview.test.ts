import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Repository } from '../github/repository.js';
import { type Standin, startStandin } from '../github/standin.js';
import { DEV, exampleFiles, pullRequest, STAGING } from './example.js';
import { runAction } from './harness.js';

let github: Standin;
let repository: Repository;
const BRANCH = 'change';

beforeEach(async () => {
  github = await startStandin();
  repository = github.createRepository('acme', 'shop', exampleFiles());
});
afterEach(() => github.close());

const preview = (inputs: Record<string, string> = {}) =>
  runAction({
    url: github.url,
    repository: 'acme/shop',
    event: 'pull_request',
    payload: pullRequest(7, repository.resolve('refs/heads/main') ?? '', repository.resolve(`refs/heads/${BRANCH}`) ?? ''),
    inputs,
  });

const change = (file: string, edit: (text: string) => string) =>
  repository.commit(BRANCH, {
    [file]: edit(repository.read(repository.resolve(`refs/heads/${BRANCH}`) ? BRANCH : 'main', file) ?? ''),
  });

describe('a pull request', () => {
  test('gets one comment with what changes in the cluster, updated in place', async () => {
    change(DEV, (text) => text.replace('v1.0.0', 'v1.5.0'));
    const first = await preview();
    expect([first.code, first.outputs['changed']]).toEqual([0, 'true']);
    expect(repository.comments).toHaveLength(1);
    expect(repository.comments[0]?.body).toContain('v1.0.0');
    expect(repository.comments[0]?.body).toContain('v1.5.0');
    expect(repository.comments[0]?.body).toContain('Deployment/web');
    expect(first.summary).toContain('v1.5.0');

    github.writes();
    await preview();
    expect(github.writes()).toEqual([]);

    change(STAGING, (text) => text.replace('v1.0.0', 'v1.6.0'));
    await preview();
    expect(repository.comments).toHaveLength(1);
    expect(repository.comments[0]?.body).toContain('v1.6.0');
  });

  test('shows what it changes itself, not what was merged since it branched off', async () => {
    change(DEV, (text) => text.replace('v1.0.0', 'v1.5.0'));
    repository.commit('main', { [STAGING]: repository.read('main', STAGING)?.replace('v1.0.0', 'v9.9.9') ?? '' });
    await preview();
    expect(repository.comments[0]?.body).not.toContain('v9.9.9');
  });

  test('that touches no app says nothing', async () => {
    repository.commit(BRANCH, { 'README.md': 'hello' });
    const result = await preview();
    expect([result.code, repository.comments]).toEqual([0, []]);
  });

  test('with a mistake fails, with an annotation on the line and its fix', async () => {
    change(DEV, (text) => `${text}\nhpa:\n  enabled: true\n`);
    const line = (repository.read(BRANCH, DEV) ?? '').split('\n').indexOf('hpa:') + 1;
    const result = await preview();
    expect(result.code).toBe(1);
    expect(result.stdout).toContain(`::error file=${DEV},line=${line},`);
    expect(result.stdout).toContain('did you mean `autoscaling`?');
    expect(JSON.parse(result.outputs['findings'] ?? '')).toMatchObject([{ code: 'values/unknown-key', environments: ['dev'] }]);
    expect(repository.comments[0]?.body).toContain('autoscaling');
  });

  test('with an app that cannot be read says so, and not that all its objects go', async () => {
    change('apps/web/fairlead.yaml', (text) => text.replace('environments:', 'enviroments:'));
    const result = await preview();
    expect(result.code).toBe(1);
    expect(repository.comments[0]?.body).toContain('did you mean');
    expect(repository.comments[0]?.body).not.toMatch(/removed|Deployment/);
  });

  test('never shows the content of a Secret', async () => {
    const secret = (token: string) => (text: string) =>
      `${text.replace(/\nregistry:[\s\S]*/, '')}\nregistry:\n  username: bot\n  token: ${token}\n`;
    const waived = `${repository.read('main', 'apps/web/fairlead.yaml')}waivers:\n  - code: values/plain-secret\n    reason: a test\n`;
    repository.commit('main', {
      [DEV]: secret('first-secret-token')(repository.read('main', DEV) ?? ''),
      'apps/web/fairlead.yaml': waived,
    });
    change(DEV, secret('second-secret-token'));
    const result = await preview();
    const encoded = ['first', 'second'].flatMap((name) => [
      `${name}-secret-token`,
      Buffer.from(`bot:${name}-secret-token`).toString('base64').slice(4, 20),
    ]);
    const everything = [result.stdout, result.summary, JSON.stringify(result.outputs), JSON.stringify(repository.comments)].join(
      '\n',
    );
    expect(repository.comments[0]?.body).toContain('`Secret/image-pull-secret` **changed**');
    for (const part of encoded) expect(everything).not.toContain(part);
  });

  test('of a fork has a token that may not comment: a warning, and the summary has it all', async () => {
    github.tokens.set('reader', { contents: 'read', pull_requests: 'read' });
    change(DEV, (text) => text.replace('v1.0.0', 'v1.5.0'));
    const result = await preview({ token: 'reader' });
    expect([result.code, repository.comments]).toEqual([0, []]);
    expect(result.stdout).toMatch(/::warning.*may not comment/);
    expect(result.summary).toContain('v1.5.0');
  });
});

describe('validate and render', () => {
  const run = (command: string, inputs: Record<string, string> = {}) =>
    runAction({
      url: github.url,
      repository: 'acme/shop',
      event: 'workflow_dispatch',
      ref: 'refs/heads/main',
      sha: repository.resolve('refs/heads/main') ?? '',
      payload: {},
      inputs: { command, ...inputs },
    });

  test('validate checks every environment and gives the digests', async () => {
    const result = await run('validate');
    expect(result.code).toBe(0);
    expect(Object.keys(JSON.parse(result.outputs['digests'] ?? '')['apps/web'])).toEqual(['dev', 'staging', 'prod']);
  });

  test('an unknown command or switch is said in a sentence', async () => {
    expect((await run('promot')).stdout).toContain('`command` must be one of');
    expect((await run('validate', { comment: 'maybe' })).stdout).toContain('`comment` must be true or false');
  });
});
