import { describe, expect, test } from '@jest/globals';
import { scenario, small } from './scenario.js';

const APP = 'apps/web/fairlead.yaml';
const DEV = 'apps/web/environments/dev.yaml';

describe('obsolete pull requests', () => {
  const shop = scenario(() => small({ dev: 'from: release', prod: 'after: [dev]' }));
  const main = (path: string, from: string, to: string) =>
    shop.repository.commit('main', { [path]: shop.repository.read('main', path)?.replace(from, to) ?? null });

  test('its tag came to the base branch otherwise', async () => {
    await shop.release('v1.1.0');
    const pull = shop.open('web/dev');
    const commit = main(DEV, 'v1.0.0', 'v1.1.0');
    expect((await shop.on('push')).lines[0]).toBe('web dev: close v1.1.0');
    expect([pull?.state, pull?.body.split('\n').slice(0, 2)]).toEqual([
      'closed',
      [
        '<!-- fairlead:closed app=web environment=dev tag=v1.1.0 -->',
        `Closed by Fairlead: it runs v1.1.0 already; \\#\u200b${pull?.number} for v1.1.0 is closed ([main](https://github.com/acme/shop/tree/${commit})).`,
      ],
    ]);
    shop.github.writes();
    await shop.on('push');
    expect(shop.github.writes()).toEqual([]);
  });

  test('the environment is gone', async () => {
    await shop.release('v1.1.0');
    shop.merge('web/dev');
    await shop.on('push');
    const pull = shop.open('web/prod');
    main(APP, '  prod: { promote: { after: [dev] } }\n', '');
    await shop.on('push');
    expect([pull?.state, pull?.body]).toEqual(['closed', expect.stringContaining('web has no environment prod any more')]);
  });

  test('it comes from another branch now', async () => {
    await shop.release('v1.1.0');
    const pull = shop.open('web/dev');
    main(APP, 'environments:', 'promote: { group: all }\nenvironments:');
    await shop.release('v1.1.0');
    expect([pull?.state, shop.open('all/dev')?.title]).toEqual(['closed', 'Promote all to dev: web v1.1.0']);
  });
});

describe('what the inputs name and nothing here is', () => {
  const shop = scenario(() => small({ dev: 'from: release' }));

  test.each([
    ['config/unknown-environment', { environment: 'prd' }],
    ['config/unknown-environment', { lift: 'prd' }],
    ['config/no-apps', { paths: 'apps/wbe' }],
  ])('%s: %j', async (code, inputs) => {
    const result = await shop.release('v1.1.0', inputs);
    expect([result.code, result.lines, shop.repository.pulls]).toEqual([1, [], []]);
    expect(result.stdout).toContain(`title=${code}`);
  });
});

describe('people', () => {
  const shop = scenario(() => small({ dev: 'from: release' }));

  test('their commits stay, and it is said once for each tag', async () => {
    await shop.release('v1.1.0');
    const tip = shop.repository.commit('fairlead/web/dev', { 'notes.txt': 'mine' }, 'a person was here');
    const { number = 0 } = shop.open('web/dev') ?? {};
    for (const tag of ['v1.2.0', 'v1.2.0', 'v1.3.0', 'v1.3.0']) await shop.release(tag);
    expect(shop.repository.resolve('fairlead/web/dev')).toBe(tip);
    const said = shop.repository.commentsOf(number).map(({ body }) => body.split('> ')[1]?.trim());
    expect(said).toEqual(['Promote web to dev: v1.0.0 → v1.2.0', 'Promote web to dev: v1.0.0 → v1.3.0']);
    expect(shop.repository.commentsOf(number)[0]?.body).toContain('run Fairlead again with the tag of the release');
  });

  test('what they closed is not opened again; the next release is', async () => {
    await shop.release('v1.1.0');
    for (const pull of shop.repository.pulls) pull.state = 'closed';
    const again = await shop.release('v1.1.0');
    expect(again.lines).toEqual(['web dev: none v1.0.0 → v1.1.0']);
    expect(again.plan[0]?.reason).toBe('#1 for v1.1.0 was closed without merging');
    expect((await shop.release('v1.2.0')).lines).toEqual(['web dev: bump v1.0.0 → v1.2.0']);
    expect(shop.open('web/dev')?.title).toBe('Promote web to dev: v1.0.0 → v1.2.0');
  });
});
