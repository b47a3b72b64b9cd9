import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** What is shipped is what is tested; the variable names another build while developing. */
export const CLI = resolve(process.env['FAIRLEAD_CLI'] ?? 'dist/cli/index.js');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the CLI as a process of its own, with no environment but what is given. */
export function fairlead(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  const path = process.env['PATH'] ?? '';
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: path, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}
