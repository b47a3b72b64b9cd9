import type { Finding, TextEdit } from './types.js';

/** A finding's `instead` as an edit of the file that it is about; without one where the line says it not just once, or the file is not there. */
export function withEdit(item: Finding, read: (path: string) => string | undefined): Finding {
  const { instead, ...rest } = item;
  if (!instead) return item;
  const { origin } = rest;
  const line =
    origin?.from === 'file'
      ? read(origin.path)
          ?.replace(/^\uFEFF/, '')
          .split(/\r?\n/)[origin.line - 1]
      : undefined;
  if (origin?.from !== 'file' || line === undefined) return rest;
  const [left = '', right = '', ...more] = line.split(instead.before);
  if (!line.includes(instead.before) || more.length > 0 || /[\w./-]$/.test(left) || /^[\w./-]/.test(right)) return rest;
  return { ...rest, edit: { path: origin.path, line: origin.line, column: left.length + 1, ...instead } };
}

/** The text with every edit made whose text still stands there and that no other one overlaps, and the edits made, in the order of the file. */
export function applyEdits(
  text: string,
  edits: readonly TextEdit[],
): { readonly text: string; readonly made: readonly TextEdit[] } {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  const offset = ({ line, column }: TextEdit) =>
    (starts[line - 1] ?? text.length) + column - 1 + (line === 1 && text.startsWith('\uFEFF') ? 1 : 0);
  const made: TextEdit[] = [];
  let out = '';
  let done = 0;
  for (const edit of edits.toSorted((a, b) => offset(a) - offset(b))) {
    const start = offset(edit);
    if (start < done || !text.startsWith(edit.before, start)) continue;
    out += text.slice(done, start) + edit.after;
    done = start + edit.before.length;
    made.push(edit);
  }
  return { text: out + text.slice(done), made };
}
