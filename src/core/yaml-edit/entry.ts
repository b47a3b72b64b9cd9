import type { Located } from '../yaml/construct.js';
import type { MapNode } from '../yaml/nodes.js';
import { locate } from '../yaml/read.js';
import { columnOf, lastOffset, lineEnd, lineStart } from './layout.js';
import { type Entry, findPlace } from './place.js';
import type { Refusal } from './refusal.js';

/** An entry as it is written: its value may be an alias. */
export interface Written extends Entry {
  readonly map: MapNode;
}

/** The entry at a path of keys; undefined if there is none, and a refusal if it stands in a map that other places share. */
export function findEntry(root: Located | undefined, path: readonly string[]): Written | Refusal | undefined {
  const child = locate(root, path);
  const map = locate(root, path.slice(0, -1))?.node;
  if (!child || map?.kind !== 'map') return undefined;
  const entry = map.entries.find(({ key }) => key === child.key);
  const place = findPlace(root, entry ? path.slice(0, -1) : path);
  if (place.kind !== 'refused' && place.shared) return place.shared;
  return entry && { ...entry, map };
}

/**
 * The range of an entry: between braces its key and value; in a block map its lines, from the key to the end of the last line with
 * the comment there, but without blank lines behind a block scalar.
 */
export function entryRange(text: string, { map, key, value }: Written): { readonly start: number; readonly end: number } {
  const last = lastOffset(text, value);
  if (map.flow) return { start: key.start, end: last };
  const start = lineStart(text, key.start) + columnOf(text, map);
  const end = lineEnd(text, last);
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
