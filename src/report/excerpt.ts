import type { Finding, Span } from '../core/index.js';
import { clean } from './clean.js';

/** Source text by path; undefined if it is not known. */
export type Sources = (path: string) => string | undefined;

export interface Excerpt {
  readonly number: string;
  readonly text: string;
  /** Blanks, then a caret under each character that the finding is about. */
  readonly underline: string;
}

const WIDTH = 110;

/** A key that people keep secrets under, and its value, unless that is only a switch. */
const SECRET =
  /^(.*?(?:password|passwd|token|secret|api_?key|private_?key|credentials?|dockerconfigjson)["']?\s*[:=]\s*)(?!["']?(?:true|false|yes|no|on|off|null|~|\{\}|\[\])["']?\s*(?:#.*)?$)(\S.*)$/i;

/** True if a line sets what looks like a secret. */
export const setsSecret = (line: string): boolean => SECRET.test(line);

/** The columns of a line that may be shown: a line that sets a secret ends before its value. */
const shown = (line: string): string => {
  const match = SECRET.exec(line);
  return match ? `${match[1]}***` : line;
};

/** The line of source that a finding points at, without its indentation and cut around the spot. Lines that set secrets lose their value. */
export function excerptOf({ origin, code }: Finding, sources: Sources): Excerpt | undefined {
  if (origin?.from !== 'file' || code === 'values/plain-secret') return undefined;
  const line = sources(origin.path)?.split(/\r?\n/)[origin.line - 1];
  if (line === undefined || line.trim() === '') return undefined;
  return cut(shown(line), origin, String(origin.line));
}

function cut(line: string, span: Span, number: string): Excerpt {
  const from = Math.min(span.column - 1, line.length);
  const indent = line.length - line.trimStart().length;
  const start = from - indent > WIDTH / 2 ? from - 20 : Math.min(indent, from);
  const end = Math.min(line.length, start + WIDTH);
  const before = `${start > indent ? '…' : ''}${clean(line.slice(start, from))}`;
  const marked = clean(line.slice(from, Math.min(end, from + span.length)));
  const after = `${clean(line.slice(Math.min(end, from + span.length), end))}${end < line.length ? '…' : ''}`;
  return {
    number,
    text: `${before}${marked}${after}`,
    underline: `${' '.repeat(before.length)}${'^'.repeat(Math.max(1, marked.length))}`,
  };
}
