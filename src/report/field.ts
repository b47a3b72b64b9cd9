import type { FieldChange } from '../core/diff/index.js';
import type { Json } from '../core/index.js';
import { clean } from './clean.js';
import { type DiffLine, diffLines } from './lines.js';
import { shorten, shortenBoth } from './shorten.js';

/** A field as every report says it: in words, as one or two short values, or as a small diff. All of it is harmless one-line text. */
export interface FieldText {
  readonly path: string;
  readonly note?: string;
  readonly before?: string;
  readonly after?: string;
  readonly lines?: readonly DiffLine[];
}

/** A string stands as it is, unless it would be taken for another type or for nothing. */
function show(value: Json): string {
  if (typeof value !== 'string') return clean(JSON.stringify(value));
  const other = /^(?:-?[\d.]+(?:e[+-]?\d+)?|true|false|null|[[{].*)$/i.test(value) || value.trim() !== value || value === '';
  return clean(other ? JSON.stringify(value) : value);
}

const severalLines = (value: Json | undefined): value is string => typeof value === 'string' && /\n./.test(value);
const isText = (value: Json | undefined): value is string | undefined => value === undefined || typeof value === 'string';

/** Says one field change; values of secrets are not in it, and are not looked for. */
export function describeField({ action, path, before, after, secret }: FieldChange): FieldText {
  const name = shorten(clean(path), 160);
  if (secret) return { path: name, note: `${action} (secret, not shown)` };
  if (isText(before) && isText(after) && (severalLines(before) || severalLines(after)))
    return { path: name, lines: diffLines(before, after) };
  if (before === undefined) return { path: name, after: shorten(show(after ?? null)) };
  if (after === undefined) return { path: name, before: shorten(show(before)) };
  const [old, now] = shortenBoth(show(before), show(after));
  return { path: name, before: old, after: now };
}
