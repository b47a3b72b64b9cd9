import { type FieldChange, type ObjectChange, restartsPods } from '../../core/diff/index.js';
import { describeField } from '../field.js';
import { code, fenced, inert } from './escape.js';

function field(change: FieldChange): string {
  const { path, note, before, after, lines } = describeField(change);
  const name = code(path);
  if (note !== undefined) return `  - ${name} ${note}\n`;
  if (lines) {
    const block = fenced(
      'diff',
      lines.map(({ sign, text }) => `${sign}${inert(text)}`),
    );
    return `  - ${name}\n\n${block.replace(/^/gm, '    ')}\n\n`;
  }
  if (before === undefined) return `  - ${name} added: ${code(after ?? '')}\n`;
  if (after === undefined) return `  - ${name} removed: ${code(before)}\n`;
  return `  - ${name}: ${code(before)} → ${code(after)}\n`;
}

/** One object as a list item: what happens to it, then its fields. Of a removed object no fields, they all go. */
export function objectItem(change: ObjectChange): string {
  const { action, ref, fields } = change;
  const head = `- ${code(`${ref.kind}/${ref.name}`)} **${action}**${restartsPods(change) ? ', restarts its pods' : ''}\n`;
  return action === 'removed' ? head : `${head}${fields.map(field).join('')}`;
}
