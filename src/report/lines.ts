import { clean } from './clean.js';
import { shorten, shortenBoth } from './shorten.js';

/** A line of a small diff: kept, removed or added. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

const CONTEXT = 2;
const MOST = 40;
const WIDTH = 120;
const GAP: DiffLine = { sign: ' ', text: '…' };

const kept = (text: string): DiffLine => ({ sign: ' ', text: shorten(clean(text), WIDTH) });

/** What went, then what came; long lines are cut around what differs in them. */
function replaced(old: readonly string[], now: readonly string[]): readonly DiffLine[] {
  const both = (i: number) => shortenBoth(clean(old[i] ?? ''), clean(now[i] ?? ''), WIDTH);
  return [
    ...old.map((_, i): DiffLine => ({ sign: '-', text: both(i)[0] })),
    ...now.map((_, i): DiffLine => ({ sign: '+', text: both(i)[1] })),
  ];
}

/** The longest common subsequence of two lists of lines; where the table would be too large, everything is replaced. */
function script(old: readonly string[], now: readonly string[]): readonly DiffLine[] {
  if (old.length * now.length > 250_000) return replaced(old, now);
  const width = now.length + 1;
  const table = new Uint32Array((old.length + 1) * width);
  const common = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = old[i] === now[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j, a, b] = [0, 0, 0, 0];
  while (i < old.length && j < now.length) {
    const text = old[i] ?? '';
    if (text === now[j]) {
      lines.push(...replaced(old.slice(a, i), now.slice(b, j)), kept(text));
      i += 1;
      j += 1;
      [a, b] = [i, j];
    } else if (common(i + 1, j) >= common(i, j + 1)) i += 1;
    else j += 1;
  }
  return [...lines, ...replaced(old.slice(a), now.slice(b))];
}

/** The changed lines and two around them; all harmless to print, and never more than 41. A side that is undefined has no lines. */
export function diffLines(before: string | undefined, after: string | undefined): readonly DiffLine[] {
  const closed = [before, after].every((text) => text === undefined || text.endsWith('\n'));
  const split = (text: string | undefined) => (text === undefined ? [] : (closed ? text.slice(0, -1) : text).split('\n'));
  const [old, now] = [split(before), split(after)];
  const shortest = Math.min(old.length, now.length);
  let head = 0;
  while (head < shortest && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const middle = script(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  const lines = [...old.slice(0, head).map(kept), ...middle, ...old.slice(old.length - tail).map(kept)];
  const near = (i: number) => lines.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(({ sign }) => sign !== ' ');
  const shown = lines.flatMap((line, i) => (near(i) ? [line] : i === 0 || near(i - 1) ? [GAP] : []));
  const left = shown.length - MOST;
  return left > 0 ? [...shown.slice(0, MOST), { sign: ' ', text: `… ${left} more lines` }] : shown;
}
