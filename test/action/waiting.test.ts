import { describe, expect, test } from '@jest/globals';
import { HOUR, scenario, small } from './scenario.js';

/** A daily window of an hour that begins in so many hours from now. */
const daily = (kind: string, hours: number) => {
  const start = new Date(Date.now() + hours * HOUR);
  return `{ ${kind}: "${start.getUTCMinutes()} ${start.getUTCHours()} * * *", for: 2h, reason: office hours }`;
};
const APP = 'apps/web/fairlead.yaml';

describe('windows', () => {
  const shop = scenario(() => small({ dev: `from: release, windows: [${daily('allow', 3)}]` }));

  test('a release waits, also for a later schedule; once the window is open, a schedule takes it', async () => {
    shop.repository.tag('v1.1.0', shop.repository.resolve('main') ?? '');
    const first = await shop.release('v1.1.0');
    expect(first.lines).toEqual(['web dev: wait v1.0.0 → v1.1.0']);
    expect(first.stdout).toMatch(/^::warning file=apps.web.fairlead.yaml,line=5.*github.no-next-run::v1.1.0 waits for dev/m);
    expect(Date.parse(first.plan[0]?.until ?? '') - Date.now()).toBeLessThan(3 * HOUR);
    expect(first.plan[0]?.reason).toMatch(/^outside of the allowed windows; `.*` \(office hours\) opens at 20\S+ \S+ UTC$/);
    const text = shop.repository.read('main', APP) ?? '';
    const open = text.replace(/windows: \[.*?\]/, `windows: [${daily('allow', -1)}]`);
    shop.repository.commit('main', { [APP]: open.replace('environments:', 'promote: { source: acme/shop }\nenvironments:') });
    expect((await shop.on('schedule')).lines).toEqual(['web dev: bump v1.0.0 → v1.1.0']);
  });

  test('a reason goes past them, the pull request says so, and stays open while they are closed', async () => {
    await shop.release('v1.1.0', { override: 'fixes the login' });
    expect(shop.open('web/dev')?.body).toContain('> Its windows are passed over\\: fixes the login');
    shop.github.writes();
    expect((await shop.on('schedule')).lines).toEqual(['web dev: wait v1.0.0 → v1.1.0']);
    expect([shop.github.writes(), shop.open('web/dev')?.state]).toEqual([[], 'open']);
  });
});

describe('soak', () => {
  const shop = scenario(() => small({ dev: 'from: release', prod: 'after: [dev], soak: 2h' }));

  test.each(['merge', 'squash'] as const)('it counts from the %s, not from the commit', async (method) => {
    await shop.release('v1.1.0');
    shop.merge('web/dev', 1.5, method);
    const result = await shop.on('schedule');
    expect(result.lines[1]).toBe('web prod: wait v1.0.0 → v1.1.0');
    expect(result.plan[1]?.reason).toMatch(/^dev must run it for 2h, until 20\S+ \S+ UTC$/);
    expect(Math.abs(Date.parse(result.plan[1]?.until ?? '') - Date.now() - HOUR / 2)).toBeLessThan(120_000);
  });

  test('once it is over, a schedule goes on', async () => {
    await shop.release('v1.1.0');
    shop.merge('web/dev', 2.1);
    expect((await shop.on('schedule')).lines[1]).toBe('web prod: bump v1.0.0 → v1.1.0');
  });
});

describe('checks', () => {
  const shop = scenario(() => small({ dev: 'from: release', prod: 'after: [dev], checks: [e2e, "ci/smoke"]' }));

  test('they must pass on the commit that brought the tag', async () => {
    await shop.release('v1.1.0');
    const merged = shop.merge('web/dev');
    const reason = async () => (await shop.on('push')).plan[1]?.reason;
    const on = `on ${merged.slice(0, 7)}, which brought the tag to dev`;
    expect(await reason()).toBe(`the check e2e has not run ${on}`);
    shop.repository.check(merged, 'e2e', null);
    expect(await reason()).toBe(`the check e2e is not done ${on}`);
    shop.repository.check(merged, 'e2e', 'failure');
    expect(await reason()).toBe(`the check e2e did not pass (failure) ${on}`);
    shop.repository.check(merged, 'e2e', 'success');
    shop.repository.check(merged, 'ci/smoke', 'success', 'status');
    shop.repository.commit('main', { 'README.md': 'later work' });
    expect((await shop.on('push')).lines[1]).toBe('web prod: bump v1.0.0 → v1.1.0');
  });
});
