// Where things stand in a YAML text, as far as its nodes do not say.
import { lineIndex } from '../yaml/lines.js';
import type { MapNode, YamlNode } from '../yaml/nodes.js';

/** Spaces before a node on its line. */
export const columnOf = (text: string, node: YamlNode): number => lineIndex(text)(node.start, node.end).column - 1;

/** The start of the line that `offset` is on, behind a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.startsWith('\uFEFF', start) ? start + 1 : start;
}

/** The end of the line that `offset` is on; a block scalar reaches behind its last line break. */
export function lineEnd(text: string, offset: number): number {
  const found = text[offset - 1] === '\n' ? offset - 1 : text.indexOf('\n', offset);
  const end = found < 0 ? text.length : found;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** The line break that users used next to `offset`. */
export function newlineAt(text: string, offset: number): string {
  const next = text.indexOf('\n', offset);
  const at = next < 0 ? text.lastIndexOf('\n') : next;
  return text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** The offset behind a pattern (with the flag `y`) that begins at `offset`; undefined if it is not there. */
export function behind(text: string, offset: number, pattern: RegExp): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** A comma, behind white space and comments. */
export const COMMA = /(?:\s|#[^\n]*\n)*,/y;
/** A colon, behind white space and comments, with the anchors and YAML tags that follow on its line. */
const COLON = /(?:\s|#[^\n]*\n)*:(?:[ \t]+[&!][^\s,[\]{}]*)*/y;
/** The same for several dashes and colons, each with the white space that must follow. */
const EMPTY = /(?:(?:\s|#[^\n]*\n)*[-:](?:[ \t]+[&!][^\s,[\]{}]*)*(?:\s|$))+/y;
/** The bracket that closes a flow map or list. */
const CLOSE = /(?:[^\]}#]|#[^\n]*\n)*[\]}]/y;

/** Where an empty value belongs: behind the colon, and behind an anchor or YAML tag that stands there alone. */
export const behindColon = (text: string, key: YamlNode): number | undefined => behind(text, key.end, COLON);

/** Where a node ends: behind the closing brackets of flow maps and lists, and behind the `-` or `:` of an empty value. */
export function lastOffset(text: string, node: YamlNode): number {
  if (node.kind === 'alias') return node.end;
  if (node.kind === 'scalar' && node.start < node.end) return node.end;
  if (node.kind === 'scalar') {
    const end = behind(text, node.end, EMPTY) ?? node.end;
    return end > node.end && /\s/.test(text.charAt(end - 1)) ? end - 1 : end;
  }
  const last = node.kind === 'map' ? node.entries.at(-1)?.value : node.items.at(-1);
  const inner = last ? lastOffset(text, last) : node.start + 1;
  return node.flow ? (behind(text, inner, CLOSE) ?? inner) : inner;
}

/** The indentation of the first block map within another below a node; undefined if there is none. */
export function unitOf(text: string, node: YamlNode): string | undefined {
  if (node.kind === 'scalar' || node.kind === 'alias' || node.flow) return undefined;
  for (const value of node.kind === 'map' ? node.entries.map((entry) => entry.value) : node.items) {
    if (node.kind === 'map' && isBlockMap(value)) return ' '.repeat(columnOf(text, value) - columnOf(text, node));
    const deeper = unitOf(text, value);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

const isBlockMap = (node: YamlNode): node is MapNode => node.kind === 'map' && !node.flow;
