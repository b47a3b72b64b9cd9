import { type Finding, HIDDEN, replaced, type Span, secretSpans } from '../core/index.js';
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

/** A file by its lines, with the secrets that its text tells. */
interface Source {
  readonly text: string;
  /** Where each line begins. */
  readonly starts: readonly number[];
  readonly secrets: readonly Secret[];
}
type Secret = ReturnType<typeof secretSpans>[number];

function sourceOf(text: string): Source {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts, secrets: secretSpans(text) };
}

/** The lines of sources; each file is read once. */
export function linesOf(sources: Sources): (path: string, line: number) => Line | undefined {
  const known = new Map<string, Source | undefined>();
  return (path, line) => {
    if (!known.has(path)) {
      const text = sources(path)?.replace(/^\uFEFF/, '');
      known.set(path, text === undefined ? undefined : sourceOf(text));
    }
    const source = known.get(path);
    const start = source?.starts[line - 1];
    if (!source || start === undefined) return undefined;
    const text = source.text.slice(start, source.starts[line] ?? source.text.length).replace(/\r?\n$/, '');
    const secrets = source.secrets
      .filter(([from, to]) => from < start + text.length && to > start)
      .map(([from, to]): Secret => [Math.max(0, from - start), Math.min(text.length, to - start)]);
    return { text, secrets };
  };
}

/** A line of a file, and where in it secrets stand. */
export interface Line {
  readonly text: string;
  readonly secrets: readonly Secret[];
}

/** The line of source that a finding points at, without its indentation and cut around the spot. What is secret is replaced. */
export function excerptOf({ origin, code, secret }: Finding, lineAt: ReturnType<typeof linesOf>): Excerpt | undefined {
  if (origin?.from !== 'file' || code === 'values/plain-secret' || code.startsWith('secret/')) return undefined;
  const line = lineAt(origin.path, origin.line);
  if (line === undefined || line.text.trim() === '') return undefined;
  const number = String(origin.line);
  if (!secret) return cut(...shownLine(line, origin), number);
  // Which part of the line it is, is not known here: of a line that begins with a key the key is shown.
  const key = /^[-\s]*[\w.][\w.-]*:/.exec(line.text)?.[0];
  return key === undefined
    ? undefined
    : cut(`${key} ${HIDDEN}`, { ...origin, length: Math.min(origin.length, key.length) }, number);
}

/** The line with what may be shown of it, and where the spot is there. */
function shownLine({ text, secrets }: Line, span: Span): readonly [string, Span] {
  const shift = (offset: number) =>
    secrets.reduce((sum, [start, end]) => (offset >= end ? sum + HIDDEN.length - (end - start) : sum), offset);
  const inside = secrets.find(([start, end]) => span.column - 1 >= start && span.column - 1 < end);
  const from = shift(inside ? inside[0] : span.column - 1);
  const length = inside ? HIDDEN.length : span.length;
  return [replaced(text, secrets, () => HIDDEN), { ...span, column: from + 1, length }];
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
