// Makes an input in a folder of its own, and measures the process that reads it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, '../../../dist/cli/index.js');
const TIMEOUT = 60_000;

/** Runs the command of an input once for each of `runs`; gives CPU seconds and peak memory of each, or why it failed. */
export function measure({ files, args, env = {}, cwd = 'app', prepare }, runs) {
  const top = mkdtempSync(join(tmpdir(), 'fairlead-hostile-'));
  try {
    mkdirSync(join(top, '.git'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(top, path)), { recursive: true });
      writeFileSync(join(top, path), text);
    }
    prepare?.(top);
    return Array.from({ length: runs }, () => once(top, join(top, cwd), args, env));
  } finally {
    // Node's own removal overflows its stack on thousands of folders in each other.
    execFileSync('rm', ['-rf', top]);
  }
}

function once(top, cwd, args, env) {
  const usage = join(top, '.usage.json');
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--require', join(here, 'usage.cjs'), cli, ...args], {
    cwd,
    encoding: 'utf8',
    timeout: TIMEOUT,
    maxBuffer: 1 << 30,
    env: { PATH: process.env.PATH, NODE_DISABLE_COMPILE_CACHE: '1', FAIRLEAD_USAGE: usage, ...env },
  });
  if (signal === 'SIGTERM') return { failed: `longer than ${TIMEOUT / 1000} s` };
  if (status === null || status === 70 || status > 100) return { failed: `exit ${status ?? signal}: ${stderr.slice(0, 200)}` };
  return { ...JSON.parse(readFileSync(usage, 'utf8')), status, told: (stdout || stderr).slice(0, 200) };
}
