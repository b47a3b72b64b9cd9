import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Repository } from '../github/repository.js';
import { type Standin, startStandin } from '../github/standin.js';
import { DEV, exampleFiles, pullRequest, released } from './example.js';
import { runAction } from './harness.js';

// What the Action shows and writes is what the cluster gets, also where a link leads to it.
let github: Standin;
let repository: Repository;
const APP = 'apps/web/fairlead.yaml';
const SHARED = 'shared/dev.yaml';
const BINDING =
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: all }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin }\nsubjects: [{ kind: User, apiGroup: rbac.authorization.k8s.io, name: mallory }]\n';

beforeEach(async () => {
  github = await startStandin();
  repository = github.createRepository('acme', 'shop', exampleFiles());
});
afterEach(() => github.close());

const shopAt = { repository: 'acme/shop' };
const preview = () =>
  runAction({
    ...shopAt,
    url: github.url,
    event: 'pull_request',
    payload: pullRequest(7, repository.resolve('refs/heads/main') ?? '', repository.resolve('refs/heads/change') ?? ''),
  });
const release = (tag: string) =>
  runAction({ ...shopAt, url: github.url, event: 'release', ref: `refs/tags/${tag}`, payload: released(tag) });
const comment = () => repository.comments[0]?.body ?? '';

describe('a preview', () => {
  beforeEach(() => {
    const app = repository.read('main', APP)?.replace(/bundle: .*/, 'bundle: ../../bundle') ?? '';
    repository.commit('main', {
      [APP]: app,
      'bundle/bundle.yaml': 'name: own\nversion: 1.0.0\n',
      'bundle/values.schema.json': '{}',
      'bundle/manifests/a.yaml.hbs':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { tag: {{values.image.tag}} }\n',
      'docs/example.yaml': BINDING,
    });
  });

  test('shows a template that is a link to a page of documentation', async () => {
    repository.commit('change', { 'bundle/manifests/z.yaml.hbs': { link: '../../docs/example.yaml' } });
    await preview();
    expect(comment()).toContain('ClusterRoleBinding/all');
  });

  test('shows what changes behind a link', async () => {
    repository.commit('main', { 'bundle/manifests/z.yaml.hbs': { link: '../../docs/example.yaml' } });
    repository.commit('change', { 'docs/example.yaml': BINDING.replace('mallory', 'eve') });
    await preview();
    expect(comment()).toMatch(/mallory[\s\S]*eve/);
  });

  test('refuses what leads out, and what is not UTF-8, as the command line does', async () => {
    repository.commit('change', {
      'bundle/manifests/z.yaml.hbs': { link: '../../../example.yaml' },
      'bundle/manifests/y.yaml.hbs': Buffer.from('# caf\xe9\n', 'latin1'),
    });
    const { code, outputs } = await preview();
    const found = JSON.parse(outputs['findings'] ?? '').map(({ code: name }: { code: string }) => name);
    expect([code, found.toSorted()]).toEqual([1, ['file/outside-root', 'file/unreadable']]);
  });
});

test('a release changes the file behind a link, and leaves the link', async () => {
  repository.commit('main', {
    [SHARED]: repository.read('main', DEV) ?? '',
    [DEV]: { link: '../../../shared/dev.yaml' },
  });
  const { code, outputs } = await release('v1.1.0');
  expect(code).toBe(0);
  expect(JSON.parse(outputs['plan'] ?? '')).toMatchObject([{ environment: 'dev', action: 'bump', file: SHARED }, {}, {}]);
  expect(repository.read('fairlead/web/dev', SHARED)).toContain('tag: v1.1.0');
  expect(repository.read('fairlead/web/dev', DEV)).toBe('../../../shared/dev.yaml');
});

test('a hold is lifted behind a link too', async () => {
  const held = repository
    .read('main', APP)
    ?.replace('from: release }', 'from: release, hold: { tag: v1.0.0, reason: a test, until: 2020-01-01 } }');
  repository.commit('main', { 'shared/web.yaml': held ?? '', [APP]: { link: '../../shared/web.yaml' } });
  const { code } = await release('v1.1.0');
  expect(code).toBe(0);
  expect(repository.read('fairlead/web/dev', APP)).toBe('../../shared/web.yaml');
});
