import type { LineFix } from '../line-fixes.js';
import { shorten } from '../shorten.js';
import type { Budget } from './budget.js';
import { code, fenced, prose } from './escape.js';

const MARKER = '<!-- fairlead:suggestion ';

/** First line of a review comment that suggests a fix. */
const markerOf = ({ mark }: LineFix): string => `${MARKER}${mark} -->`;

/** True if one of the comments is the suggestion of this fix. */
export const isSuggested = (fix: LineFix, comments: readonly string[]): boolean =>
  comments.some((body) => body.startsWith(markerOf(fix)));

/** A review comment on the line, whose suggestion GitHub makes a commit of at a click. */
export function suggestionBody(fix: LineFix): string {
  const said = fix.findings.map((item) => `${prose(shorten(item.message, 500))} <sub>${prose(item.code)}</sub>\n`);
  return `${markerOf(fix)}\n${[...new Set(said)].join('\n')}\n${fenced('suggestion', fix.after.split('\n'))}\n`;
}

const item = ({ path, line, before, after }: LineFix): string =>
  `${code(`${path}:${line}`)}\n\n${fenced('diff', [`-${before}`, ...after.split('\n').map((text) => `+${text}`)])}\n\n`;

/** Certain fixes as small diffs; as many as there is room for, and how many more there are. */
export function fixList(fixes: readonly LineFix[], room: Budget): string {
  const head = '<details><summary>Certain fixes, which <code>fairlead validate --fix</code> makes</summary>\n\n';
  const foot = '</details>\n\n';
  if (fixes.length === 0 || !room.take(`${head}and ${fixes.length} more\n\n${foot}`)) return '';
  const items = fixes.map(item).filter(room.take);
  const left = fixes.length - items.length;
  return `${head}${items.join('')}${left > 0 ? `and ${left} more\n\n` : ''}${foot}`;
}
