import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const CLI = join(ROOT, 'dist/cli/index.js');
const page = readFileSync(join(ROOT, 'docs/bundles.md'), 'utf8');

/** The files that the page shows: a path in bold, then a block. */
const shown = new Map(
  [...page.matchAll(/^\*\*(\S+)\*\*\n\n```\w+\n([\s\S]*?)^```$/gm)].map(([, path = '', text = '']) => [path, text]),
);
let dir = '';

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'fairlead-bundle-'));
  for (const [path, text] of shown) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  execFileSync('git', ['init', '--quiet', dir]);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const fairlead = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: dir, encoding: 'utf8' });
  return { status, stdout, stderr };
};

test('the example of docs/bundles.md renders to what the page shows', () => {
  expect(shown.size).toBe(11);
  expect(fairlead('render', 'apps/hello', '-e', 'dev')).toEqual({ status: 0, stdout: shown.get('output'), stderr: '' });
});

test('it is clean in every environment, and takes a release', () => {
  expect(fairlead('validate')).toMatchObject({ status: 0, stdout: expect.not.stringMatching(/: (error|warning) /) });
  expect(fairlead('promote', '--tag', 'v1.1.0').stdout).toContain('      + tag: v1.1.0\n');
});
