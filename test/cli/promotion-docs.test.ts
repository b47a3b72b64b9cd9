import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { emptyProject } from './project.js';

test('the file with all rules promotes', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/promotion.md'), 'utf8');
  const [, text = ''] = /```yaml\n(fairlead: v1\n[\s\S]*?)```/.exec(page) ?? [];
  // No registry is asked here.
  const app = text.replace(/^ +image: \{ platforms: .*\n/m, '');
  const values = (tag: string) => `image: { repository: ghcr.io/acme/web, tag: ${tag} }\n`;
  const dir = emptyProject({
    'fairlead.yaml': app,
    ...Object.fromEntries(['dev', 'staging', 'prod'].map((name) => [`environments/${name}.yaml`, values('v1.0.0')])),
  });
  expect(fairlead(dir, ['validate', '--format', 'text']).out).not.toContain('error');
  for (const [environment, args] of [
    ['dev', ['--tag', 'v1.1.0']],
    ['staging', []],
  ] as const) {
    const { code, out } = fairlead(dir, ['promote', ...args, '--write']);
    expect([code, out]).toEqual([0, expect.stringContaining(`wrote environments/${environment}.yaml\n`)]);
    expect(readFileSync(join(dir, `environments/${environment}.yaml`), 'utf8')).toBe(values('v1.1.0'));
  }
});
