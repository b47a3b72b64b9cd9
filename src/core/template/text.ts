import type { Json } from '../json.js';

/** How a scalar reads in the middle of a text; undefined for what has no such form. */
export const plainText = (value: Json): string | undefined =>
  value === null || typeof value === 'object' ? undefined : String(value);

/** The text of a `{{#text}}` block: blank first and last lines and the common indentation go; several lines end with a line break. */
export function dedent(text: string): string {
  const lines = text.split('\n');
  while (lines.length > 0 && lines[0]?.trim() === '') lines.shift();
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const common = Math.min(...indents, 1000);
  const cut = lines.map((line) => (line.trim() === '' ? '' : line.slice(common)));
  return cut.length > 1 ? `${cut.join('\n')}\n` : (cut[0]?.trim() ?? '');
}
