import { dotted, isList, isMap, type Json, type Path } from '../base/json.js';
import { finding } from '../findings/findings.js';
import type { Finding, Origin, Outcome } from '../findings/types.js';
import { concealed, namesSecret } from '../secrets/index.js';
import { SetText } from './set-text.js';

/** A value that somebody set by path. Of a `value` the schema decides the type; an `exact` one is what it is. */
export type Assignment = {
  readonly path: Path;
  readonly origin: Origin /** The value is the name of a file, to be read. */;
  readonly file?: true;
} & (
  | { readonly value: string | readonly string[] | Readonly<Record<string, string>> }
  /** With `merge` a map is merged into the one that is there; without, it takes its place. */
  | { readonly exact: Json; readonly merge?: boolean }
);

/** How the values of a flag are read: typed by the schema, as strings, as JSON, or as names of files. */
export type SetKind = 'typed' | 'string' | 'json' | 'file';

/** The path of `a.b[0].c\.d`; undefined if it is not one. */
export function parsePath(text: string): Path | undefined {
  const read = new SetText(text).path('');
  return typeof read === 'string' ? undefined : read.path;
}

const bad = (message: string, flag: string, fix: string): Finding =>
  finding('values/bad-set', message, { origin: { from: 'flag', name: flag }, fix });

const HOW = 'write `key.path[0]=value`; a `.` or `,` in a name or value takes a `\\` before it';

/**
 * Reads one text of `--set` and its kin in Helm's syntax (pkg/strvals): `a.b[0].c=v,x={p,q}`, with `\` before `.`, `,` and `=` that are
 * part of a name or value. For files, the value is the name of the file.
 */
export function parseSet(text: string, flag: string, kind: SetKind = 'typed'): Outcome<readonly Assignment[]> {
  const fail = (message: string, fix = HOW) => ({ ok: false as const, findings: [bad(message, flag, fix)] });
  if (kind === 'json' && text.trimStart().startsWith('{')) return wholeJson(text, flag);
  if (text === '') return fail('`` sets nothing');
  const assignments: Assignment[] = [];
  const reader = new SetText(text);
  while (reader.at < text.length) {
    const start = reader.at;
    const read = reader.path('=,');
    const left = text.slice(start, reader.at).replace(/[=,]$/, '');
    // A comma in a password ends it: what is behind it is a part of it.
    const last = assignments.at(-1);
    const isSecret = last !== undefined && namesSecret(String(last.path.at(-1)));
    const said = (part: string) => (isSecret ? `what is behind \`${dotted(last.path)}\`` : `\`${concealed(part)}\``);
    if (typeof read === 'string') return fail(`${said(keyIn(text, start))} is not a path of a value: ${read}`);
    if (read.end !== '=') return fail(`${said(left)} sets nothing`);
    const { path } = read;
    const origin: Origin = { from: 'flag', name: `${flag} ${left}` };
    if (kind === 'json') {
      const value = parseJson(reader.json() ?? 'null');
      if (value === undefined)
        return fail(`the value of \`${left}\` is not JSON`, 'write JSON: `key={"a":[1,true]}`, strings in quotes');
      assignments.push({ path, origin, exact: value });
      continue;
    }
    const isListed = text[reader.at] === '{';
    if (isListed) reader.at++;
    const value = isListed ? reader.list() : reader.until(',').text;
    if (value === undefined) return fail(`the list of \`${left}\` does not end with \`}\``);
    if (kind === 'file' && typeof value !== 'string') return fail(`\`${left}\` takes the name of one file`);
    assignments.push(
      kind === 'typed' ? { path, origin, value } : { path, origin, exact: value, ...(kind === 'file' ? { file: true } : {}) },
    );
  }
  return { ok: true, value: assignments, findings: [] };
}

/** What users wrote for the key that begins at `start`, up to its value. */
const keyIn = (text: string, start: number) => /^(?:\\.|[^\\=,])*/s.exec(text.slice(start))?.[0].slice(0, 200) ?? '';

/** `--set-json '{"a":1}'`: a map that is merged as one of a file is. */
function wholeJson(text: string, flag: string): Outcome<readonly Assignment[]> {
  const value = parseJson(text);
  if (!isMap(value))
    return { ok: false, findings: [bad('the value is not JSON', flag, 'write JSON: `{"a":[1,true]}`, strings in quotes')] };
  const leaves = (item: Json, path: Path): readonly Assignment[] =>
    isMap(item) && Object.keys(item).length > 0
      ? Object.entries(item).flatMap(([key, below]) => leaves(below, [...path, key]))
      : [{ path, exact: item, merge: true, origin: { from: 'flag', name: flag } }];
  return { ok: true, value: Object.keys(value).length > 0 ? leaves(value, []) : [], findings: [] };
}

/** A JSON text; undefined for what is none, for numbers beyond JSON's and for the key `__proto__`. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isClean(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isClean(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (isList(value)) return value.every(isClean);
  return !isMap(value) || Object.entries(value).every(([key, item]) => key !== '__proto__' && isClean(item));
}
