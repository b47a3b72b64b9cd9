import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the built CLI renders the objects that the chart gives under Helm, for every values file', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['test/conformance/check.mjs', '--', process.execPath, 'dist/cli/index.js'],
    { cwd: root, encoding: 'utf8' },
  );
  expect(`${stdout}${stderr}`.trim()).toBe('conformance: 80 passed, 0 failed');
}, 300_000);
