import { gitFact } from './git.js';
import { type GitObject, memoryOf } from './memory.js';
import { type Commit, readCommits, readObjects } from './objects.js';

const parsed = new WeakMap<GitObject, ReadonlyMap<string, string>>();

/** What is in a tree: mode and sha by name. */
function entriesOf(tree: GitObject): ReadonlyMap<string, string> {
  const known = parsed.get(tree);
  if (known) return known;
  const entries = new Map<string, string>();
  for (let at = 0; at < tree.data.length; ) {
    const end = tree.data.indexOf(0, at);
    const [mode = '', ...name] = tree.data.toString('utf8', at, end).split(' ');
    at = end + 21;
    entries.set(name.join(' '), `${mode} ${tree.data.toString('hex', end + 1, at)}`);
  }
  parsed.set(tree, entries);
  return entries;
}

/** What a path is in a tree; undefined if it is not there. */
function entryAt(dir: string, tree: string, path: string): string | undefined {
  let entry: string | undefined = tree;
  for (const part of path.split('/').filter(Boolean)) {
    const [object] = readObjects(dir, [entry.slice(-40)]);
    entry = object?.type === 'tree' ? entriesOf(object).get(part) : undefined;
    if (entry === undefined) return undefined;
  }
  return entry;
}

/** Reads every commit and tree that a commit reaches, once, so that the histories of a thousand files need no process of git each. */
function load(dir: string, tip: string): void {
  const { facts } = memoryOf(dir);
  const key = `loaded ${tip}`;
  if (facts.has(key)) return;
  const list = gitFact(dir, ['rev-list', '--objects', '--no-object-names', '--filter=blob:none', tip]) ?? '';
  readObjects(dir, list.split('\n').filter(Boolean));
  facts.set(key, '');
}

/** The commits that made a path what it is, newest first, as `git rev-list <tip> -- <path>` picks them: a commit that took the path from one of its parents is passed over, and its other parents too. */
export function historyOf(dir: string, tip: string, path: string): readonly string[] {
  load(dir, tip);
  const waiting: Commit[] = [...readCommits(dir, [tip])];
  const seen = new Set([tip]);
  const found: string[] = [];
  for (let commit = waiting.shift(); commit; commit = waiting.shift()) {
    const mine = entryAt(dir, commit.tree, path);
    const parents = readCommits(dir, commit.parents);
    const same = parents.find(({ tree }) => entryAt(dir, tree, path) === mine);
    if (parents.length === 0 ? mine !== undefined : !same) found.push(commit.sha);
    for (const parent of same ? [same] : parents) {
      if (seen.has(parent.sha)) continue;
      seen.add(parent.sha);
      const place = waiting.findIndex(({ committer }) => committer.date < parent.committer.date);
      waiting.splice(place < 0 ? waiting.length : place, 0, parent);
    }
  }
  return found;
}
