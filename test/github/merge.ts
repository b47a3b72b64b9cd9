import { commitsSince } from './ancestry.js';
import { gitFact } from './git.js';
import { isoTime, readCommits } from './objects.js';
import { closePull, followRefs, type Pull } from './pull-state.js';
import { moveRef } from './ref-store.js';
import type { Person, Repository } from './repository.js';
import { writeCommit } from './write.js';

export interface Merge {
  readonly method: 'merge' | 'squash' | 'rebase';
  readonly by: Person;
  readonly title?: string;
  readonly message?: string;
}

/** The commits of a branch again, on its base. Merges among them are dropped; where that would give something else, GitHub refuses. */
function rebased({ dir }: Repository, base: string, head: string): string | undefined {
  const commits = readCommits(dir, commitsSince(dir, base, head)).filter(({ parents }) => parents.length === 1);
  let onto = base;
  for (const { sha, parents, author, committer, message } of commits) {
    if (parents[0] === onto) {
      onto = sha;
      continue;
    }
    const [now] = readCommits(dir, [onto]);
    // The base of this merge is the commit's parent.
    const beside = now && writeCommit(dir, now.tree, parents, 'beside', author, committer);
    const tree = beside && gitFact(dir, ['merge-tree', '--write-tree', beside, sha])?.split('\n')[0];
    if (!tree) return undefined;
    onto = writeCommit(dir, tree, [onto], message, author, committer);
  }
  const [made] = readCommits(dir, [onto]);
  return made?.tree === gitFact(dir, ['merge-tree', '--write-tree', base, head])?.split('\n')[0] ? onto : undefined;
}

function commitFor(repository: Repository, pull: Pull, base: string, head: string, merge: Merge): string | undefined {
  if (merge.method === 'rebase') return rebased(repository, base, head);
  const tree = gitFact(repository.dir, ['merge-tree', '--write-tree', base, head])?.split('\n')[0];
  if (!tree) return undefined;
  const squash = merge.method === 'squash';
  const title =
    merge.title ??
    (squash ? `${pull.title} (#${pull.number})` : `Merge pull request #${pull.number} from ${repository.owner}/${pull.head}`);
  const message = merge.message ?? (squash ? '' : pull.title);
  const author = { ...merge.by, date: merge.by.date ?? isoTime(Date.now()) };
  const committer = { name: 'GitHub', email: 'noreply@github.com', date: author.date };
  const text = `${title}${message === '' ? '' : `\n\n${message}`}`;
  const commit = writeCommit(repository.dir, tree, squash ? [base] : [base, head], text, author, committer);
  repository.verified.add(commit);
  return commit;
}

/** Merges an open pull request and gives the commit that its base is at then; undefined if it is not open or conflicts. */
export function mergePull(repository: Repository, pull: Pull, merge: Merge): string | undefined {
  const refs = repository.refs();
  const [head, base] = [refs.get(`refs/heads/${pull.head}`), refs.get(`refs/heads/${pull.base}`)];
  if (pull.state !== 'open' || !head || !base) return undefined;
  const commit = commitFor(repository, pull, base, head, merge);
  if (!commit) return undefined;
  moveRef(repository.dir, `refs/heads/${pull.base}`, commit, base);
  pull.tips = { head, base };
  closePull(pull, commit);
  followRefs(repository);
  return commit;
}
