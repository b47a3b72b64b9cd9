import { lineIndex } from '../yaml/lines.js';
import type { YamlNode } from '../yaml/nodes.js';
import type { Place } from './place.js';
import { behindColon, type Splice } from './replace.js';
import { staysText, writeTag } from './tag.js';

/** Puts a missing key into the map that it belongs to, or all of the missing path into what is empty there. */
export function insertKey(text: string, { rest, map, entry, flow }: Extract<Place, { kind: 'missing' }>, tag: string): Splice {
  const insert = (at: number, inserted: string): Splice => ({ start: at, end: at, text: inserted });
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const unit = unitOf(text);
  const lines = (column: number) => blockLines(rest, tag, ' '.repeat(column), unit).join(newline);
  const [first] = map?.entries ?? [];

  if (map?.flow) {
    const quoted = first?.key.kind === 'scalar' && first.key.style === 'double';
    return first
      ? insert(first.key.start, `${flowEntry(rest, tag, quoted)}, `)
      : insert(map.start + 1, flowEntry(rest, tag, quoted));
  }
  if (map && first) return insert(lineEnd(text, lastOffset(text, map)), newline + lines(columnOf(text, first.key)));
  if (!entry) return insert(text.length, /(^\uFEFF?|\n)$/.test(text) ? lines(0) + newline : newline + lines(0));

  const { key, value } = entry;
  const inFlow = `{${flowEntry(rest, tag, false)}}`;
  if (value.start < value.end) return { start: value.start, end: value.end, text: inFlow };
  const at = behindColon(text, key) ?? key.end;
  return flow ? insert(at, ` ${inFlow}`) : insert(lineEnd(text, at), newline + lines(columnOf(text, key) + unit.length));
}

const writeKey = (key: string, flow: boolean) =>
  /^[A-Za-z_][\w.-]*$/.test(key) && staysText(key, flow) ? key : JSON.stringify(key);

/** With `quoted`, as JSON has it: a values file may be one. */
function flowEntry([step = '', ...deeper]: readonly string[], tag: string, quoted: boolean): string {
  const value = deeper.length > 0 ? `{${flowEntry(deeper, tag, quoted)}}` : writeTag(tag, quoted ? 'double' : 'plain', true);
  return `${quoted ? JSON.stringify(step) : writeKey(step, true)}: ${value}`;
}

const blockLines = (steps: readonly string[], tag: string, lead: string, unit: string): readonly string[] =>
  steps.map((step, i) => {
    const key = `${lead}${unit.repeat(i)}${writeKey(step, false)}:`;
    return i < steps.length - 1 ? key : `${key} ${writeTag(tag, 'plain', false)}`;
  });

/** The file's own indentation: that of its first indented key. */
const unitOf = (text: string): string => /^ +(?=[^\s#-])/m.exec(text)?.[0] ?? '  ';

const columnOf = (text: string, node: YamlNode): number => lineIndex(text)(node.start, node.end).column - 1;

/** The end of the line that `offset` is on; a block scalar reaches behind its last line break. */
function lineEnd(text: string, offset: number): number {
  const found = text[offset - 1] === '\n' ? offset - 1 : text.indexOf('\n', offset);
  const end = found < 0 ? text.length : found;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** Where a node ends, the closing brackets of flow maps and lists included. */
function lastOffset(text: string, node: YamlNode): number {
  if (node.kind === 'scalar' || node.kind === 'alias') return node.end;
  const last = node.kind === 'map' ? node.entries.at(-1)?.value : node.items.at(-1);
  const inner = last ? lastOffset(text, last) : node.start + 1;
  if (!node.flow) return inner;
  const rest = /(?:[^\]}#]|#[^\n]*)*[\]}]/y;
  rest.lastIndex = inner;
  return rest.test(text) ? rest.lastIndex : inner;
}
