import { finding } from '../findings.js';
import type { Path } from '../json.js';
import type { Origin, Outcome } from '../types.js';

/** A value that somebody set by path; its type is decided by the schema. */
export interface Assignment {
  readonly path: Path;
  readonly value: string | readonly string[] | Readonly<Record<string, string>>;
  readonly origin: Origin;
}

const MAX_INDEX = 65_536; // Helm's own bound (pkg/strvals)
const MAX_DEPTH = 100;

/** Splits at an unescaped character; `\` takes the next character as it is, and with `lists` the `{…}` of `key={…}` holds together. */
function split(text: string, at: string, lists = false): string[] {
  const parts = [''];
  let inList = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (lists && c === '{' && text[i - 1] === '=') inList = true;
    if (c === '}') inList = false;
    if (c === '\\' && i + 1 < text.length) parts[parts.length - 1] += c + text[++i];
    else if (c === at && !inList) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts;
}

const unescaped = (text: string) => text.replace(/\\(.)/gs, '$1');

/** The path of `a.b[0].c\.d`; undefined if it is not one. */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  for (const part of split(text, '.')) {
    const match = /^((?:\\.|[^[\]\\])*)((?:\[\d+\])*)$/s.exec(part);
    if (!match || (match[1] === '' && (match[2] === '' || path.length === 0))) return undefined;
    if (match[1] !== '') path.push(unescaped(match[1] ?? ''));
    for (const [, index] of (match[2] ?? '').matchAll(/\[(\d+)\]/g)) path.push(Number(index));
  }
  const bad = (step: string | number) => step === '__proto__' || (typeof step === 'number' && step > MAX_INDEX);
  return path.length > MAX_DEPTH || path.some(bad) ? undefined : path;
}

/** Reads one `--set` text in Helm's syntax: `a.b[0].c=v,x={p,q}`, with `\` before `.`, `,` and `=` that are part of a name or value. */
export function parseSet(text: string, flag: string): Outcome<readonly Assignment[]> {
  const assignments: Assignment[] = [];
  for (const part of split(text, ',', true)) {
    const [left = '', ...rest] = split(part, '=');
    const path = parsePath(left);
    const origin: Origin = { from: 'flag', name: `${flag} ${left}` };
    const value = rest.join('=');
    const list = /^\{(.*)\}$/s.exec(value)?.[1];
    const open = value.startsWith('{') && list === undefined;
    if (!path || rest.length === 0 || open) {
      const message = open
        ? `the list of \`${left}\` does not end with \`}\``
        : rest.length === 0
          ? `\`${part}\` sets nothing`
          : `\`${left}\` is not a path of a value`;
      return {
        ok: false,
        findings: [
          finding('values/bad-set', message, {
            origin: { from: 'flag', name: flag },
            fix: 'write `key.path[0]=value`; a `.` or `,` in a name or value takes a `\\` before it',
          }),
        ],
      };
    }
    assignments.push({
      path,
      origin,
      value: list === undefined ? unescaped(value) : list === '' ? [] : split(list, ',').map(unescaped),
    });
  }
  return { ok: true, value: assignments, findings: [] };
}
