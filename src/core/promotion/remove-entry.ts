import type { Outcome, SourceFile } from '../types.js';
import { readYamlMap } from '../yaml/read.js';
import { entryRange } from './entry.js';
import { behind, behindColon, lastOffset, lineStart } from './layout.js';
import { findPlace, type Place } from './place.js';
import { cannotEdit } from './refusal.js';
import { rewritten } from './rewritten.js';
import type { Splice } from './splice.js';
import { withoutKey } from './with.js';

type There = Extract<Place, { kind: 'there' }>;

/**
 * Removes the key at a path of a YAML file with its lines, and nothing else: comments before and behind it stay, and a map that is
 * empty then is written `{}`. The text comes back unchanged if the key is not there. Findings: as for `setEntry`.
 */
export function removeEntry(file: SourceFile, path: readonly string[]): Outcome<SourceFile> {
  const read = readYamlMap(file);
  if (!read.ok) return read;
  const { root, data } = read.value;
  const place = findPlace(root, path);
  if (place.kind !== 'there') return { ok: true, value: file, findings: read.findings };
  if (place.shared) return cannotEdit(file, place.shared);
  const above = findPlace(root, path.slice(0, -1));
  const splices = place.parent.flow
    ? fromFlow(file.text, place)
    : [
        withItsLine(file.text, entryRange(file.text, place)),
        ...(place.parent.entries.length > 1 ? [] : emptied(file.text, above)),
      ];
  return rewritten(file, splices, withoutKey(data, path), path);
}

/** The range and its line break, if nothing else stands there. */
function withItsLine(text: string, { start, end }: { readonly start: number; readonly end: number }): Splice {
  const line = lineStart(text, start);
  const lead = text.slice(line, start);
  if (lead.trim() !== '') return { start, end, text: '' };
  const newline = /\r?\n/y;
  newline.lastIndex = end;
  if (newline.test(text)) return { start: line, end: newline.lastIndex, text: '' };
  // Without a line break at its end, a file has none there afterwards either.
  const before = /\r?\n$/.exec(text.slice(0, line))?.[0].length ?? 0;
  return { start: end === text.length ? line - before : line, end, text: '' };
}

function emptied(text: string, above: Place): readonly Splice[] {
  const at = above.kind === 'there' && above.key ? behindColon(text, above.key) : undefined;
  return at === undefined ? [] : [{ start: at, end: at, text: ' {}' }];
}

/** With the comma behind it, or for the last entry the one before it; comments in between stay. */
function fromFlow(text: string, { parent, node, ...place }: There): readonly Splice[] {
  const { start, end } = entryRange(text, { parent, node, ...place });
  const next = behind(text, end, '_,');
  if (next !== undefined) {
    if (text.slice(end, next).trim() === ',') return [withItsLine(text, { start, end: behind(text, next, '[ \\t]*') ?? next })];
    return [cut(start, end), cut(next - 1, next)];
  }
  const previous = parent.entries[parent.entries.findIndex(({ value }) => value === node) - 1];
  const comma = previous && behind(text, lastOffset(text, previous.value), '_,');
  if (comma === undefined) return [cut(start, end)];
  return text.slice(comma, start).trim() === ''
    ? [cut(comma - 1, end)]
    : [cut(comma - 1, comma), withItsLine(text, { start, end })];
}

const cut = (start: number, end: number): Splice => ({ start, end, text: '' });
