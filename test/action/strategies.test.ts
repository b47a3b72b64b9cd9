import { describe, expect, test } from '@jest/globals';
import { scenario, small } from './scenario.js';

const CHAIN = { dev: 'from: release', prod: 'after: [dev]' };

describe('each', () => {
  const shop = scenario(() => small(CHAIN, { promotion: 'strategy: each' }));

  test('every release comes to every environment, one after the other', async () => {
    const commit = shop.repository.resolve('main') ?? '';
    for (const tag of ['v1.1.0', 'v1.2.0', 'v1.3.0']) shop.repository.tag(tag, commit);
    const visited: string[] = [];
    const first = await shop.release('v1.3.0');
    expect(first.plan[0]?.reason).toBe('v1.1.0 was released before v1.3.0; 2 more wait in the queue');
    for (let round = 0; round < 9; round++) {
      const pulls = shop.repository.pulls.filter(({ state }) => state === 'open');
      if (pulls.length === 0) break;
      for (const { title, head } of pulls) {
        visited.push(title.replace('Promote web to ', ''));
        shop.merge(head.replace('fairlead/', ''));
      }
      await shop.on('push');
    }
    const of = (name: string) => visited.filter((line) => line.startsWith(name));
    expect(of('dev')).toEqual(['dev: v1.0.0 → v1.1.0', 'dev: v1.1.0 → v1.2.0', 'dev: v1.2.0 → v1.3.0']);
    expect(of('prod')).toEqual(['prod: v1.0.0 → v1.1.0', 'prod: v1.1.0 → v1.2.0', 'prod: v1.2.0 → v1.3.0']);
  });
});

describe('several images', () => {
  const images = 'images: [{ key: image.tag }, { key: podAnnotations.SIDECAR, from: before }, { key: podAnnotations.WEB }]';
  const shop = scenario(() => {
    const files = small(CHAIN, { promotion: images });
    const values = (sidecar: string) => `image:\n  tag: v1.0.0\npodAnnotations:\n  SIDECAR: ${sidecar}\n  WEB: v1.0.0\n`;
    return { ...files, 'apps/web/environments/dev.yaml': values('s2'), 'apps/web/environments/prod.yaml': values('s1') };
  });

  test('the release goes to its images, the others follow the environment before', async () => {
    const result = await shop.release('v1.1.0');
    expect(result.lines[0]).toBe('web dev: bump v1.0.0 → v1.1.0');
    expect(shop.repository.read('fairlead/web/dev', 'apps/web/environments/dev.yaml')).toBe(
      'image:\n  tag: v1.1.0\npodAnnotations:\n  SIDECAR: s2\n  WEB: v1.1.0\n',
    );
    shop.merge('web/dev');
    await shop.on('push');
    expect(shop.repository.read('fairlead/web/prod', 'apps/web/environments/prod.yaml')).toBe(
      'image:\n  tag: v1.1.0\npodAnnotations:\n  SIDECAR: s2\n  WEB: v1.1.0\n',
    );
  });
});

describe('a group', () => {
  const promotion = 'group: shop';
  const shop = scenario(() => ({
    ...small(CHAIN, { promotion }),
    ...small(CHAIN, { promotion, name: 'api' }),
    ...small(CHAIN, { promotion, name: 'cart' }),
  }));
  const on = (app: string) =>
    shop.repository.read('fairlead/shop/dev', `apps/${app}/environments/dev.yaml`)?.trim().split(': ')[1];

  test('three apps have one pull request; a newer release of one keeps what the others get', async () => {
    await shop.release('v1.1.0');
    const pull = shop.open('shop/dev');
    expect(shop.repository.pulls).toHaveLength(1);
    expect(pull?.title).toBe('Promote shop to dev: api v1.1.0, cart v1.1.0, web v1.1.0');
    await shop.release('v1.2.0', { paths: 'apps/cart' });
    expect(shop.open('shop/dev')).toMatchObject({
      number: pull?.number,
      title: 'Promote shop to dev: api v1.1.0, cart v1.2.0, web v1.1.0',
    });
    expect(['api', 'cart', 'web'].map(on)).toEqual(['v1.1.0', 'v1.2.0', 'v1.1.0']);
    shop.merge('shop/dev');
    await shop.on('push');
    expect(shop.open('shop/prod')?.title).toBe('Promote shop to prod: api v1.1.0, cart v1.2.0, web v1.1.0');
  });
});

describe('a group whose apps share a values file', () => {
  const SHARED = 'apps/shared/dev.yaml';
  const app = (name: string) =>
    `fairlead: v1\nname: ${name}\nbundle: fastapi-gitops-starter\npromote: { group: shop, images: [{ key: podAnnotations.${name} }] }\nenvironments: { dev: { values: [../shared/dev.yaml] } }\n`;
  const shop = scenario(() => ({
    'apps/web/fairlead.yaml': app('web'),
    'apps/api/fairlead.yaml': app('api'),
    [SHARED]: 'podAnnotations:\n  api: v1.0.0\n  web: v1.0.0\n',
  }));

  test('no tag is lost', async () => {
    await shop.release('v1.1.0');
    expect(shop.repository.read('fairlead/shop/dev', SHARED)).toBe('podAnnotations:\n  api: v1.1.0\n  web: v1.1.0\n');
  });
});
