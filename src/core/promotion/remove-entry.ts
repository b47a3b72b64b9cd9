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
  const { start, end } = entryRange(file.text, place);
  const splices = place.parent.flow
    ? fromFlow(file.text, place, start, end)
    : [
        withItsLine(file.text, start, end),
        ...(place.parent.entries.length > 1 ? [] : emptied(file.text, findPlace(root, path.slice(0, -1)))),
      ];
  return rewritten(file, splices, withoutKey(data, path), path);
}

/** The range, with its line if nothing else stands there. */
function withItsLine(text: string, start: number, end: number): Splice {
  const line = lineStart(text, start);
  const next = behind(text, end, '\\r?\\n|$');
  if (next === undefined || text.slice(line, start).trim() !== '') return cut(start, end);
  // A file without a line break at its end has none there afterwards either.
  const before = next > end ? 0 : (/\r?\n$/.exec(text.slice(0, line))?.[0].length ?? 0);
  return cut(line - before, next);
}

function emptied(text: string, above: Place): readonly Splice[] {
  const at = above.kind === 'there' && above.key ? behindColon(text, above.key) : undefined;
  return at === undefined ? [] : [{ start: at, end: at, text: ' {}' }];
}

/** With the comma behind it, or for the last entry the one before it; comments in between stay. */
function fromFlow(text: string, { parent, node }: There, start: number, end: number): readonly Splice[] {
  const next = behind(text, end, '_,');
  if (next !== undefined) {
    return text.slice(end, next).trim() === ','
      ? [withItsLine(text, start, behind(text, next, '[ \\t]*') ?? next)]
      : [cut(start, end), cut(next - 1, next)];
  }
  const previous = parent.entries[parent.entries.findIndex(({ value }) => value === node) - 1];
  const comma = previous && behind(text, lastOffset(text, previous.value), '_,');
  if (comma === undefined) return [cut(start, end)];
  return text.slice(comma, start).trim() === '' ? [cut(comma - 1, end)] : [cut(comma - 1, comma), withItsLine(text, start, end)];
}

const cut = (start: number, end: number): Splice => ({ start, end, text: '' });
