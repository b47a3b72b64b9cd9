import { at, dotted, type JsonMap, type Path } from '../base/json.js';
import { finding } from '../findings/findings.js';
import type { Finding } from '../findings/types.js';
import { isHidden } from '../schema/hidden.js';
import { schemaOf, typesOf } from '../schema/lookup.js';
import { eachLeaf } from './origins.js';
import type { Values } from './types.js';

/**
 * How a file writes the number at a path, where the number does not say it back: `1.10` is 1.1, `1e3` is 1000, and digits beyond 2^53
 * are lost. Undefined for all else. Users mostly meant a text, such as a tag.
 */
export function writtenNumber(values: Values, path: Path): string | undefined {
  const value = at(values.data, path);
  if (typeof value !== 'number') return undefined;
  const layer = values.layers.findLast((item) => at(item.data, path) !== undefined);
  const text = layer?.plainOf?.(path);
  return text === undefined || text === String(value) ? undefined : text;
}

// Octal, binary and `1_000` have a warning of their own, wherever they stand.
const DECIMAL = /^[-+.0-9][0-9.]*([eE][-+]?[0-9]+)?$/;

/** A warning for each number that is not what its file shows, unless the schema wants a number there. */
export function lostNumbers(schema: JsonMap, values: Values): readonly Finding[] {
  const found: Finding[] = [];
  eachLeaf(values.data, (leaf, path) => {
    if (typeof leaf !== 'number') return;
    const text = writtenNumber(values, path);
    if (text === undefined || !DECIMAL.test(text) || /^[-+]?0\d/.test(text)) return;
    if (typesOf(schemaOf(schema, path)).length > 0 || isHidden(schema, values.data, path)) return;
    const layer = values.layers.findLast((item) => at(item.data, path) !== undefined);
    const origin = layer?.originOf(path);
    const message = `\`${dotted(path)}\`: \`${text}\` is read as the number ${leaf}`;
    const fix = `write "${text}" for the text, ${leaf} for the number`;
    found.push(finding('values/surprising-scalar', message, { ...(origin ? { origin } : {}), fix }));
  });
  return found;
}
