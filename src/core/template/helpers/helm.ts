import { withoutEnd } from '../../base/text.js';
import { type Helper, HelperError } from './helper.js';

const GO_ESCAPES = new Map([
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

/** https://pkg.go.dev/strconv#Quote: what Go cannot print becomes `\x7f`, `\u00a0` or `\U000e0001`. */
function escapeGo(character: string): string {
  const known = GO_ESCAPES.get(character);
  if (known) return known;
  // The classes below take milliseconds to compile, and hardly a text needs them.
  if (character >= ' ' && character <= '~') return character;
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new HelperError('takes a string');
  return value;
}

export const helmQuote: Helper = {
  name: 'helmQuote',
  usage: 'helmQuote TEXT',
  summary: 'The text in double quotes with the escapes of Go, as `quote` in a Helm chart prints it.',
  example: ['line: {{concat "ROOT_PATH: " (helmQuote "/api")}}', `line: 'ROOT_PATH: "/api"'`],
  arity: [1, 1],
  call: ([value]) => `"${[...text(value)].map(escapeGo).join('')}"`,
};

export const helmBlock: Helper = {
  name: 'helmBlock',
  usage: 'helmBlock TEXT',
  summary: 'The text as it comes out of `|` and `nindent` in a Helm chart: a line break before it, exactly one after it.',
  example: ['query: {{helmBlock "up"}}', 'query: |\n\n  up'],
  arity: [1, 1],
  call: ([value]) => {
    const lines = text(value).replaceAll('\r\n', '\n').split('\n');
    const indent = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0] ?? '';
    const cut = lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
    return `\n${withoutEnd(cut.join('\n'), '\n')}\n`;
  },
};

export const shellQuote: Helper = {
  name: 'shellQuote',
  usage: 'shellQuote TEXT',
  summary: 'The text as one word of a shell command, whatever it holds.',
  example: ['command: {{concat "echo " (shellQuote "a b")}}', `command: "echo 'a b'"`],
  arity: [1, 1],
  call: ([value]) => `'${text(value).replaceAll("'", `'\\''`)}'`,
};
