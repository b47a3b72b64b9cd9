import { HIDDEN, isMap, type Json, originOf, type Path, type Rendered } from '../core/index.js';
import { clean, cleanStart } from './clean.js';
import type { Show } from './place.js';
import { shorten } from './shorten.js';

/** All values of an environment as a tree, each leaf with the place that set it in a comment. Lists stand on one line, secrets are not shown. */
export function formatValuesTree({ values, secrets }: Rendered, show: Show): string {
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
    const text = value === HIDDEN ? HIDDEN : shorten(clean(JSON.stringify(value)));
    lines.push([`${indent}${key}: ${text}`, clean(place)]);
  };
  visit(secrets().value([]) ?? {}, []);
  const width = Math.min(60, Math.max(0, ...lines.map(([text]) => text.length)));
  return lines.map(([text, place]) => (place === '' ? `${text}\n` : `${text.padEnd(width)}  # ${place}\n`)).join('');
}
