import { isAncestor } from './ancestry.js';
import { latest, passed } from './checks.js';
import { gitFact } from './git.js';
import type { Pull } from './pull-state.js';
import type { Repository } from './repository.js';

/** `mergeable_state` of an open pull request. `behind` and `has_hooks` do not occur. */
export type MergeState = 'clean' | 'unstable' | 'blocked' | 'draft' | 'dirty';

/** Required checks that its head has not passed. */
export function missingChecks(repository: Repository, { tips }: Pull): readonly string[] {
  const done = latest(repository.checks.filter(({ sha }) => sha === tips.head)).filter(passed);
  return [...repository.requiredChecks].filter((name) => !done.some((check) => check.name === name));
}

export function mergeState(repository: Repository, pull: Pull): MergeState {
  const { base, head } = pull.tips;
  // A branch that its base has not left behind has nothing to conflict with.
  if (
    !isAncestor(repository.dir, base, head) &&
    gitFact(repository.dir, ['merge-tree', '--write-tree', base, head]) === undefined
  )
    return 'dirty';
  if (pull.draft) return 'draft';
  if (missingChecks(repository, pull).length > 0 || repository.mergeQueue) return 'blocked';
  const others = latest(repository.checks.filter(({ sha }) => sha === pull.tips.head));
  return others.every(passed) ? 'clean' : 'unstable';
}
