// What all schemas and rules cost on top of rendering, in a cold process.
import { median, rounds, verdict } from './time.mjs';

/** Milliseconds on a machine where bare Node takes fifty; on a slower or busier one as much more. */
const [BUDGET, BARE] = [15, 50];

export function validation(runs, cwd, cli, bare) {
  const generate = (validate) => ({ commands: [[process.execPath, cli, 'generate', '--validate', validate]] });
  const rows = rounds(runs, cwd, generate('off'), generate('on'), bare);
  const [off, on, node] = [0, 1, 2].map((side) => median(rows.map((row) => row[side])));
  const more = median(rows.map(([a, b]) => b - a));
  const budget = (BUDGET * Math.max(node, BARE)) / BARE;
  console.log(
    `validation: without ${off.toFixed(1)} ms, with ${on.toFixed(1)} ms, ${more.toFixed(1)} ms more, ` +
      `${(more / node).toFixed(2)} × ${bare.name}, ${verdict(more < budget, `budget ${budget.toFixed(0)} ms`)}`,
  );
}
