import { expect, test } from '@jest/globals';
import { scenario, small } from './scenario.js';

const HOLD = 'hold: { tag: v1.0.0, reason: checkout is broken }';
const shop = scenario(() => small({ dev: 'from: release', prod: `after: [dev], ${HOLD}` }));
const APP = 'apps/web/fairlead.yaml';
const PROD = 'apps/web/environments/prod.yaml';
const BRANCH = 'fairlead/web/prod';

const toDev = async (tag: string) => {
  await shop.release(tag);
  shop.merge('web/dev');
};

test('nothing goes to an environment that is held, until its hold is lifted by a pull request', async () => {
  await toDev('v1.1.0');
  const held = await shop.on('push');
  expect(held.lines).toEqual(['web dev: none v1.1.0', 'web prod: none v1.0.0']);
  expect(held.plan[1]?.reason).toBe('held at v1.0.0 until it is lifted: checkout is broken');
  expect(held.summary).toContain('held at v1.0.0');

  const lifted = await shop.on('workflow_dispatch', { command: 'promote', lift: 'prod' });
  expect(lifted.lines[1]).toBe('web prod: bump v1.0.0 → v1.1.0');
  expect(shop.repository.read(BRANCH, APP)).not.toContain('hold');
  expect(shop.repository.read(BRANCH, PROD)).toContain('v1.1.0');
  const pull = shop.open('web/prod');
  expect(pull?.title).toBe('Promote web to prod: v1.0.0 → v1.1.0');
  expect(pull?.body).toContain('> The hold at `v1.0.0` ends\\: checkout is broken');
  expect(pull?.body).toContain('`apps/web/fairlead.yaml` holds it no more.\n');
});

test('the pull request that lifts stays open at the next event, takes a newer tag, and is gone for good once merged', async () => {
  await toDev('v1.1.0');
  await shop.on('workflow_dispatch', { command: 'promote', lift: 'prod' });
  const number = shop.open('web/prod')?.number;
  shop.github.writes();
  const again = await shop.on('push');
  expect([again.plan[1]?.pullRequest, shop.github.writes()]).toEqual([number, []]);

  await toDev('v1.2.0');
  await shop.on('push');
  expect(shop.open('web/prod')).toMatchObject({ number, title: 'Promote web to prod: v1.0.0 → v1.2.0' });
  expect(shop.repository.read(BRANCH, APP)).not.toContain('hold');
  shop.merge('web/prod');
  expect((await shop.on('push')).lines).toEqual(['web dev: none v1.2.0', 'web prod: none v1.2.0 → v1.2.0']);
});

test('a hold is lifted also where no tag moves; a rerun writes nothing', async () => {
  await shop.on('workflow_dispatch', { command: 'promote', lift: 'prod' });
  const pull = shop.open('web/prod');
  expect(pull?.title).toBe('Lift the hold of web in prod');
  expect(shop.repository.read(BRANCH, APP)).not.toContain('hold');
  expect(shop.repository.read(BRANCH, PROD)).toContain('v1.0.0');
  shop.github.writes();
  for (const inputs of [{}, { command: 'promote', lift: 'prod' }]) await shop.on('schedule', inputs);
  expect([shop.github.writes(), shop.open('web/prod')?.number]).toEqual([[], pull?.number]);
});

test('a pull request that lifts, and that a person closed, leaves the hold, and may be asked for again', async () => {
  await toDev('v1.1.0');
  await shop.on('workflow_dispatch', { command: 'promote', lift: 'prod' });
  for (const pull of shop.repository.pulls) if (pull.head === BRANCH) pull.state = 'closed';
  expect((await shop.on('push')).lines[1]).toBe('web prod: none v1.0.0');
  const again = await shop.on('workflow_dispatch', { command: 'promote', lift: 'prod' });
  expect(again.lines[1]).toBe('web prod: bump v1.0.0 → v1.1.0');
  expect(shop.open('web/prod')?.body).toContain('`v1.0.0` → `v1.1.0`');
});

test('a hold closes what was on its way', async () => {
  const { repository } = shop;
  repository.commit('main', { [APP]: repository.read('main', APP)?.replace(`, ${HOLD}`, '') ?? null });
  await toDev('v1.1.0');
  await shop.on('push');
  const pull = shop.open('web/prod');
  repository.commit('main', { [APP]: repository.read('main', APP)?.replace('after: [dev]', `after: [dev], ${HOLD}`) ?? null });
  const result = await shop.on('push');
  expect(result.lines[1]).toBe('web prod: close v1.0.0');
  expect([pull?.state, pull?.body]).toEqual([
    'closed',
    expect.stringContaining('Closed by Fairlead: held at v1.0.0 until it is lifted\\: checkout is broken'),
  ]);
});
