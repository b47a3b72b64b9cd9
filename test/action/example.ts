import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './harness.js';

/** The files of examples/shop, as a GitOps repository of its own. */
export function exampleFiles(): Record<string, string> {
  const top = join(ROOT, 'examples/shop');
  const walk = (dir: string): [string, string][] =>
    readdirSync(join(top, dir), { withFileTypes: true }).flatMap((entry) => {
      const path = dir === '' ? entry.name : `${dir}/${entry.name}`;
      return entry.isDirectory() ? walk(path) : [[path, readFileSync(join(top, path), 'utf8')]];
    });
  return Object.fromEntries(walk(''));
}

export const DEV = 'apps/web/environments/dev.yaml';
export const STAGING = 'apps/web/environments/staging.yaml';

/** Events as GitHub sends them, cut to what matters. */
export const released = (tag: string) => ({
  action: 'published',
  release: { tag_name: tag, draft: false, prerelease: false },
  repository: { default_branch: 'main' },
});
export const pushed = { repository: { default_branch: 'main' } };
export const pullRequest = (number: number, base: string, head: string) => ({
  action: 'synchronize',
  number,
  pull_request: { number, base: { sha: base, ref: 'main' }, head: { sha: head } },
  repository: { default_branch: 'main' },
});
