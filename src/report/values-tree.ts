import { isHidden, isMap, type Json, type JsonMap, originOf, type Path, type Values } from '../core/index.js';
import { clean, cleanStart } from './clean.js';
import { masked } from './masked.js';
import type { Show } from './place.js';
import { shorten } from './shorten.js';

/** All values of an environment as a tree, each leaf with the place that set it in a comment. Lists stand on one line, secrets are not shown. */
export function formatValuesTree(values: Values, schema: JsonMap, show: Show): string {
  const lines: (readonly [text: string, place: string])[] = [];
  const visit = (value: Json, path: Path) => {
    const indent = '  '.repeat(path.length);
    const key = cleanStart(String(path.at(-1) ?? ''));
    if (isMap(value) && Object.keys(value).length > 0) {
      if (path.length > 0) lines.push([`${indent}${key}:`, '']);
      for (const [name, item] of Object.entries(value)) visit(item, [...path, name]);
      return;
    }
    const origin = originOf(values, path);
    const place = origin?.from === 'file' ? `${show(origin.path)}:${origin.line}` : (origin?.name ?? '');
    const text = isHidden(schema, values.data, path) ? '(secret)' : shorten(clean(JSON.stringify(value, masked)));
    lines.push([`${indent}${key}: ${text}`, clean(place)]);
  };
  visit(values.data, []);
  const width = Math.min(60, Math.max(0, ...lines.map(([text]) => text.length)));
  return lines.map(([text, place]) => (place === '' ? `${text}\n` : `${text.padEnd(width)}  # ${place}\n`)).join('');
}
