import { clean } from './clean.js';
import { tally } from './counts.js';
import { excerptOf, linesOf, type Sources } from './excerpt.js';
import { firstOf } from './first.js';
import type { EnvironmentFinding } from './group.js';
import { painter, severityColour } from './paint.js';
import { environmentsOf, objectOf, placeOf, type Show } from './place.js';

export interface PrettyOptions {
  readonly sources: Sources;
  readonly colour: boolean;
  readonly show: Show;
}

/** Findings for users at a terminal: place, severity, code and message, the line of source with carets, and the fix under them. */
export function formatPretty(findings: readonly EnvironmentFinding[], { sources, colour, show }: PrettyOptions): string {
  if (findings.length === 0) return '';
  const paint = painter(colour);
  const lineAt = linesOf(sources);
  const { shown, left } = firstOf(findings);
  const blocks = shown.map((item) => {
    const tone = paint[severityColour[item.severity]];
    const head = [placeOf(item, show), tone(item.severity), paint.dim(item.code), paint.bold(clean(item.message))].filter(
      (part) => part !== '',
    );
    const excerpt = excerptOf(item, lineAt);
    const gutter = (text: string, sign: string) => `${paint.dim(`${text.padStart(5)} ${sign}`)} `;
    const lines = [head.join('  ')];
    if (excerpt) lines.push(`${gutter(excerpt.number, '|')}${excerpt.text}`);
    const fix = item.fix === undefined ? '' : clean(item.fix);
    if (excerpt) lines.push(`${gutter('', '|')}${tone(excerpt.underline)}${fix === '' ? '' : `  ${fix}`}`);
    else if (fix !== '') lines.push(`${gutter('', '=')}${fix}`);
    for (const note of [objectOf(item), environmentsOf(item)])
      if (note !== '') lines.push(`${gutter('', '=')}${paint.dim(note)}`);
    return `${lines.join('\n')}\n`;
  });
  const more = left.map((line) => `${clean(line)}\n`);
  return `${[...blocks, ...more].join('')}\n${tally(findings).join(', ')}\n`;
}
