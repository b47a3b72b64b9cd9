import { gitBytes } from './git.js';
import { type GitObject, memoryOf } from './memory.js';
import { refsOf } from './ref-store.js';

export type { GitObject };

export interface Signature {
  readonly name: string;
  readonly email: string;
  /** As GitHub writes times: UTC, without fractions. */
  readonly date: string;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

export const isSha = (value: string): boolean => /^[0-9a-f]{40}$/.test(value);

export const isoTime = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

const PINNED = /^[0-9a-f]{40}(?![\w./-])/;

/** A name with the sha of the ref that it begins with, in the order in which git looks for refs. */
function pinned(refs: ReadonlyMap<string, string>, name: string): string {
  if (PINNED.test(name)) return name;
  const [, ref = '', rest = ''] = /^([^:^~@]+)(.*)$/s.exec(name) ?? [];
  for (const place of ['', 'refs/', 'refs/tags/', 'refs/heads/']) {
    const sha = refs.get(`${place}${ref}`);
    if (sha) return `${sha}${rest}`;
  }
  return name;
}

/** Asks git for objects, in one process. */
function askFor(dir: string, names: readonly string[]): readonly (GitObject | undefined)[] {
  if (names.length === 0) return [];
  // A line break would be a second question.
  const questions = names.map((name) => `${name.replace(/[\r\n\0]/g, '?')}\n`).join('');
  const output = gitBytes(dir, ['cat-file', '--batch'], { input: questions });
  let at = 0;
  return names.map(() => {
    const end = output.indexOf('\n', at);
    const [, sha = '', type = '', size = ''] = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(output.toString('utf8', at, end)) ?? [];
    at = end + 1;
    if (sha === '') return undefined;
    const data = output.subarray(at, at + Number(size));
    at += Number(size) + 1;
    return { sha, type, data };
  });
}

/** Objects by any name that git knows (`main`, `<sha>^{tree}`, `main:path`), all at once; undefined for those that do not exist. */
export function readObjects(dir: string, names: readonly string[]): readonly (GitObject | undefined)[] {
  const { objects } = memoryOf(dir);
  const asked = names.map((name) => {
    const exact = pinned(refsOf(dir), name);
    // What is of the type that it is asked for is known by its sha.
    const [, sha = '', type] = /^([0-9a-f]{40})\^\{(\w+)\}$/.exec(exact) ?? [];
    return sha !== '' && objects.get(sha)?.type === type ? sha : exact;
  });
  const news = [...new Set(asked.filter((name) => !objects.has(name)))];
  const found = new Map(
    askFor(dir, news).flatMap((object, i): [string, GitObject][] => (object ? [[news[i] ?? '', object]] : [])),
  );
  for (const [name, object] of found) {
    objects.set(object.sha, object);
    if (PINNED.test(name)) objects.set(name, object);
  }
  return asked.map((name) => objects.get(name) ?? found.get(name));
}

function signature(line = ''): Signature {
  const [, name = '', email = '', seconds = '0'] = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(line) ?? [];
  return { name, email, date: isoTime(Number(seconds) * 1000) };
}

export function parseCommit({ sha, data }: GitObject): Commit {
  const text = data.toString();
  const end = text.indexOf('\n\n');
  const headers = text.slice(0, end).split('\n');
  const all = (key: string) => headers.flatMap((line) => (line.startsWith(`${key} `) ? [line.slice(key.length + 1)] : []));
  return {
    sha,
    tree: all('tree')[0] ?? '',
    parents: all('parent'),
    author: signature(all('author')[0]),
    committer: signature(all('committer')[0]),
    message: text.slice(end + 2),
  };
}

/** Commits in the order of their names; names of anything else are left out. */
export const readCommits = (dir: string, names: readonly string[]): readonly Commit[] =>
  readObjects(
    dir,
    names.map((name) => `${name}^{commit}`),
  ).flatMap((object) => (object ? [parseCommit(object)] : []));
