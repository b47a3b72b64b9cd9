import { columnOf, lastOffset, lineEnd, lineStart } from './layout.js';
import type { Place } from './place.js';

/**
 * The range of an entry: between braces its key and value; in a block map its lines, from the key to the end of the last line with
 * the comment there, but without blank lines behind a block scalar.
 */
export function entryRange(
  text: string,
  { parent, key, node }: Pick<Extract<Place, { kind: 'there' }>, 'parent' | 'key' | 'node'>,
): { readonly start: number; readonly end: number } {
  const first = key?.start ?? node.start;
  const last = lastOffset(text, node);
  if (parent.flow) return { start: first, end: last };
  const start = lineStart(text, first) + columnOf(text, parent);
  const end = lineEnd(text, last);
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
