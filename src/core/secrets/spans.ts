/** Where in a text a secret stands: offsets in UTF-16 units, the end excluded. */
export type Span = readonly [start: number, end: number];

/** Spans in order, those that touch made one. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const out: [number, number][] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) out.push([start, end]);
  }
  return out;
}

/** A text with something else in the place of its (merged) spans. */
export function replaced(text: string, spans: readonly Span[], instead: (part: string) => string): string {
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    parts.push(text.slice(at, start), instead(text.slice(start, end)));
    at = end;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(at);
}
