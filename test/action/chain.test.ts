import { beforeEach, describe, expect, test } from '@jest/globals';
import { actorOf, BOT, type Permissions, READ_WRITE } from '../github/access.js';
import { type Ran, scenario, small } from './scenario.js';

const PROD = 'apps/web/environments/prod.yaml';
const TOKENS: Readonly<Record<string, Permissions>> = {
  'github.token': READ_WRITE,
  App: { ...READ_WRITE, app: 'shop' },
  PAT: { ...READ_WRITE, user: 'mona' },
};
const WARNING = /::warning[^\n]*nothing starts the run that goes on to web/g;

const MODES: Readonly<Record<string, string>> = { plain: '', autoMerge: ', autoMerge: squash', queue: ', autoMerge: queue' };
const files = (mode: string, more = '') => small({ dev: `from: release${mode}`, prod: `after: [dev]${more}${mode}` });

describe.each(Object.entries(MODES))('merged by: %s', (mode, rule) => {
  const shop = scenario(() => files(rule));
  beforeEach(() => {
    shop.repository.autoMergeAllowed = true;
    if (mode === 'autoMerge') shop.repository.requiredChecks.add('test');
    shop.repository.mergeQueue = mode === 'queue';
  });

  /** What people, checks and GitHub do with what is open. */
  function settle(permissions: Permissions): void {
    for (const pull of shop.repository.pulls.filter(({ state }) => state === 'open')) {
      if (mode === 'plain') shop.repository.merge(pull.number);
      if (mode === 'autoMerge') shop.repository.check(pull.tips.head, 'test', 'success');
      if (mode === 'queue' && pull.queuedAt !== null) shop.repository.merge(pull.number, { by: actorOf(permissions) });
    }
  }

  test.each(Object.entries(TOKENS))('with %s it comes to prod, or a warning says that it stops', async (name, permissions) => {
    shop.github.tokens.set('token', permissions);
    const inputs = { token: 'token' };
    const said: Ran[] = [await shop.release('v1.1.0', inputs)];
    for (let i = 0; i < 4; i++) {
      const before = shop.repository.resolve('main');
      settle(permissions);
      const [newest] = shop.repository.log('main');
      // GitHub starts no run for what the token of a job has merged.
      if (newest?.sha === before || newest?.author.name === BOT.name) break;
      said.push(await shop.on('push', inputs));
    }
    const prod = shop.repository.read('main', PROD)?.includes('v1.1.0');
    const warnings = said.flatMap(({ stdout }) => stdout.match(WARNING) ?? []).length;
    expect(said.every(({ code }) => code === 0)).toBe(true);
    expect([prod, warnings]).toEqual(name === 'github.token' && mode !== 'plain' ? [false, 1] : [true, 0]);
  });
});

describe('merges at once', () => {
  const shop = scenario(() => files(', autoMerge: squash'));
  beforeEach(() => void Object.assign(shop.repository, { autoMergeAllowed: true }));

  test('go all the way in one run', async () => {
    const { code, stdout, plan } = await shop.release('v1.1.0');
    expect([code, shop.repository.read('main', PROD), stdout.match(WARNING)]).toEqual([
      0,
      expect.stringContaining('v1.1.0'),
      null,
    ]);
    expect(plan).toMatchObject([
      { environment: 'dev', action: 'bump', pullRequest: 1 },
      { environment: 'prod', action: 'bump', pullRequest: 2 },
    ]);
  });
});

describe('merges at once, and a wait', () => {
  const shop = scenario(() => files(', autoMerge: squash', ', soak: 1h'));
  beforeEach(() => void Object.assign(shop.repository, { autoMergeAllowed: true }));
  const workflow = (name: string, text: string) => shop.repository.commit('main', { [`.github/workflows/${name}`]: text });
  const warnings = async () => ((await shop.release('v1.1.0')).stdout.match(WARNING) ?? []).length;
  const scheduled = "on: { release: { types: [published] }, schedule: [{ cron: '15 * * * *' }] }\n";

  test('without a schedule nobody goes on', async () => {
    workflow('fairlead.yaml', 'on: { release: { types: [published] } }\n');
    workflow('other.yaml', scheduled);
    expect(await warnings()).toBe(1);
  });

  test.each([
    ['of this workflow', 'fairlead.yaml', scheduled],
    ['of another one that runs Fairlead', 'hourly.yaml', `${scheduled}jobs: { a: { steps: [{ uses: OWNER/fairlead@v1 }] } }\n`],
  ])('a schedule %s does', async (_, name, text) => {
    workflow(name, text);
    expect(await warnings()).toBe(0);
  });
});

describe('the base moves after the write', () => {
  const shop = scenario(() => files(''));

  test('a change beside the tag leaves no pull request in conflict', async () => {
    const DEV = 'apps/web/environments/dev.yaml';
    let merged = false;
    shop.github.fault = ({ method, path }) => {
      if (merged || method !== 'POST' || !path.endsWith('/pulls')) return undefined;
      merged = true;
      shop.repository.commit('main', { [DEV]: 'image:\n  tag: v1.0.0\n  pullPolicy: Always\n' });
      return undefined;
    };
    expect((await shop.release('v1.1.0')).code).toBe(0);
    shop.merge('web/dev');
    expect(shop.repository.read('main', DEV)).toBe('image:\n  tag: v1.1.0\n  pullPolicy: Always\n');
  });
});
