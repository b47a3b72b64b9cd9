import type { Json } from '../base/json.js';

/** How a scalar reads in the middle of a text; undefined for what has no such form. */
export const plainText = (value: Json): string | undefined =>
  value === null || typeof value === 'object' ? undefined : String(value);

/** The text of a `{{#text}}` block: blank first and last lines and the common indentation go; several lines end with a line break. */
export function dedent(text: string): string {
  const all = text.split('\n');
  const isText = (line: string) => line.trim() !== '';
  const lines = all.slice(Math.max(0, all.findIndex(isText)), all.findLastIndex(isText) + 1);
  let common = 1000;
  for (const line of lines) if (isText(line)) common = Math.min(common, /^ */.exec(line)?.[0].length ?? 0);
  const cut = lines.map((line) => (isText(line) ? line.slice(common) : ''));
  return cut.length > 1 ? `${cut.join('\n')}\n` : (cut[0]?.trim() ?? '');
}
