import { expect, test } from '@jest/globals';
import { markersIn, promotionBody } from '../../src/report/index.js';

test('a pull request of hundreds of apps stays below the limit of GitHub, and its markers name all of them', () => {
  const digest = { before: `sha256:${'a'.repeat(64)}`, after: `sha256:${'b'.repeat(64)}` };
  const apps = Array.from({ length: 400 }, (_, i) => ({
    app: `app-${i}`,
    from: 'v1.0.0',
    to: 'v1.1.0',
    lines: [{ path: `apps/team/app-${i}/environments/dev.yaml`, line: 2 }],
    changes: [],
    digest,
    findings: [],
  }));
  const body = promotionBody({ environment: 'dev', kind: 'promotion', apps });
  expect([body.length < 65_536, markersIn(body).length]).toEqual([true, 400]);
  expect(body).toMatch(/and \d+ apps more, left out/);
});
