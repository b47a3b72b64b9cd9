// How time and memory grow with hostile inputs: each at n, 2n and 4n, where 4n is about 1 MiB.
//   node scripts/bench/hostile.mjs [--only TEXT] [--runs 5]
// Exit 1 if twice the input takes more than 2.6 times the time, if memory passes 400 MiB, or if a process crashes.
import { parseArgs } from 'node:util';
import { INPUTS } from './hostile/inputs.mjs';
import { measure } from './hostile/run.mjs';
import { median } from './time.mjs';

const GROWTH = 2.6;
const MEMORY = 400;
// Less is noise: what is so quick at 1 MiB needs no bound.
const LEAST = 0.2;

const { values: flags } = parseArgs({
  options: { only: { type: 'string', default: '' }, runs: { type: 'string', default: '5' } },
});
const row = (...cells) => console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(32) : cell.padStart(9))).join(' '));

function judge({ name, most, make }) {
  const empty = measure(make(1), Number(flags.runs));
  const sizes = [most / 4, most / 2, most].map((n) => measure(make(Math.ceil(n)), Number(flags.runs)));
  const failed = [empty, ...sizes].flat().find((run) => run.failed);
  if (failed) return { name, verdict: `FAILED: ${failed.failed}` };
  const base = median(empty.map(({ seconds }) => seconds));
  const times = sizes.map((runs) => Math.max(0, median(runs.map(({ seconds }) => seconds)) - base));
  const memory = Math.max(...sizes.flat().map(({ mebibytes }) => mebibytes));
  const growth = [times[1] / times[0], times[2] / times[1]];
  const slow = growth.some((ratio, i) => times[i + 1] >= LEAST && ratio > GROWTH);
  return { name, times, growth, memory, verdict: slow ? 'TOO SLOW' : memory > MEMORY ? 'TOO LARGE' : 'kept' };
}

row('CPU seconds beyond an empty input', 'n', '2n', '4n', '2n/n', '4n/2n', 'MiB', '');
for (const input of INPUTS.filter(({ name }) => name.includes(flags.only))) {
  const { name, times = [], growth = [], memory, verdict } = judge(input);
  const cell = (number, digits) => (Number.isFinite(number) ? number.toFixed(digits) : '');
  row(name, ...[0, 1, 2].map((i) => cell(times[i], 2)), ...[0, 1].map((i) => cell(growth[i], 1)), cell(memory, 0), verdict);
  if (verdict !== 'kept') process.exitCode = 1;
}
