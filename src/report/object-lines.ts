import { type ObjectChange, restartsPods } from '../core/diff/index.js';
import { clean } from './clean.js';
import { counted } from './counts.js';
import { describeField } from './field.js';
import type { DiffLine } from './lines.js';
import type { Paint } from './paint.js';

/** Fields that are shown of an object; the others are counted. */
const FIELDS = 6;

export const signed = ({ sign, text }: DiffLine, paint: Paint): string => {
  const tone = sign === '-' ? paint.red : sign === '+' ? paint.green : paint.dim;
  return tone(`${sign} ${text}`);
};

/** One changed object for a terminal: what happens to it, and its first fields before and after. */
export function objectLines(change: ObjectChange, paint: Paint): readonly string[] {
  const { action, ref, fields } = change;
  const sign = action === 'added' ? paint.green('+') : action === 'removed' ? paint.red('-') : paint.yellow('~');
  const notes = [
    action === 'changed' ? counted(fields.length, 'field') : action,
    ...(restartsPods(change) ? ['restarts its pods'] : []),
  ];
  const head = `    ${sign} ${paint.bold(clean(`${ref.kind}/${ref.name}`))}  ${notes.join(', ')}`;
  if (action !== 'changed') return [head];
  const shown = fields.slice(0, FIELDS).flatMap((field) => {
    const { path, note, before, after, lines } = describeField(field);
    if (note !== undefined) return [`${path}  ${paint.dim(note)}`];
    if (lines) return [path, ...lines.map((line) => `  ${signed(line, paint)}`)];
    if (before !== undefined && after !== undefined) return [`${path}  ${paint.red(before)} → ${paint.green(after)}`];
    return [`${path}  ${after === undefined ? paint.red(`- ${before}`) : paint.green(`+ ${after}`)}`];
  });
  const left = fields.length - FIELDS;
  return [head, ...[...shown, ...(left > 0 ? [`and ${counted(left, 'field')} more`] : [])].map((line) => `        ${line}`)];
}
