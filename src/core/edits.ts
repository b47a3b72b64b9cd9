import type { Json, Path } from './json.js';
import { isMap } from './json.js';
import { staysText } from './promotion/tag.js';
import type { Finding, Mend, TextEdit } from './types.js';
import type { Located } from './yaml/construct.js';
import type { lineIndex } from './yaml/lines.js';

const write = (value: Json): string =>
  typeof value === 'string' && staysText(value, true) && /^[\w./-]+$/.test(value) ? value : JSON.stringify(value);

/** True if nothing else in the document shares what stands at the path: no anchor is on the way, and no merge. */
export function standsAlone(root: Located, path: Path): boolean {
  let here = root;
  for (const step of path) {
    const next = here.children?.get(String(step));
    const { start, end } = here.node;
    if (!next || (next.key && (next.key.start < start || next.key.end > end))) return false;
    if (next.node.kind === 'alias' || next.node.anchor !== undefined) return false;
    here = next;
  }
  return root.node.kind !== 'alias' && root.node.anchor === undefined;
}

/** The edit of a file that mends a key or its scalar; undefined where the file says it in an odd way, or over several lines. */
export function editOf(
  file: { readonly path: string; readonly text: string; readonly span: ReturnType<typeof lineIndex> },
  parent: Located | undefined,
  node: Located | undefined,
  mend: Mend,
): TextEdit | undefined {
  const { key } = node ?? {};
  if (!node || key?.kind !== 'scalar') return undefined;
  const range = (start: number, end: number, after: string): TextEdit | undefined => {
    const before = file.text.slice(start, end);
    const { line, column } = file.span(start, end);
    return before.includes('\n') || before === after ? undefined : { path: file.path, line, column, before, after };
  };
  const kept = (style: string, text: string) => (style === 'plain' ? write(text) : JSON.stringify(text));
  if ('key' in mend) {
    const taken = isMap(parent?.value) && Object.hasOwn(parent.value, mend.key);
    return taken || key.anchor !== undefined || key.tag !== undefined
      ? undefined
      : range(key.start, key.end, kept(key.style, mend.key));
  }
  const value = node.node;
  const isOwn = /^[ \t]*:[ \t]+$/.test(file.text.slice(key.end, value.start));
  if (value.kind !== 'scalar' || value.style === 'block' || value.tag !== undefined || !isOwn) return undefined;
  if (!('quoted' in mend)) return range(value.start, value.end, write(mend.value));
  return value.style === 'plain' ? range(value.start, value.end, JSON.stringify(value.text)) : undefined;
}

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
