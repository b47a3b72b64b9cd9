import { gitFact } from './git.js';
import { memoryOf } from './memory.js';
import { parseCommit, readObjects } from './objects.js';

/** How far a line is followed before git is asked. */
const FAR = 50;

const linesOf = (output = ''): readonly string[] => output.split('\n').filter(Boolean);

/** The commits after `old` up to `young`, oldest first, if a straight line of remembered commits leads there: most branches are one commit. */
function straight(dir: string, old: string, young: string): readonly string[] | undefined {
  readObjects(dir, [young]);
  const line: string[] = [];
  for (let sha = young; sha !== old; ) {
    const object = memoryOf(dir).objects.get(sha);
    const parents = object?.type === 'commit' ? parseCommit(object).parents : [];
    if (parents.length !== 1 || line.length === FAR) return undefined;
    line.unshift(sha);
    sha = parents[0] ?? '';
  }
  return line;
}

export const isAncestor = (dir: string, old: string, young: string): boolean =>
  straight(dir, old, young) !== undefined || gitFact(dir, ['merge-base', '--is-ancestor', old, young]) !== undefined;

/** The commit at which two others part; undefined if they have nothing in common. */
export const mergeBase = (dir: string, one: string, other: string): string | undefined =>
  straight(dir, one, other) ? one : gitFact(dir, ['merge-base', one, other]);

/** Commits of `young` that `old` does not reach, oldest first. */
export const commitsSince = (dir: string, old: string, young: string): readonly string[] =>
  straight(dir, old, young) ?? linesOf(gitFact(dir, ['rev-list', '--reverse', '--topo-order', `${old}..${young}`]));
