import { isAncestor } from './ancestry.js';
import { gitFact } from './git.js';
import { isoTime } from './objects.js';
import { closePull, followRefs, type Pull } from './pull-state.js';
import { moveRef } from './ref-store.js';
import type { Person, Repository } from './repository.js';
import { writeCommit } from './write.js';

export interface Merge {
  /** `rebase` is a fast-forward here: it is possible only if the base has not moved on. */
  readonly method: 'merge' | 'squash' | 'rebase';
  readonly by: Person;
  readonly title?: string;
  readonly message?: string;
}

function commitFor(repository: Repository, pull: Pull, base: string, head: string, merge: Merge): string | undefined {
  if (merge.method === 'rebase') return isAncestor(repository.dir, base, head) ? head : undefined;
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
