import type { FieldExplanation, Part, Source, ValueExplanation } from '../core/explain/index.js';
import { dotted, HIDDEN, type Json, type Origin } from '../core/index.js';
import { clean, cleanStart } from './clean.js';
import type { Show } from './place.js';
import { shorten } from './shorten.js';

const MOST = 12;

const shown = (value: Json | undefined) =>
  value === HIDDEN ? HIDDEN : value === undefined ? 'not set' : shorten(clean(JSON.stringify(value)), 80);

const placed = (origin: Origin | undefined, show: Show, otherwise = '') =>
  origin === undefined
    ? otherwise
    : origin.from === 'file'
      ? clean(`${show(origin.path)}:${origin.line}:${origin.column}`)
      : clean(origin.from === 'parameter' ? `parameter ${origin.name}` : origin.name);

const partText = ({ object, path, value }: Part) => {
  const whole = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  const name = `${object.kind}/${object.name}${path.length > 0 ? ` ${dotted(path)}` : ''}`;
  return clean(whole ? name : `${name} = ${shown(value)}`);
};

/** Lines under one word, the first beside it; the rest of a long list is counted. */
function block(word: string, lines: readonly string[]): string {
  const cut = lines.length > MOST ? [...lines.slice(0, MOST), `… ${lines.length - MOST} more`] : lines;
  return cut.map((line, i) => `  ${(i === 0 ? word : '').padEnd(9)} ${line}\n`).join('');
}

/** A key of the values: its value, every layer that set it, who reads it, and what it becomes. */
export function formatValue(explanation: ValueExplanation, show: Show): string {
  const { path, value, settings, described, readers, reaches, decides } = explanation;
  const places = settings.map(({ layer, origin }) => placed(origin, show, layer));
  const width = Math.max(0, ...places.map((place) => place.length));
  const layers = settings.map((setting, i) => `${(places[i] ?? '').padEnd(width)}  ${shown(setting.value)}`);
  const types = described?.types.length ? ` (${described.types.join(' or ')})` : '';
  return [
    `  ${cleanStart(dotted(path))} = ${shown(value)}\n`,
    described ? `  ${clean(`${described.text}${types}`.trim())}\n` : '',
    block('set by', layers.slice(0, 1)),
    block('over', layers.slice(1)),
    block('read by', readers?.map((origin) => placed(origin, show)) ?? ['unknown, as it does not render']),
    readers?.length === 0 ? block('read by', ['nothing, with these values']) : '',
    block('reaches', reaches.map(partText)),
    block('decides', decides.map(partText)),
  ].join('');
}

const sourceText = ({ name, value, origin }: Source, show: Show) =>
  clean(
    [value === undefined && origin === undefined ? name : `${name} = ${shown(value)}`, placed(origin, show)]
      .filter((text) => text !== '')
      .join('  '),
  );

/** A field of the output: the template line that made it, and the values behind it. */
export function formatField(explanation: FieldExplanation, show: Show): string {
  const { object, path, value, origin, from, because } = explanation;
  return [
    `  ${partText({ object, path, value })}\n`,
    block('made at', [placed(origin, show)]),
    block(
      'from',
      from.map((source) => sourceText(source, show)),
    ),
    block(
      'because',
      because.map((source) => sourceText(source, show)),
    ),
  ].join('');
}
