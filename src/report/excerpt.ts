import { type Finding, knownSecret, namesSecret, SECRET_NAMES, type Span } from '../core/index.js';
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
const SECRET = new RegExp(
  `^(.*?(?:${SECRET_NAMES}|dockerconfigjson)["']?\\s*[:=]\\s*)` +
    String.raw`(?!["']?(?:true|false|yes|no|on|off|null|~|\{\}|\[\])["']?\s*(?:#.*)?$)(\S.*)$`,
  'i',
);

/** A variable of a container with its name, and its value on the same line or on its own. */
const VARIABLE = /(?:^|[\s{,-])name["']?\s*:\s*["']?([\w.-]+)/;
const VALUE = /^(.*?(?:^|[\s{,-])value["']?\s*:\s*)\S/;

/** What of a line stands before a secret; undefined for a line without one. */
function beforeSecret(line: string, beside: readonly (string | undefined)[]): string | undefined {
  const isNamed = [line, ...beside].some((one) => namesSecret(VARIABLE.exec(one ?? '')?.[1] ?? ''));
  return (SECRET.exec(line) ?? (isNamed ? VALUE.exec(line) : undefined))?.[1];
}

/** True if a line holds what looks like a secret. `beside` are the lines around it. */
export const holdsSecret = (line: string, beside: readonly (string | undefined)[]): boolean =>
  beforeSecret(line, beside) !== undefined || knownSecret(line) !== undefined;

/** The line of source that a finding points at, without its indentation and cut around the spot. Lines that set secrets lose their value. */
export function excerptOf({ origin, code }: Finding, sources: Sources): Excerpt | undefined {
  if (origin?.from !== 'file' || code === 'values/plain-secret' || code.startsWith('secret/')) return undefined;
  const lines = sources(origin.path)?.split(/\r?\n/) ?? [];
  const line = lines[origin.line - 1];
  if (line === undefined || line.trim() === '' || knownSecret(line) !== undefined) return undefined;
  const open = beforeSecret(line, [lines[origin.line - 2], lines[origin.line]]);
  return cut(open === undefined ? line : `${open}***`, origin, String(origin.line));
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
