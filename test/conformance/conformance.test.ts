import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));

test.each([
  ['', []],
  [' with compat helm', ['--compat']],
])(
  'the built CLI%s renders the objects that the chart gives under Helm, for every values file',
  (mode, flags) => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['test/conformance/check.mjs', ...flags, '--', process.execPath, 'dist/cli/index.js'],
      { cwd: root, encoding: 'utf8' },
    );
    expect(`${stdout}${stderr}`.trim()).toBe(`conformance${mode}: 80 passed, 0 failed`);
  },
  300_000,
);
