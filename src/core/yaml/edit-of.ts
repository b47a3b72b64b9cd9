import { isMap, type Json, type Path } from '../base/json.js';
import type { Mend, TextEdit } from '../findings/types.js';
import type { Located } from './construct.js';
import type { lineIndex } from './lines.js';
import { staysText } from './plain.js';

const write = (value: Json): string =>
  typeof value === 'string' && staysText(value, true) && /^[\w./-]+$/.test(value) ? value : JSON.stringify(value);

/** True if nothing else in the document shares what stands at the path: no anchor is on the way, and no merge. */
export function standsAlone(root: Located, path: Path): boolean {
  let here = root;
  for (const step of path) {
    const next = here.children?.().get(String(step));
    const { start, end } = here.node;
    if (!next || (next.key && (next.key.start < start || next.key.end > end))) return false;
    if (next.node.kind === 'alias' || next.node.anchor !== undefined) return false;
    here = next;
  }
  return root.node.kind !== 'alias' && root.node.anchor === undefined;
}

/** The edit of a file that fixes a key or its scalar; undefined where the file says it in an odd way, or over several lines. */
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
