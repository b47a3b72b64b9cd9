// Times processes side by side: the commands of a line take turns, so that a busy machine slows all of them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Compiled code is kept in a folder of the bench alone: what is measured was not kept by another run, and it goes away. */
export function ownCaches() {
  const dir = mkdtempSync(join(tmpdir(), 'fairlead-bench-'));
  process.env.XDG_CACHE_HOME = dir;
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
}

/** Milliseconds that a command takes. */
export function time([program, ...args], cwd, env = {}) {
  const start = process.hrtime.bigint();
  const all = { ...process.env, ARGOCD_ENV_ENVIRONMENT: 'prod', ...env };
  const run = spawnSync(program, args, { cwd, env: all, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${run.error?.message ?? run.stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Rows of milliseconds, a column for each side; a side is one command or several in a row. All run once before it counts. */
export function rounds(runs, cwd, ...sides) {
  const once = (side) => side.commands.reduce((sum, command) => sum + time(command, cwd, side.env), 0);
  sides.map(once);
  return Array.from({ length: runs }, () => sides.map(once));
}

/** Says whether a budget is kept; one that is not makes the process end with 1. */
export function verdict(kept, budget) {
  if (!kept) process.exitCode = 1;
  return `${budget}: ${kept ? 'kept' : 'EXCEEDED'}`;
}

/** Prints both medians, and the median ratio of a pair beside its budget if there is one. */
export function compare(title, runs, cwd, ours, theirs, budget) {
  const pairs = rounds(runs, cwd, ours, theirs);
  const ratio = median(pairs.map(([a, b]) => a / b));
  const [a, b] = [0, 1].map((side) => median(pairs.map((pair) => pair[side])).toFixed(1));
  const end = budget === undefined ? '' : `, ${verdict(ratio <= budget, `budget ${budget}`)}`;
  console.log(`${title}: ${ours.name} ${a} ms, ${theirs.name} ${b} ms, ratio ${ratio.toFixed(2)}${end}`);
}
