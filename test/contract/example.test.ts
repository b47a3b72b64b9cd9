import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

const fairlead = (cwd: string, line: string) => {
  const args = [join(ROOT, 'dist/cli/index.js'), ...line.split(' ')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
};
const untimed = (text: string) => text.replace(/ · \d+\.\d s$/m, '').trimEnd();

test('the README shows what its first command prints', () => {
  const [, command = '', shown = ''] =
    /```console\n\$ node dist\/cli\/index\.js (.+)\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
  const { status, stdout, stderr } = fairlead(ROOT, command);
  expect({ status, stderr, stdout: untimed(stdout) }).toEqual({ status: 0, stderr: '', stdout: shown.trimEnd() });
});

test('the example is clean and promotes from the first environment to the last, without Git history', () => {
  const dir = mkdtempSync(join(tmpdir(), 'fairlead-shop-'));
  try {
    cpSync(join(ROOT, 'examples/shop'), dir, { recursive: true });
    expect(fairlead(dir, 'validate')).toMatchObject({ status: 0, stdout: expect.not.stringMatching(/: (error|warning) /) });
    expect(fairlead(dir, 'promote --tag v1.1.0 --write').stdout).toContain('wrote apps/web/environments/dev.yaml');
    expect(fairlead(dir, 'promote --write').stdout).toContain('wrote apps/web/environments/staging.yaml');
    expect(fairlead(dir, 'promote --write').stdout).toContain('wrote apps/web/environments/prod.yaml');
    const file = readFileSync(join(dir, 'apps/web/environments/prod.yaml'), 'utf8');
    const before = readFileSync(join(ROOT, 'examples/shop/apps/web/environments/prod.yaml'), 'utf8');
    expect(file).toBe(before.replace('"v1.0.0"', '"v1.1.0"'));
  } finally {
    rmSync(dir, { recursive: true });
  }
});
