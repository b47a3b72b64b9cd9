import { type Finding, finding } from '../../core/index.js';
import type { BranchState } from '../github/index.js';
import { graphqlErrors, isRequestFailure, isRule, refusal, saidBy } from '../refusal.js';
import type { Run } from '../run.js';
import type { BlobCache } from '../snapshot.js';
import { readBase } from './base.js';
import { type Planner, type Planning, planBase } from './planning.js';
import { type Proposal, proposalsOf } from './proposal.js';
import { closePull, Moved, type Proposed, propose } from './propose.js';

/** A pull request is proposed again this often, on what others have made of the branches meanwhile. */
const TRIES = 20;
/** How often a refusal is met again, while nothing has changed, before it counts: GitHub may be late to show what has. */
const PATIENCE = 3;
const BY_OTHERS = /fast.?forward|already exists|expected branch|does not exist|could not resolve/i;
const PAUSE = 200;

export interface CarryOut {
  readonly run: Run;
  readonly planner: Planner;
  readonly cache: BlobCache;
  readonly kind: 'promotion' | 'rollback';
  readonly reasons: readonly string[];
  /** Told once the branch of a proposal has what it is to have, and if its pull request was closed after all. */
  readonly written: (proposal: Proposal, is: boolean) => void;
}

/** A proposal, and what it was made on. */
interface Step {
  readonly proposal: Proposal;
  readonly planning: Planning;
  readonly state: BranchState;
}

/** Errors of GraphQL that nobody's writes explain. */
const LASTING = new Set(['FORBIDDEN', 'INSUFFICIENT_SCOPES', 'RATE_LIMITED']);

/** 409 and 422 on a write, and their like in GraphQL: often somebody moved a branch or opened a pull request since it was read. */
const isConflict = (error: unknown): boolean =>
  error instanceof Moved ||
  (!isRule(error) &&
    ((isRequestFailure(error) && (error.status === 409 || error.status === 422)) ||
      graphqlErrors(error).some(({ type = '' }) => !LASTING.has(type))));

/**
 * Does what a proposal says. If somebody else wrote in between, everything is read and planned anew and then proposed again: nothing is
 * forced. Undefined: by then there is nothing left to do. What GitHub refuses gives a finding; the plan stays what it is.
 */
export async function carryOut(first: Proposal, from: Planning, context: CarryOut): Promise<Proposed | undefined> {
  const { run } = context;
  try {
    let step: Step | undefined = await stepOf(first, from, run);
    let idle = 0;
    for (let attempt = 1; step; attempt++) {
      try {
        return await once(step, context);
      } catch (error) {
        if (!isConflict(error)) throw error;
        if (attempt === TRIES) return { reason: 'others wrote to its branch all the time', findings: [busy(first, error)] };
        run.log(`${first.branch}: ${saidBy(error)}; trying again`);
        // A different pause for each of those that got into each other's way.
        await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE * attempt));
        const next = await again(first, from.base.isChosen, context);
        idle = next && seen(next) === seen(step) ? idle + 1 : 0;
        if (idle === (BY_OTHERS.test(saidBy(error)) ? PATIENCE : 1) && !(error instanceof Moved)) throw error;
        step = next;
      }
    }
    return undefined;
  } catch (error) {
    return { reason: 'GitHub refused it', findings: [refusal(error, run.github.name)] };
  }
}

async function stepOf(proposal: Proposal, planning: Planning, { github }: Run): Promise<Step> {
  const { branch, parts } = proposal;
  const asked = parts.length > 0 && !planning.branches.has(branch) ? await github.branches([branch]) : planning.branches;
  return { proposal, planning, state: asked.get(branch) ?? { closed: [] } };
}

/** All of a proposal is read again; the release is still for those apps only that were chosen. */
async function again(
  first: Proposal,
  isChosen: Planning['base']['isChosen'],
  { run, planner, cache, kind }: CarryOut,
): Promise<Step | undefined> {
  const paths = first.parts.concat(first.closing).map(({ loaded }) => loaded.app.path);
  const base = await readBase(run, paths, cache);
  if (!base) return undefined;
  const planning = await planBase(run, { ...base, isChosen }, planner, [first.branch]);
  const proposal = proposalsOf(planning.parts, base.overview, kind).find(({ branch }) => branch === first.branch);
  return proposal && stepOf(proposal, planning, run);
}

/** What others could have changed. */
const seen = ({ proposal: { pull }, planning: { base }, state }: Step): string =>
  JSON.stringify([base.overview.commit, state.tip?.commit, pull]);

async function once({ proposal, planning: { base }, state }: Step, { run, kind, reasons, written }: CarryOut): Promise<Proposed> {
  const { parts, closing, pull } = proposal;
  const [gone] = closing;
  if (parts.length === 0 && pull && gone) return closePull(run, pull, base, gone.planned.reason);
  return propose(proposal, state, { run, base, kind, reasons, written: (is) => written(proposal, is) });
}

const busy = ({ branch }: Proposal, error: unknown): Finding =>
  finding('github/conflict', `${branch} could not be written: ${saidBy(error)}`, { fix: 'run it again' });
