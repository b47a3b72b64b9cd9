import { afterEach, beforeEach, expect, test } from '@jest/globals';
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
const read = (ref: string) => repository.read(ref, DEV) ?? '';
const add = (text: string) =>
  repository.commit(BRANCH, { [DEV]: `${read(repository.resolve(BRANCH) ? BRANCH : 'main')}${text}` });
const lineOf = (text: string) => read(BRANCH).split('\n').indexOf(text) + 1;
const body = () => repository.comments[0]?.body ?? '';

test('a certain fix of a line that the pull request writes is suggested on it, once', async () => {
  add('podLabls: {} # two\n');
  expect((await preview()).code).toBe(1);
  const [comment, ...more] = reviewComments(repository);
  expect(more).toEqual([]);
  expect(comment).toMatchObject({ pull: 7, path: DEV, line: lineOf('podLabls: {} # two'), commit: repository.resolve(BRANCH) });
  expect(comment?.body).toMatch(
    /^<!-- fairlead:suggestion [0-9a-f]{16} -->\n`podLabls` is not a known key here <sub>values\/unknown-key<\/sub>\n\n```suggestion\npodLabels: {} # two\n```\n$/,
  );
  expect(body()).not.toContain('Certain fixes');

  github.writes();
  await preview();
  expect(github.writes()).toEqual([]);

  // The line moves, another one is added: only that is news.
  repository.commit(BRANCH, { [DEV]: `# moved\n${read(BRANCH)}hpa: {}\n` });
  await preview();
  expect(reviewComments(repository).map(({ line }) => line)).toEqual([lineOf('podLabls: {} # two') - 1, lineOf('hpa: {}')]);
});

test('what the pull request does not write is in the comment, as a small diff', async () => {
  repository.commit('main', { [DEV]: `podLabls: {}\n\n\n\n\n\n\n\n\n${read('main')}` });
  add('# nothing\n');
  const result = await preview();
  expect(reviewComments(repository)).toEqual([]);
  for (const text of [body(), result.summary])
    expect(text).toContain(`\`${DEV}:1\`\n\n\`\`\`diff\n-podLabls: {}\n+podLabels: {}\n\`\`\`\n`);
});

test('at most ten are suggested; a rerun adds none, the others are in the comment', async () => {
  add(`podAnnotations:\n${Array.from({ length: 12 }, (_, i) => `  a${i}: ${i}\n`).join('')}`);
  await preview();
  const line = lineOf('  a0: 0');
  expect(reviewComments(repository).map((comment) => comment.line)).toEqual(Array.from({ length: 10 }, (_, i) => line + i));
  expect(body().match(/^\+ {2}a1\d: "1\d"$/gm)).toEqual(['+  a10: "10"', '+  a11: "11"']);
  github.writes();
  await preview();
  expect(github.writes()).toEqual([]);
});

test('no line breaks out of its fence, no line with a secret or invisible text is shown', async () => {
  add(
    [
      'podLabls: {} # ``` @everyone ````',
      'servic: {} # \u202e turned',
      'registri: { username: a, token: hunter2-secret }',
      '',
    ].join('\n'),
  );
  const result = await preview();
  const [comment, ...more] = reviewComments(repository);
  expect(more).toEqual([]);
  expect(comment?.body).toContain('\n`````suggestion\npodLabels: {} # ``` @everyone ````\n`````\n');
  const said = [
    JSON.stringify(reviewComments(repository)),
    body(),
    result.stdout,
    result.summary,
    JSON.stringify(result.outputs),
  ];
  for (const text of said) expect(text).not.toMatch(/hunter2|\u202e/);
});

test('a token that may not comment: one warning, and the summary has the fix', async () => {
  github.tokens.set('reader', { contents: 'read', pull_requests: 'read' });
  add('podLabls: {}\n');
  const result = await preview({ token: 'reader' });
  expect(reviewComments(repository)).toEqual([]);
  expect(result.stdout.match(/::warning/g)).toHaveLength(1);
  expect(result.summary).toContain('+podLabels: {}');
});

test.each([{ comment: 'false' }, { 'dry-run': 'true' }])('%j: nothing is written, the summary has the fix', async (inputs) => {
  add('podLabls: {}\n');
  github.writes();
  const result = await preview(inputs);
  expect(github.writes()).toEqual([]);
  expect(result.summary).toContain('+podLabels: {}');
});

test('what GitHub does not take for a line of the diff is in the comment', async () => {
  github.fault = ({ method, path }) =>
    method === 'POST' && path.endsWith('/pulls/7/comments') ? { status: 422, body: { message: 'Validation Failed' } } : undefined;
  add('podLabls: {}\n');
  await preview();
  expect(reviewComments(repository)).toEqual([]);
  expect(body()).toContain('+podLabels: {}');
});

test('a change that the cluster would refuse is an annotation and in the comment', async () => {
  const bundle = {
    'bundle/bundle.yaml': 'name: small\nversion: 1.0.0\nappVersion: 1.2.3\n',
    'bundle/values.yaml': 'size: 1Gi\n',
    'bundle/values.schema.json': '{"type":"object","properties":{"size":{"type":"string"}}}',
    'bundle/manifests/claim.yaml.hbs':
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\nspec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: {{values.size}}\n',
    'apps/data/fairlead.yaml': 'fairlead: v1\nname: data\nbundle: ../../bundle\nenvironments:\n  dev: {}\n',
  };
  repository.commit('main', { ...bundle, 'apps/data/environments/dev.yaml': 'size: 4Gi\n' });
  repository.commit(BRANCH, { 'apps/data/environments/dev.yaml': 'size: 2Gi\n' });
  const result = await preview();
  expect(result.code).toBe(1);
  expect(result.stdout).toContain('::error file=apps/data/environments/dev.yaml,line=1,col=1,endColumn=5,title=diff/immutable::');
  expect(body()).toContain('cannot be made smaller\\: 4Gi → 2Gi');
  expect(body()).toContain('PersistentVolumeClaim/data');
});
