import type { Outcome, SourceFile } from '../findings/types.js';
import { readYamlMap } from '../yaml/read.js';
import { entryRange, findEntry, type Written } from './entry.js';
import { behind, behindColon, COMMA, lastOffset, lineStart } from './layout.js';
import { findPlace, type Place } from './place.js';
import { cannotEdit } from './refusal.js';
import { rewritten } from './rewritten.js';
import type { Splice } from './splice.js';
import { withoutKey } from './with.js';

/**
 * Removes the key at a path of a YAML file with its lines, and nothing else: comments before and behind it stay, and a map that is
 * empty then is written `{}`. The text comes back unchanged if the key is not there. Findings: as for `setEntry`.
 */
export function removeEntry(file: SourceFile, path: readonly string[]): Outcome<SourceFile> {
  const read = readYamlMap(file);
  if (!read.ok) return read;
  const { root, data } = read.value;
  const entry = findEntry(root, path);
  if (!entry) return { ok: true, value: file, findings: read.findings };
  if ('message' in entry) return cannotEdit(file, entry);
  const { start, end } = entryRange(file.text, entry);
  const splices = entry.map.flow
    ? fromFlow(file.text, entry, start, end)
    : [
        withItsLine(file.text, start, end),
        ...(entry.map.entries.length > 1 ? [] : emptied(file.text, findPlace(root, path.slice(0, -1)))),
      ];
  return rewritten(file, splices, withoutKey(data, path), path);
}

/** The range, with its line if nothing else stands there. */
function withItsLine(text: string, start: number, end: number): Splice {
  const line = lineStart(text, start);
  const next = behind(text, end, /\r?\n|$/y);
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
function fromFlow(text: string, { map, key }: Written, start: number, end: number): readonly Splice[] {
  const next = behind(text, end, COMMA);
  if (next !== undefined) {
    return text.slice(end, next).trim() === ','
      ? [withItsLine(text, start, behind(text, next, /[ \t]*/y) ?? next)]
      : [cut(start, end), cut(next - 1, next)];
  }
  const previous = map.entries[map.entries.findIndex((entry) => entry.key === key) - 1];
  const comma = previous && behind(text, lastOffset(text, previous.value), COMMA);
  if (comma === undefined) return [cut(start, end)];
  return text.slice(comma, start).trim() === '' ? [cut(comma - 1, end)] : [cut(comma - 1, comma), withItsLine(text, start, end)];
}

const cut = (start: number, end: number): Splice => ({ start, end, text: '' });
