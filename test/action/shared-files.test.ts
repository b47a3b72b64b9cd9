import { expect, test } from '@jest/globals';
import { scenario } from './scenario.js';

const app = (name: string, promote = '') =>
  `fairlead: v1\nname: ${name}\nbundle: fastapi-gitops-starter\n${promote}environments: { dev: { values: [../common.yaml] } }\n`;
const COMMON = 'image:\n  repository: ghcr.io/acme/web\n  tag: v1.0.0\n';
const files = (promote = '') => ({
  'apps/web/fairlead.yaml': app('web', promote),
  'apps/api/fairlead.yaml': app('api', promote),
  'apps/common.yaml': COMMON,
});
const errors = (result: { readonly outputs: Readonly<Record<string, string>> }): readonly string[] =>
  (JSON.parse(result.outputs['findings'] ?? '[]') as { code: string; message: string }[]).map(
    ({ code, message }) => `${code}: ${message}`,
  );
const MOVES = 'promotion/cannot-edit: apps/common.yaml is also read by `dev` of apps/api, which would change too';

const shop = scenario(files);
test('a tag in a file that an app reads which was not chosen: nothing is written', async () => {
  const promoted = await shop.release('v1.1.0', { paths: 'apps/web' });
  expect([promoted.code, ...promoted.lines, ...errors(promoted)]).toEqual([1, 'web dev: refuse v1.0.0 → v1.1.0', MOVES]);
  const back = await shop.on('workflow_dispatch', {
    command: 'rollback',
    environment: 'dev',
    paths: 'apps/web',
    tag: 'v0.9.0',
    'any-tag': 'true',
  });
  expect([back.code, ...back.lines, ...errors(back)]).toEqual([1, 'web dev: refuse v1.0.0 → v0.9.0', MOVES]);
  expect(shop.repository.pulls).toEqual([]);
});

test('the file to make is none that is there, as a link among many', async () => {
  const many = Object.fromEntries(Array.from({ length: 401 }, (_, i) => [`links/${i}`, { link: 'none' }]));
  shop.repository.commit('main', { ...many, 'apps/web/environments/dev.yaml': { link: '../other.yaml' } });
  const { outputs } = await shop.release('v1.1.0');
  expect(outputs['findings']).toContain('into apps/web/environments/dev-image.yaml');
});

test('a group goes together: one pull request, one line, and both apps change', async () => {
  for (const [path, text] of Object.entries(files('promote: { group: shop }\n')))
    shop.repository.commit('main', { [path]: text });
  const { code } = await shop.release('v1.1.0');
  expect(code).toBe(0);
  expect(shop.repository.read('fairlead/shop/dev', 'apps/common.yaml')).toBe(COMMON.replace('v1.0.0', 'v1.1.0'));
  expect(shop.open('shop/dev')?.title).toBe('Promote shop to dev: api v1.1.0, web v1.1.0');
  expect(shop.open('shop/dev')?.body.match(/v1\.0\.0.*v1\.1\.0/g)?.length).toBeGreaterThan(1);
});
