import { expect, test } from '@jest/globals';
import { checkPromotionOrder } from '../../../src/core/promotion/index.js';
import { appWith, type Order } from './apps.js';

const release = { from: 'release' } as const;

test.each<readonly [string, Order]>([
  ['a chain', { dev: release, staging: { after: ['dev'] }, prod: { after: ['staging'], tags: '>=1.0.0', soak: 1 } }],
  ['a diamond', { dev: release, eu: { after: ['dev'] }, us: { after: ['dev'] }, prod: { after: ['eu', 'us'] } }],
  ['any order in the file', { prod: { after: ['dev'] }, dev: release }],
])('%s is fine', (_, order) => {
  expect(checkPromotionOrder(appWith(order))).toEqual([]);
});

test.each<readonly [string, Order, readonly object[]]>([
  [
    'an unknown environment',
    { dev: release, prod: { after: ['dve', 'dev'] } },
    [
      {
        code: 'config/unknown-environment',
        message: '`prod` comes after `dve`, which is not an environment of this app',
        fix: 'did you mean `dev`?',
        origin: { line: 6 },
      },
    ],
  ],
  [
    'itself',
    { dev: release, prod: { after: ['prod'] } },
    [{ code: 'config/promotion-cycle', message: '`prod` comes after itself', origin: { line: 6 } }],
  ],
  [
    'a cycle, once, in the direction of the tags',
    { dev: release, a: { after: ['c', 'dev'] }, b: { after: ['a'] }, c: { after: ['b'] } },
    [{ code: 'config/promotion-cycle', message: 'no tag can enter this cycle: `a` → `b` → `c` → `a`', origin: { line: 6 } }],
  ],
  [
    'two cycles',
    { a: { after: ['b'] }, b: { after: ['a'] }, c: { after: ['d'] }, d: { after: ['c'] } },
    [
      { code: 'config/promotion-cycle', origin: { line: 5 } },
      { code: 'config/promotion-cycle', origin: { line: 7 } },
    ],
  ],
  [
    'a range that is none',
    { dev: { ...release, tags: 'new ones' } },
    [{ code: 'config/not-allowed', message: '`new ones` is not a semver range' }],
  ],
  ['soaking a release', { dev: { ...release, soak: 1 } }, [{ code: 'config/not-allowed', fix: 'remove `soak`, or set `after`' }]],
])('%s is an error', (_, order, findings) => {
  const found = checkPromotionOrder(appWith(order));
  expect(found).toMatchObject(findings);
  expect(found.every(({ severity }) => severity === 'error')).toBe(true);
});
