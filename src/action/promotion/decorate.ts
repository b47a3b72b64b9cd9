import { type Finding, finding, type Promote } from '../../core/index.js';
import { type Merging, MissingMilestone, type PullRequest } from '../github/index.js';
import { isGitHubFailure, refusal, saidBy } from '../refusal.js';
import type { Run } from '../run.js';
import { warning } from './people.js';

const all = (rules: readonly Promote[], get: (promote: Promote) => readonly string[]): readonly string[] => [
  ...new Set(rules.flatMap(get)),
];

/** What became of it. */
export interface Decorated {
  readonly findings: readonly Finding[];
  readonly merging?: Merging;
}

/**
 * Labels, reviewers, assignees, milestone and auto-merge, where the pull request has none yet: what users changed since stays. Each
 * fails softly, with a warning that names what the token lacks: the pull request is worth more.
 */
export async function decorate(run: Run, pull: PullRequest, rules: readonly Promote[]): Promise<Decorated> {
  const findings: Finding[] = [];
  let merging: Merging | undefined;
  const attempt = async (what: string, fix: string, names: readonly string[], write: () => Promise<void>) => {
    if (names.length === 0) return;
    try {
      await write();
    } catch (error) {
      if (!isGitHubFailure(error) && !(error instanceof MissingMilestone)) throw error;
      const message = `${what} ${names.join(', ')} could not be set on #${pull.number}: ${saidBy(error)}`;
      const { code, fix: other = fix } = isGitHubFailure(error)
        ? refusal(error, run.github.name)
        : { code: 'github/refused' as const };
      findings.push(warning(finding(code, message, { fix: code === 'github/unavailable' ? other : fix })));
    }
  };
  const { number, has } = pull;
  const labels = has.labels ? [] : all(rules, (promote) => promote.labels);
  const reviewers = has.reviewers ? [] : all(rules, (promote) => promote.reviewers);
  const assignees = has.assignees ? [] : all(rules, (promote) => promote.assignees);
  const [milestone] = has.milestone ? [] : all(rules, ({ milestone: title }) => (title === undefined ? [] : [title]));
  const how = has.autoMerge ? undefined : rules.find((promote) => promote.autoMerge !== undefined)?.autoMerge;
  const teams = 'teams need a token that may read the organisation (a GitHub App with `members: read`)';
  await attempt('labels', 'the token needs `pull-requests: write`', labels, () => run.github.addLabels(number, labels));
  await attempt('reviewers', teams, reviewers, () => run.github.askReviewers(number, reviewers));
  await attempt('assignees', 'the token needs `pull-requests: write`', assignees, () => run.github.assign(number, assignees));
  if (milestone !== undefined)
    await attempt('milestone', 'the token needs `issues: write`, and the milestone must be open', [milestone], () =>
      run.github.setMilestone(number, milestone),
    );
  if (how)
    await attempt(
      how === 'queue' ? 'merge' : 'auto-merge',
      'allow auto-merge (or the merge queue) in the settings of the repository; the token needs `contents: write`',
      [how],
      async () => {
        merging = await run.github.autoMerge(pull, how);
      },
    );
  return { findings, ...(merging ? { merging } : {}) };
}
