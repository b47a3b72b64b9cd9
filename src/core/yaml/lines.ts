import type { Span } from '../findings/types.js';

/** The offset at which each line of a text begins. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

/** Turns offsets of a text into lines and columns; the line table is made at the first question. */
export function lineIndex(text: string): (start: number, end: number) => Span {
  let starts: readonly number[] | undefined;
  return (start, end) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    const begin = starts[low] ?? 0;
    const lineEnd = starts[low + 1] ?? text.length + 1;
    const bom = low === 0 && text.startsWith('\uFEFF') ? 1 : 0;
    return {
      line: low + 1,
      column: Math.max(1, start - begin + 1 - bom),
      length: Math.max(1, Math.min(end, lineEnd - 1) - start),
    };
  };
}
