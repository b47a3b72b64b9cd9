import { type Finding, finding } from '../../core/index.js';
import { closedBody, markersIn, prose } from '../../report/index.js';
import type { BranchState, Merging, PullRequest, PullText } from '../github/index.js';
import type { Run } from '../run.js';
import type { Base } from './base.js';
import { bringBranch } from './bring.js';
import { decorate } from './decorate.js';
import { openPull } from './open.js';
import { comment, warning } from './people.js';
import type { Proposal } from './proposal.js';
import { textOf } from './text.js';

/** How a proposal ended: with an open pull request, or with a reason why there is none. */
export type Proposed =
  | { readonly pull: PullRequest; readonly findings: readonly Finding[]; readonly merging?: Merging }
  | { readonly reason: string; readonly findings: readonly Finding[] };

/** Thrown where somebody else wrote in between: what there is must be read and planned anew. */
export class Moved extends Error {}

export interface Proposing {
  readonly run: Run;
  readonly base: Base;
  readonly kind: 'promotion' | 'rollback';
  /** Sentences for the pull request. */
  readonly reasons?: readonly string[];
  /** Told once the branch has what is proposed, and if its pull request was closed after all. */
  readonly written: (is: boolean) => void;
}

/** Opens the pull request of a proposal, or brings the one that is open up to date. A rerun without news writes nothing. */
export async function propose(proposal: Proposal, state: BranchState, context: Proposing): Promise<Proposed> {
  const { run, base, kind, reasons = [] } = context;
  const { branch, pull, parts } = proposal;
  if (pull && markersIn(pull.body).length === 0)
    return { reason: `#${pull.number} on ${branch} is not Fairlead's`, findings: [notOurs(pull.number, branch)] };
  const elsewhere = pull ? undefined : base.overview.elsewhere.get(branch);
  if (elsewhere !== undefined)
    return { reason: `#${elsewhere} on ${branch} goes to another base`, findings: [notOurs(elsewhere, branch)] };
  const text = await textOf(run, proposal, kind, reasons);
  const brought = await bringBranch(proposal, state, context);
  if (!brought)
    return {
      reason: `${branch} holds work of others, which is not overwritten`,
      findings: await comment(run, proposal, text.title),
    };
  const { commit, merges = false } = brought;
  context.written(true);
  const rules = parts.map(({ planned }) => planned.target.promote);
  const opened = pull
    ? { pull: await bringPull(pull, text, commit, context), findings: [] }
    : await openPull(run, { branch, base: base.overview.base, draft: rules.some(({ draft }) => draft), ...text });
  if (opened.pull.head !== commit) await look(opened.pull, commit, context);
  const stuck = merges && rules.some(({ autoMerge }) => autoMerge === 'rebase') ? [notRebased(opened.pull)] : [];
  const { findings, ...merging } = await decorate(run, opened.pull, rules);
  return { pull: opened.pull, ...merging, findings: [...opened.findings, ...stuck, ...findings] };
}

async function bringPull(pull: PullRequest, text: PullText, commit: string, { run, written }: Proposing): Promise<PullRequest> {
  const same = pull.title === text.title && pull.body.replaceAll('\r\n', '\n').trim() === text.body.trim();
  if (same) return pull;
  const changed = await run.github.updatePull(pull.number, text);
  if (changed.open) return changed;
  // It keeps saying what it was merged or closed for: that tag is there, or declined, and not the one that was to follow.
  if (!changed.merged || changed.head !== commit)
    await run.github.updatePull(pull.number, { title: pull.title, body: pull.body });
  written(false);
  throw new Moved(`#${pull.number} was closed meanwhile`);
}

/**
 * The last writer must have described what the branch holds: if it is at another commit by now, or the pull request closed, all is
 * to be read again. That a pull request shows an older commit says nothing alone: GitHub moves it a moment after its branch.
 */
async function look({ branch, number }: PullRequest, commit: string, { run, written }: Proposing): Promise<void> {
  const { tip, closed = [] } = (await run.github.branches([branch])).get(branch) ?? {};
  if (tip?.commit !== commit) throw new Moved(`${branch} moved to ${tip?.commit.slice(0, 7) ?? 'nothing'} meanwhile`);
  if (!closed.some((one) => one.number === number)) return;
  written(false);
  throw new Moved(`#${number} was closed meanwhile`);
}

/** Closes an obsolete pull request, and says so in it. */
export async function closePull(run: Run, pull: PullRequest, { overview }: Base, reason: string): Promise<Proposed> {
  const link = `[${prose(overview.base)}](${run.github.page}/tree/${overview.commit})`;
  const closed = await run.github.updatePull(pull.number, {
    state: 'closed',
    body: closedBody(pull.body, `Closed by Fairlead: ${prose(reason)} (${link}).`),
  });
  if (closed.head !== pull.head && !closed.merged) {
    await run.github.updatePull(pull.number, { state: 'open', title: pull.title, body: pull.body });
    throw new Moved(`${pull.branch} moved to ${closed.head.slice(0, 7)} meanwhile`);
  }
  return { reason, findings: [] };
}

const notRebased = ({ number, branch }: PullRequest): Finding =>
  warning(
    finding('github/refused', `GitHub cannot rebase #${number}: ${branch} had to take in a change of the same file`, {
      fix: 'merge it by hand, or set `autoMerge: squash`',
    }),
  );

const notOurs = (number: number, branch: string): Finding =>
  warning(
    finding('github/conflict', `#${number} comes from ${branch}, and is not a pull request of Fairlead to this base`, {
      fix: 'merge or close it, or delete the branch',
    }),
  );
