import { clean } from '../clean.js';

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));

/** What GitHub takes for more than text in the message of a commit: a squash merge makes one of the body, where code is plain text. */
const ACTIVE = /\[(?=(?:skip|no|ci|actions)[ -])|\*{3}(?=NO_CI)|#(?=\d)|GH-(?=\d)/gi;

/** Cleaned text of code that does nothing in a commit either. */
export const inert = (text: string): string => clean(text).replace(ACTIVE, '$&\u200b');

/** A code span (CommonMark 6.1). In one GitHub reads no HTML, no mention, no reference and no link. */
export function code(text: string): string {
  const inside = inert(text);
  const fence = '`'.repeat(longestRun(inside) + 1);
  const pad = /^`|`$|^ .* $/.test(inside) || inside === '' ? ' ' : '';
  return `${fence}${pad}${inside}${pad}${fence}`;
}

/** Lines as a fenced code block (CommonMark 4.5) that none of them can close. */
export function fenced(language: string, lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

/** What makes `@name`, `#1`, `GH-1` and `www.` more than text for GitHub is cut in two by a zero-width space; escapes do not help there. */
const unlinked = (text: string): string => text.replace(/[@#]|GH-|www(?=\.)/gi, '$&\u200b');

/** Text within an HTML block or attribute, where GitHub reads no Markdown. */
export const html = (text: string): string =>
  unlinked(clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'));

/** A sentence in which `code` may stand; whatever else would be Markdown, HTML or a link is text. */
export function prose(sentence: string): string {
  const parts = sentence.split('`');
  const text = (part: string) => unlinked(clean(part)).replace(/[\\`*_[\]<>#!|~:&$@]/g, '\\$&');
  const quoted = (part: string, i: number) =>
    i === parts.length - 1 ? `\\\`${text(part)}` : part === '' ? '\\`\\`' : code(part);
  return parts.map((part, i) => (i % 2 === 0 ? text(part) : quoted(part, i))).join('');
}
