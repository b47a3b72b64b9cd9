import { type Finding, finding } from '../core/index.js';
import type { PlannedEnvironment } from '../io/promotion.js';
import { promotionBody, promotionMarker } from '../report/index.js';
import type { PullRequest } from './github.js';
import { isRequestFailure } from './permission.js';
import type { Run } from './run.js';
import type { Snapshot } from './snapshot.js';

/** A bump that is ready to be proposed. */
export interface Bump {
  readonly app: string;
  readonly planned: PlannedEnvironment;
  /** The environment that can take the tag after this one. */
  readonly next?: string;
}

/** How a proposal ended: with an open pull request, or with a reason why there is none. */
export type Proposed =
  | { readonly pull: PullRequest; readonly findings: readonly Finding[] }
  | { readonly reason: string; readonly findings: readonly Finding[] };

const TRAILER = 'Fairlead-Promotion';

export const branchOf = (app: string, environment: string): string => `fairlead/${app}/${environment}`;

const warning = (message: string, fix: string): Finding => ({
  ...finding('github/permission', message, { fix }),
  severity: 'warning',
});

/**
 * Brings the branch to one commit on the base that changes one line. Does nothing if it is there already; leaves a branch alone
 * that holds commits of people. False: such a branch.
 */
async function bringBranch(run: Run, branch: string, { app, planned }: Bump, snapshot: Snapshot): Promise<boolean> {
  const { edit } = planned;
  if (!edit) throw new Error('a bump without an edit');
  const there = await run.github.head(branch);
  if (there !== undefined) {
    const { messages } = await run.github.compare(snapshot.commit, there);
    if (messages.some((message) => !message.includes(`\n${TRAILER}: `))) return false;
    const entry = (await run.github.entries(there)).find((item) => item.path === edit.path);
    if (messages.length > 0 && entry && (await run.github.blob(entry.sha)) === edit.text) return true;
  }
  const subject = `Promote ${app} to ${planned.target.name}: ${edit.from ? `${edit.from} → ` : ''}${planned.to}`;
  const mode = snapshot.entries.get(edit.path)?.mode ?? '100644';
  const commit = await run.github.commitFile(
    snapshot.commit,
    { path: edit.path, mode, text: edit.text },
    `${subject}\n\n${TRAILER}: ${app}/${planned.target.name}\n`,
  );
  // The branch moves once, to a finished commit: a branch that is reset to its base for a moment closes its pull request.
  if (there === undefined) await run.github.createBranch(branch, commit);
  else await run.github.moveBranch(branch, commit);
  return true;
}

/** Opens the pull request of a bump, or brings the one that is open up to date. A rerun without news writes nothing. */
export async function propose(run: Run, bump: Bump, snapshot: Snapshot, base: string): Promise<Proposed> {
  const { app, planned } = bump;
  const { edit, to } = planned;
  if (!edit || to === undefined) throw new Error('a bump without an edit');
  const environment = planned.target.name;
  const branch = branchOf(app, environment);
  const promotion = {
    app,
    environment,
    to,
    file: edit.path,
    line: edit.line,
    changes: planned.changes,
    findings: planned.findings,
    digest: { ...planned.digest, after: planned.digest.after ?? '' },
  };
  const text = {
    title: `Promote ${app} to ${environment}: ${edit.from ? `${edit.from} → ` : ''}${to}`,
    body: promotionBody({
      ...promotion,
      ...(edit.from === undefined ? {} : { from: edit.from }),
      ...(bump.next === undefined ? {} : { next: bump.next }),
    }),
  };
  const pulls = await run.github.pulls(branch);
  const open = pulls.find((pull) => pull.open);
  const marker = promotionMarker({ app, environment, to });
  const declined = open ? undefined : pulls.find((pull) => !pull.merged && pull.body.startsWith(marker));
  if (declined) return { reason: `#${declined.number} for ${to} was closed without merging`, findings: [] };
  if (!(await bringBranch(run, branch, bump, snapshot))) {
    return {
      reason: `the branch ${branch} holds commits of people, which are not overwritten`,
      findings: [
        warning(`${branch} holds commits that Fairlead did not make`, 'merge or close that pull request, or delete the branch'),
      ],
    };
  }
  if (open) {
    if (open.title !== text.title || open.body.trim() !== text.body.trim()) await run.github.updatePull(open.number, text);
    return { pull: open, findings: [] };
  }
  const pull = await run.github.createPull({ branch, base, ...text });
  return { pull, findings: await decorate(run, pull.number, planned) };
}

/** Labels and reviewers: each fails softly, the pull request is worth more. */
async function decorate(run: Run, number: number, { target }: PlannedEnvironment): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const attempt = async (what: string, fix: string, names: readonly string[], write: () => Promise<void>) => {
    if (names.length === 0) return;
    try {
      await write();
    } catch (error) {
      if (!isRequestFailure(error)) throw error;
      findings.push(
        warning(`${what} ${names.join(', ')} could not be set on #${number}: ${error.message.split(' - https://')[0]}`, fix),
      );
    }
  };
  const { labels, reviewers } = target.promote;
  await attempt('labels', 'the token needs `pull-requests: write`', labels, () => run.github.addLabels(number, labels));
  await attempt(
    'reviewers',
    'teams need a token that may read the organisation (a GitHub App with `members: read`)',
    reviewers,
    () => run.github.askReviewers(number, reviewers),
  );
  return findings;
}
