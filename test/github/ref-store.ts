import { git } from './git.js';
import { memoryOf } from './memory.js';

const NONE = '0'.repeat(40);

/** Every ref by its full name, with the object it is at, in the order of their names. */
export function refsOf(dir: string): ReadonlyMap<string, string> {
  const memory = memoryOf(dir);
  if (!memory.refs) {
    const lines = git(dir, ['for-each-ref', '--format=%(objectname) %(refname)']).split('\n').filter(Boolean);
    memory.refs = new Map(lines.map((line) => [line.slice(41), line.slice(0, 40)]));
  }
  return memory.refs;
}

function remember(dir: string, ref: string, sha: string | undefined): void {
  const memory = memoryOf(dir);
  const others = [...(memory.refs ?? [])].filter(([name]) => name !== ref);
  const all: readonly (readonly [string, string])[] = sha === undefined ? others : [...others, [ref, sha]];
  if (memory.refs) memory.refs = new Map(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Moves a ref from what it was to `sha` (compare-and-set; no `old`: it must be new). Throws GitError if it was something else. */
export function moveRef(dir: string, ref: string, sha: string, old = NONE): void {
  git(dir, ['update-ref', ref, sha, old]);
  remember(dir, ref, sha);
}

/** Takes a ref away that is at `old`. */
export function dropRef(dir: string, ref: string, old: string): void {
  git(dir, ['update-ref', '-d', ref, old]);
  remember(dir, ref, undefined);
}
