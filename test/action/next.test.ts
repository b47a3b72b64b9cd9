import { expect, test } from '@jest/globals';
import { scenario, small } from './scenario.js';

const window = '{ allow: "0 9 * * 1-4", for: 8h, zone: Europe/Amsterdam }';
const shop = scenario(() =>
  small({
    dev: 'from: release',
    eu: `after: [dev], soak: 2h, checks: [e2e], windows: [${window}], image: {}`,
    us: 'after: [dev], tags: ">=1.0.0"',
    asia: 'after: [dev], hold: { tag: v1.0.0, reason: no network }',
    prod: 'after: [eu, us]',
  }),
);
const next = (body = '') => body.split('**Next**\n\n')[1];

test('a pull request says what comes after it, and when', async () => {
  await shop.release('v1.1.0-rc.1');
  expect(next(shop.open('web/dev')?.body)).toContain(
    '- `us` does not take it\\: v1.1.0-rc.1 is not in `>=1.0.0`, which names no pre-releases\n',
  );
  await shop.release('v1.1.0');
  expect(next(shop.open('web/dev')?.body)).toBe(
    [
      '- `eu` takes `v1.1.0` once this is merged, `dev` has run it for 2h, `e2e` passed on the merged commit, the registry has its image and its window is open (`0 9 * * 1-4` for 8h, Europe/Amsterdam)',
      '- `us` takes `v1.1.0` once this is merged',
      '- `asia` is held at `v1.0.0`\\: no network',
      '',
    ].join('\n'),
  );
  shop.merge('web/dev');
  await shop.on('push');
  expect(next(shop.open('web/us')?.body)).toBe('- `prod` takes `v1.1.0` once this is merged and `eu` runs it too\n');
});
