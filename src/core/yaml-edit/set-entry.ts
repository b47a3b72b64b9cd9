import type { Outcome, SourceFile } from '../findings/types.js';
import { readYamlMap } from '../yaml/read.js';
import { entryRange, findEntry } from './entry.js';
import { insertEntry } from './insert.js';
import { columnOf, newlineAt, unitOf } from './layout.js';
import { findPlace } from './place.js';
import { cannotEdit } from './refusal.js';
import { rewritten } from './rewritten.js';
import { withValue } from './with.js';
import { blockLines, flowEntries } from './write.js';

/**
 * Writes a map of scalars at a path of a YAML file, in the file's own indentation and line ends, and changes nothing else: behind
 * the entries that are there, or in the place of the entry of that name. Strings are quoted where some YAML reader needs it.
 * Findings: those of reading the file, and `promotion/cannot-edit` where the place is shared by aliases or merge keys.
 */
export function setEntry(
  file: SourceFile,
  path: readonly string[],
  value: Readonly<Record<string, string | number | boolean>>,
): Outcome<SourceFile> {
  const read = readYamlMap(file);
  if (!read.ok) return read;
  const { root, data } = read.value;
  const wanted = withValue(data, path, value);
  const old = findEntry(root, path);
  if (!old) {
    const place = findPlace(root, path);
    if (place.kind === 'refused') return cannotEdit(file, place);
    if (place.shared) return cannotEdit(file, place.shared);
    if (place.kind === 'missing') return rewritten(file, [insertEntry(file.text, place, value, root?.node)], wanted, path);
    throw new Error('a value without an entry');
  }
  if ('message' in old) return cannotEdit(file, old);

  const { map, key } = old;
  const { start, end } = entryRange(file.text, old);
  const entry = { [path.at(-1) ?? '']: value };
  const unit = unitOf(file.text, map) ?? (root && unitOf(file.text, root.node)) ?? '  ';
  const lead = ' '.repeat(columnOf(file.text, map));
  const text = map.flow
    ? flowEntries(entry, key.kind === 'scalar' && key.style === 'double')
    : blockLines(entry, lead, unit).join(newlineAt(file.text, start)).slice(lead.length);
  return rewritten(file, [{ start, end, text }], wanted, path);
}
