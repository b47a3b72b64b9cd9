import { isAncestor } from './ancestry.js';
import { git } from './git.js';
import { isoTime } from './objects.js';
import type { Repository } from './repository.js';

export interface AutoMerge {
  readonly by: string;
  readonly method: 'merge' | 'squash' | 'rebase';
  readonly title?: string;
  readonly message?: string;
  readonly at: string;
}

export interface Pull {
  readonly number: number;
  readonly nodeId: string;
  readonly head: string;
  base: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  mergedAt: string | null;
  mergeCommit: string | null;
  closedAt: string | null;
  readonly labels: string[];
  readonly assignees: string[];
  readonly reviewers: string[];
  readonly teams: string[];
  /** Number of its milestone. */
  milestone: number | null;
  draft: boolean;
  /** How it is to be merged once everything that is required has passed. */
  autoMerge: AutoMerge | null;
  /** Since when it stands in the merge queue. */
  queuedAt: string | null;
  /** Login of who opened it. */
  readonly user: string;
  readonly created: string;
  updated: string;
  /** The commits of its branches, as last seen while it was open. */
  tips: { readonly head: string; readonly base: string };
}

export function closePull(pull: Pull, merged?: string): void {
  const now = isoTime(Date.now());
  Object.assign(pull, {
    state: 'closed',
    autoMerge: null,
    queuedAt: null,
    closedAt: now,
    updated: now,
    ...(merged ? { mergedAt: now, mergeCommit: merged } : {}),
  });
}

/** The branches that a commit holds whole: one process of git for any number of pull requests. */
const heldBy = (repository: Repository, commit: string): ReadonlySet<string> =>
  new Set(git(repository.dir, ['for-each-ref', '--format=%(refname:lstrip=2)', `--merged=${commit}`, 'refs/heads']).split('\n'));

/**
 * What GitHub does to open pull requests when refs have moved: the base took the branch in: merged. The branch was reset to
 * something that its base has, or one of the two is gone: closed, for good, as the commits that it was opened for are no longer
 * on the branch (`tips` keeps them, see `reopenObstacle`).
 */
export function followRefs(repository: Repository): void {
  const open = repository.pulls.filter(({ state }) => state === 'open');
  if (open.length === 0) return;
  const refs = repository.refs();
  const taken = new Map<string, ReadonlySet<string>>();
  for (const pull of open) {
    const [head, base] = [refs.get(`refs/heads/${pull.head}`), refs.get(`refs/heads/${pull.base}`)];
    if (head === pull.tips.head && base === pull.tips.base) continue;
    if (!head || !base) {
      closePull(pull);
      continue;
    }
    const held = taken.get(base) ?? heldBy(repository, base);
    taken.set(base, held);
    if (held.has(pull.head)) closePull(pull, head === pull.tips.head ? base : undefined);
    else {
      // The queue tests a commit: another one has to be put into it anew.
      if (head !== pull.tips.head) pull.queuedAt = null;
      pull.tips = { head, base };
    }
  }
}

/** Why a closed pull request cannot be opened again, in GitHub's words; undefined if it can. */
export function reopenObstacle(repository: Repository, pull: Pull): string | undefined {
  if (pull.mergedAt) return 'state cannot be changed. The pull request cannot be reopened.';
  const tip = repository.resolve(`refs/heads/${pull.head}`);
  if (!tip) return `state cannot be changed. The ${pull.head} branch has been deleted.`;
  if (!isAncestor(repository.dir, pull.tips.head, tip))
    return `state cannot be changed. The ${pull.head} branch was force-pushed or recreated.`;
  if (repository.pulls.some((item) => item.state === 'open' && item.head === pull.head && item.base === pull.base))
    return `state cannot be changed. There is already an open pull request from ${repository.owner}:${pull.head} to ${repository.owner}:${pull.base}.`;
  const base = repository.resolve(`refs/heads/${pull.base}`);
  if (!base || isAncestor(repository.dir, tip, base))
    return `state cannot be changed. There are no new commits on the ${repository.owner}:${pull.head} branch.`;
  pull.tips = { head: tip, base };
  return undefined;
}
