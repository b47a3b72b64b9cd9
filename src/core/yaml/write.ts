import { isList, isMap, type Json, type JsonMap } from '../base/json.js';

// Words that a YAML 1.1 or 1.2 reader takes for something else than their text (YAML 1.1 types bool, null, float, merge, value).
const RESERVED = /^(y|n|yes|no|on|off|true|false|null|~|[-+]?\.(inf|nan)|<<|=|e[-+]?[0-9]+)$/i;
// Everything that might be a number, a sexagesimal or a timestamp for some reader.
const NUMBERISH = /^[-+.0-9][-+.0-9_:, a-fxobtzA-FXOBTZ]*$/;
const PLAIN = /^[A-Za-z0-9_/.][ -~]*$/;
// Not in a literal block: a line break or an indent at its start, control characters, empty lines at its end: readers differ on those.
const NO_LITERAL = /^[ \t\n]|\n\n$|[^\t\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const UNSAFE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

const isPlain = (text: string) => PLAIN.test(text) && !RESERVED.test(text) && !NUMBERISH.test(text) && !/: | #|[: ]$/.test(text);

/** A value as JSON, which is YAML; what readers disagree about is escaped. */
export const doubleQuoted = (value: Json) =>
  JSON.stringify(value).replace(UNSAFE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A string as one YAML token that every reader takes for that string: plain where that is safe, else double-quoted. */
const quote = (text: string) => (isPlain(text) ? text : doubleQuoted(text));

function number(value: number): string {
  const text = String(value);
  // YAML 1.1 floats need a point: 1e+21 alone is a string there.
  return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text;
}

function scalar(value: Json, indent: string): string {
  if (typeof value === 'number') return number(value);
  if (typeof value !== 'string') return isMap(value) ? '{}' : isList(value) ? '[]' : String(value);
  if (!value.includes('\n') || NO_LITERAL.test(value) || /^[ \t]+$/m.test(value)) return quote(value);
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  return `|${body === value ? '-' : ''}\n${body.replace(/^(?=.)/gm, indent)}`;
}

/** Appends the lines of a map or list; lists stand at the column of their key, as kubectl prints them. */
function block(value: Json, indent: string, out: string[], first = indent): void {
  const items: readonly (readonly [string, Json])[] = isList(value)
    ? value.map((item) => ['-', item])
    : Object.entries(value as JsonMap).map(([key, item]) => [`${quote(key)}:`, item]);
  let lead = first;
  for (const [head, item] of items) {
    const nested = (isMap(item) && Object.keys(item).length > 0) || (isList(item) && item.length > 0);
    if (!nested) out.push(`${lead}${head} ${scalar(item, `${indent}  `)}`);
    else if (head === '-') block(item, `${indent}  `, out, `${lead}- `);
    else {
      out.push(`${lead}${head}`);
      block(item, isList(item) ? indent : `${indent}  `, out);
    }
    lead = indent;
  }
}

/**
 * One document in Fairlead's canonical form: block style, two spaces, keys in the order given, strings quoted wherever a YAML 1.1
 * or a YAML 1.2 reader could take them for another type, multi-line text as `|`. Ends with a line break.
 */
export function writeYaml(value: Json): string {
  const out: string[] = [];
  if ((isMap(value) && Object.keys(value).length > 0) || (isList(value) && value.length > 0)) block(value, '', out);
  else out.push(scalar(value, '  '));
  return `${out.join('\n')}\n`;
}

/** A value as one YAML token on one line, in block or flow style: what a mustache prints. Maps and lists come as JSON, which is YAML. */
export function flowYaml(value: Json): string {
  if (typeof value === 'number') return number(value);
  return typeof value === 'string' && !/[,[\]{}]/.test(value) ? quote(value) : doubleQuoted(value);
}
