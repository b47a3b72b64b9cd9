import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Files } from './project.js';

/** An example of a code that no rule over manifests has, test/mistakes/CODE.yaml: a file, or a command, that is wrong, and one that is not. */
export interface Example {
  readonly code: string;
  readonly path: string;
  /** The file that `bad` and `good` are the text of; null: it is not there. Without it they are command lines. */
  readonly file?: string;
  readonly bad: string | null;
  readonly good: string | null;
  /** The command, by default `validate`; `action` is the Action at a release. */
  readonly run?: string;
  /** The environment of the command. */
  readonly env?: Readonly<Record<string, string>>;
  /** What GitHub answers on the bad side. */
  readonly fault?: { readonly request: string; readonly status: number; readonly message?: string };
  /** Files around it, and links. */
  readonly with?: Readonly<Record<string, string | null | { readonly link: string }>>;
  /** So many characters stand for each `…` of `bad`. */
  readonly fill?: number;
  /** What is said of `bad`, and on which of its lines. */
  readonly message?: string;
  readonly line?: number;
}

const ROOT = 'test/mistakes';

export const examples: readonly Example[] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /^[^/]+\/[^/]+\.yaml$/.test(path))
  .sort()
  .map((path) => ({
    ...parse(readFileSync(`${ROOT}/${path}`, 'utf8')),
    code: path.slice(0, -'.yaml'.length),
    path: `${ROOT}/${path}`,
  }));

/** The files of one side of an example. */
export const filesOf = (example: Example, side: 'bad' | 'good'): Files => ({
  ...Object.fromEntries(Object.entries(example.with ?? {}).map(([path, text]) => [path, text ?? undefined])),
  ...(example.file === undefined ? {} : { [example.file]: example[side]?.replaceAll('…', 'x'.repeat(example.fill ?? 1)) }),
});

/** What is said of the bad side. */
export type Said = Pick<Example, 'message' | 'line'>;

export const expectedOf = ({ message, line }: Example): Said => ({
  ...(message === undefined ? {} : { message }),
  ...(line === undefined ? {} : { line }),
});

/** Writes anew what is said of an example. */
export function update({ path }: Example, { message, line }: Said): void {
  const kept = readFileSync(path, 'utf8').replace(/^(message|line): .*\n/gm, '');
  writeFileSync(path, `${kept}message: ${JSON.stringify(message)}\n${line === undefined ? '' : `line: ${line}\n`}`);
}

/** What a line of the text format says of a code: the file's line, and the message without the fix, the object and the environments. */
export function saidOf(code: string, output: string): Said | undefined {
  for (const text of output.split('\n')) {
    const [, line, found, rest = ''] = /^(?:[^:]*:(\d+):\d+: )?(?:[^:]*: )?(?:error|warning|note) (\S+): (.*)$/.exec(text) ?? [];
    if (found !== code) continue;
    const message = rest.replace(/( <[^<]*>)?( \[[^[]*\])?$/, '').replace(/ \([^()]*(\([^()]*\)[^()]*)*\)$/, '');
    return { message, ...(line === undefined ? {} : { line: Number(line) }) };
  }
  return undefined;
}
