import { expect, test } from '@jest/globals';
import { readCalendar } from '../../../src/core/promotion/calver.js';
import { timelinesOf } from '../../../src/core/promotion/timeline.js';
import { parseWindows } from '../../../src/core/windows/parse-windows.js';
import { windowAt } from '../../../src/core/windows/window.js';
import { objectsIn } from '../rules/judge.js';
import { decisionsOf, release } from './situation.js';

const NOW = Date.UTC(2026, 0, 1, 12);
const MINUTE = 60_000;
const origin = { from: 'flag', name: 'test' } as const;

test.each([
  [-1, 'bump'],
  [0, 'bump'],
  [1, 'none'],
])('a hold that ends %s ms from now', (left, action) => {
  const hold = { tag: '1.0.0', reason: 'r', origin, until: NOW + left };
  const decisions = decisionsOf({
    order: { dev: { ...release, hold } },
    runs: { dev: '1.0.0' },
    input: { now: NOW, tag: '1.1.0' },
  });
  expect(decisions[0]?.action).toBe(action);
});

test.each([
  [10 * MINUTE - 1, 'wait'],
  [10 * MINUTE, 'bump'],
  [10 * MINUTE + 1, 'bump'],
])('a soak of ten minutes after %s ms', (ago, action) => {
  for (const arrivals of [
    { eu: NOW - ago, us: 0 },
    { eu: 0, us: NOW - ago },
  ]) {
    const order = { eu: release, us: release, prod: { after: ['eu', 'us'], soak: 10 * MINUTE } };
    const runs = { eu: '1.1.0', us: '1.1.0', prod: '1.0.0' };
    expect(decisionsOf({ order, runs, input: { now: NOW }, known: { arrivals } })[2]?.action).toBe(action);
  }
});

test.each([
  ['allow', '15m', '2026-12-01T08:59:59.999Z', '2026-12-01T09:00:00.000Z'],
  ['allow', '15m', '2026-12-01T09:00:00.000Z', 'open'],
  ['allow', '15m', '2026-12-01T09:14:59.999Z', 'open'],
  ['allow', '15m', '2026-12-01T09:15:00.000Z', '2026-12-02T09:00:00.000Z'],
  ['deny', '15m', '2026-12-01T08:59:59.999Z', 'open'],
  ['deny', '15m', '2026-12-01T09:00:00.000Z', '2026-12-01T09:15:00.000Z'],
  ['deny', '15m', '2026-12-01T09:14:59.999Z', '2026-12-01T09:15:00.000Z'],
  ['deny', '15m', '2026-12-01T09:15:00.000Z', 'open'],
  ['deny', '2h', '2026-12-01T10:59:59.999Z', '2026-12-01T11:00:00.000Z'],
  ['deny', '2h', '2026-12-01T11:00:00.000Z', 'open'],
  ['deny', '1d', '2026-12-01T08:59:59.999Z', '2026-12-01T09:00:00.000Z'],
] as const)('%s at nine for %s, at %s', (kind, length, now, opens) => {
  const rule = length === '1d' ? '0 9 30 11 *' : '0 9 * * *';
  const parsed = parseWindows([{ kind, rule, for: length, origin }]);
  const opening = windowAt(parsed.ok ? parsed.value : [], Date.parse(now));
  expect(opening.open ? 'open' : new Date(opening.until ?? 0).toISOString()).toBe(opens);
});

test.each([
  ['365d', true],
  ['366d', true],
  ['367d', false],
  ['8784h', true],
  ['8785h', false],
  ['527040m', true],
  ['527041m', false],
  ['1m', true],
  ['0m', false],
  ['0d', false],
  ['1s', false],
  ['', false],
])('a window of %j', (length, ok) => {
  expect(parseWindows([{ kind: 'deny', rule: '0 9 * * *', for: length, origin }]).ok).toBe(ok);
});

test.each([
  ['1899.1', undefined],
  ['1900.1', [1900, 1]],
  ['2199.12', [2199, 12]],
  ['2200.1', undefined],
  ['00.1', [2000, 1]],
  ['99.1', [2099, 1]],
  ['2026.123456', [2026, 123456]],
  ['2026.1234567', undefined],
  ['2026', undefined],
  ['20261231', [2026, 12, 31]],
  ['20261301', undefined],
  ['20260001', undefined],
  ['20260132', undefined],
  ['20260100', undefined],
  ['202601312359', [2026, 1, 31, 2359]],
  ['20260131235959', [2026, 1, 31, 235959]],
])('the numbers of %s', (version, numbers) => {
  expect(readCalendar(version)?.numbers).toEqual(numbers);
});

test.each([
  ['canary: { steps: [{ pause: { duration: 90 } }] }', 90_000, false],
  ['canary: { steps: [{ pause: { duration: "90" } }] }', 90_000, false],
  ['canary: { steps: [{ pause: { duration: 1m }, }, { setWeight: 5 }, { pause: { duration: 1h } }] }', 61 * MINUTE, false],
  ['canary: { steps: [{ pause: {} }, { pause: { duration: 1s } }] }', 1000, true],
  ['blueGreen: { activeService: a, autoPromotionSeconds: 0 }', 0, false],
  ['blueGreen: { activeService: a, autoPromotionSeconds: 1 }', 1000, false],
  ['blueGreen: { activeService: a, autoPromotionEnabled: false, autoPromotionSeconds: 1 }', 0, true],
])('the pauses of %s', (strategy, pauses, manual) => {
  const objects = objectsIn(
    `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: web }\nspec: { strategy: { ${strategy} } }\n`,
  );
  expect(objects.ok && timelinesOf(objects.value)).toMatchObject([{ pauses, manual }]);
});
