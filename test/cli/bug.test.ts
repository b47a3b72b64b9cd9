import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { CLI } from './fairlead.js';
import { project } from './project.js';

/** A copy of the program whose schema is damaged: no input of a user can do that, so it counts as a bug. */
const copy = mkdtempSync(join(tmpdir(), 'fairlead-bug-'));
cpSync(dirname(CLI), copy, { recursive: true });
writeFileSync(join(copy, 'assets/fairlead.schema.json'), '{');
afterAll(() => rmSync(copy, { recursive: true }));

test.each([
  ['what a report needs, and no stack', {}, false],
  ['the stack too, on request', { FAIRLEAD_DEBUG: '1' }, true],
])('a bug prints %s', (_, more, hasStack) => {
  const env = { PATH: process.env['PATH'] ?? '', ...more };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, 'index.js'), 'validate'], {
    cwd: project(),
    encoding: 'utf8',
    env,
  });
  expect({ status, stdout }).toEqual({ status: 70, stdout: '' });
  expect(stderr).toContain(`, Node ${process.version}, ${process.platform} ${process.arch}, command \`validate\`\n`);
  expect(stderr.includes('\n    at ')).toBe(hasStack);
});
