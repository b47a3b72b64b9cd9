import { expect, test } from '@jest/globals';
import { ago, scenario, small } from './scenario.js';

const shop = scenario(() => small({ dev: 'from: release', prod: 'after: [dev]' }));
const APP = 'apps/web/fairlead.yaml';
const PROD = 'apps/web/environments/prod.yaml';
const BRANCH = 'fairlead/web/prod';
const back = (inputs = {}) => shop.on('workflow_dispatch', { command: 'rollback', environment: 'prod', ...inputs });

/** Brings a tag to both environments. */
async function everywhere(tag: string): Promise<void> {
  await shop.release(tag);
  shop.merge('web/dev');
  await shop.on('push');
  shop.merge('web/prod');
}

test('back to the tag before: the pull request says so, nothing takes its place, and after it nothing bumps until lifted', async () => {
  await everywhere('v1.1.0');
  const result = await back({ reason: 'checkout is broken' });
  expect([result.code, ...result.lines]).toEqual([0, 'web prod: bump v1.1.0 → v1.0.0']);
  const pull = shop.open('web/prod');
  expect(pull?.title).toBe('Roll web back in prod: v1.1.0 → v1.0.0');
  expect(pull?.body).toMatch(
    /^<!-- fairlead:rollback app=web environment=prod tag=v1\.0\.0 -->\n> A rollback\\: checkout is broken\n/,
  );
  expect(pull?.body).toContain(
    'checkout is broken\n>\n> Nothing bumps it until the hold is lifted\\: `fairlead promote --lift prod` lifts it\n',
  );
  expect(pull?.body).toContain(':2` is the line that changes. `apps/web/fairlead.yaml` holds it there.\n');
  expect(shop.repository.read(BRANCH, PROD)).toContain('v1.0.0');
  expect(shop.repository.read(BRANCH, APP)).toContain('hold: {tag: v1.0.0, reason: checkout is broken}');

  shop.github.writes();
  expect((await back({ reason: 'checkout is broken' })).plan[0]?.pullRequest).toBe(pull?.number);
  await shop.release('v1.2.0');
  shop.merge('web/dev');
  const next = await shop.on('push');
  expect(next.lines[1]).toBe('web prod: none v1.1.0 → v1.0.0');
  expect(next.plan[1]?.reason).toBe(`#${pull?.number} takes it back to v1.0.0`);
  expect(pull?.state).toBe('open');

  shop.merge('web/prod');
  expect((await shop.on('push')).plan[1]?.reason).toBe('held at v1.0.0 until it is lifted: checkout is broken');
  await shop.on('workflow_dispatch', { command: 'promote', lift: 'prod' });
  expect(shop.open('web/prod')?.title).toBe('Promote web to prod: v1.0.0 → v1.2.0');
});

test('it takes over the pull request that is open', async () => {
  await everywhere('v1.1.0');
  await shop.release('v1.2.0');
  shop.merge('web/dev');
  await shop.on('push');
  const { number } = shop.open('web/prod') ?? {};
  expect((await back()).lines).toEqual(['web prod: supersede v1.1.0 → v1.0.0']);
  expect(shop.open('web/prod')).toMatchObject({ number, title: 'Roll web back in prod: v1.1.0 → v1.0.0' });
  expect(shop.repository.read(BRANCH, PROD)).toContain('v1.0.0');
});

test.each([
  [{ until: '2999-01-31' }, 'until: "2999-01-31"', 'Nothing bumps it before 2999-01-31'],
  [{ tag: 'v0.9.0', 'any-tag': 'true' }, 'tag: v0.9.0', 'Nothing bumps it until the hold is lifted'],
])('%j', async (inputs, hold, why) => {
  await back({ tag: 'v0.9.0', 'any-tag': 'true', ...inputs });
  expect(shop.repository.read(BRANCH, APP)).toContain(hold);
  expect(shop.open('web/prod')?.body).toContain(why);
});

test.each([
  [{}, 'nothing ran in prod before v1.0.0, by the history of Git'],
  [{ tag: 'v0.9.0', 'any-tag': 'true', until: ago(1).slice(0, 10).replace(/^\d+/, '2001') }, 'is over: nothing would be held'],
  [{ tag: 'v0.9.0', 'any-tag': 'true', reason: 'x' }, '`x` is too short for a reason'],
  [{ environment: 'dev\nprod' }, 'a rollback takes back one environment'],
])('%j is a mistake, and nothing is written', async (inputs, message) => {
  const result = await back(inputs);
  expect([result.code, shop.github.writes()]).toEqual([1, []]);
  expect(result.stdout).toContain(message);
});

test('which app is meant must be clear: nothing is written until it is', async () => {
  shop.repository.commit('main', small({ dev: 'from: release', prod: 'after: [dev]' }, { name: 'api' }));
  await everywhere('v1.1.0');
  const [api, web] = [shop.open('api/dev'), shop.open('web/prod')];
  expect([api !== undefined, web]).toEqual([true, undefined]);
  shop.github.writes();
  const all = await back();
  expect(all.stdout).toMatch(/::error[^\n]*2 apps have an environment prod: api, web/);
  const none = await shop.on('workflow_dispatch', { command: 'rollback', environment: 'prd' });
  expect(none.stdout).toMatch(/::error[^\n]*no app here has an environment prd/);
  expect([all.code, none.code, shop.github.writes()]).toEqual([1, 1, []]);
  expect((await back({ paths: 'apps/web' })).lines).toEqual(['web prod: bump v1.1.0 → v1.0.0']);
});
