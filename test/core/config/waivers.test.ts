import { expect, test } from '@jest/globals';
import { applyWaivers, unwaived } from '../../../src/core/config/waivers.js';
import type { Finding, Waiver } from '../../../src/core/index.js';

const origin = { from: 'flag', name: 'test' } as const;
const item: Finding = {
  code: 'workload/single-replica',
  severity: 'note',
  message: 'm',
  object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web-api-web' },
};
const waiver = (more: Partial<Waiver>): Waiver => ({ code: item.code, reason: 'r', origin, ...more });
const isWaived = (more: Partial<Waiver>, today?: string) => unwaived([item], [waiver(more)], 'prod', today).length === 0;

test.each([
  ['2026-12-31', true, []],
  ['2027-01-01', true, []],
  ['2027-01-02', false, ['waiver/expired']],
  [undefined, true, []],
])('a waiver that expires 2027-01-01, on %s', (today, waived, codes) => {
  expect(isWaived({ expires: '2027-01-01' }, today)).toBe(waived);
  const found = applyWaivers([item], [waiver({ expires: '2027-01-01' })], 'prod', today);
  expect(found.map(({ code }) => code)).toEqual([...(waived ? [] : [item.code]), ...codes]);
});

test.each([
  [undefined, true],
  [[], false],
  [['prod'], true],
  [['dev'], false],
  [['dev', 'prod'], true],
])('a waiver of the environments %j, in prod', (environments, waived) => {
  expect(isWaived(environments === undefined ? {} : { environments })).toBe(waived);
});

test.each([
  ['Deployment/web-api-web', true],
  ['Deployment/web-api', false],
  ['Deployment/web-api-web-', false],
  ['*', true],
  ['Deployment/*', true],
  ['Service/*', false],
  ['*/web-api-web', true],
  ['*/web', false],
  ['*-web', true],
  ['Deployment/web*web', true],
  ['Deployment/web-api-web*', true],
  ['Deployment/web-api-w*web', false],
  ['Deployment/web-api-*web', true],
  ['Deployment/*api*', true],
  ['Deployment/web*api*web', true],
  ['Deployment/web*api*api*web', false],
  ['Deployment/*web*web', true],
  ['Deployment/*web*web*web', false],
  ['Deployment/**web', true],
])('a waiver of `%s`', (object, waived) => {
  expect(isWaived({ object })).toBe(waived);
});
