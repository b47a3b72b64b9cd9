import { type Finding, finding } from '../../core/index.js';
import { isRequestFailure, permissionFinding } from '../permission.js';
import type { Run } from '../run.js';
import type { BlobCache } from '../snapshot.js';
import { readBase } from './base.js';
import { type Planner, type Planning, planBase } from './planning.js';
import { type Proposal, proposalsOf } from './proposal.js';
import { closePull, Moved, type Proposed, propose } from './propose.js';

/** A pull request is proposed again this often, on what others have made of the branches meanwhile. */
const TRIES = 12;
const PAUSE = 200;

export interface CarryOut {
  readonly run: Run;
  readonly planner: Planner;
  readonly cache: BlobCache;
  readonly kind: 'promotion' | 'rollback';
  readonly reasons: readonly string[];
  /** Told once the branch of a proposal has what it is to have. */
  readonly written: (proposal: Proposal) => void;
}

/** 409 and 422 on a write, and GraphQL's STALE_DATA: somebody moved a branch or opened a pull request since it was read. */
const isConflict = (error: unknown): boolean =>
  error instanceof Moved ||
  (isRequestFailure(error) && (error.status === 409 || error.status === 422)) ||
  (error instanceof Error && 'errors' in error && /STALE_DATA|Expected branch to point to/.test(JSON.stringify(error.errors)));

/**
 * Does what a proposal says. If somebody else wrote in between, everything is read and planned anew and then proposed again: nothing is
 * forced. Undefined: by then there is nothing left to do. A token that may not write gives a finding; the plan stays what it is.
 */
export async function carryOut(first: Proposal, from: Planning, context: CarryOut): Promise<Proposed | undefined> {
  const { run } = context;
  let proposal: Proposal | undefined = first;
  let planning = from;
  for (let attempt = 1; proposal; attempt++) {
    try {
      return await once(proposal, planning, context);
    } catch (error) {
      if (!isConflict(error)) return { reason: 'GitHub refused it', findings: [permissionFinding(error, run.github.name)] };
      if (attempt === TRIES) return { reason: 'others wrote to its branch all the time', findings: [busy(proposal, error)] };
      run.log(`${proposal.branch}: ${said(error)}; trying again`);
      // A different pause for each of those that got into each other's way.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE * attempt));
      const base = await readBase(
        run,
        first.parts.concat(first.closing).map(({ loaded }) => loaded.app.path),
        context.cache,
      );
      if (!base) return undefined;
      planning = await planBase(base, context.planner);
      proposal = proposalsOf(planning.parts, base.overview).find(({ branch }) => branch === first.branch);
    }
  }
  return undefined;
}

async function once(
  proposal: Proposal,
  { base, branches }: Planning,
  { run, kind, reasons, written }: CarryOut,
): Promise<Proposed> {
  const { branch, parts, closing, pull } = proposal;
  const [gone] = closing;
  if (parts.length === 0 && pull && gone) return closePull(run, pull, base, gone.planned.reason);
  const state = branches.get(branch) ?? (await run.github.branches([branch])).get(branch) ?? { closed: [] };
  return propose(proposal, state, { run, base, kind, reasons, written: () => written(proposal) });
}

const said = (error: unknown): string => (error instanceof Error ? (error.message.split(' - https://')[0] ?? '') : String(error));

const busy = ({ branch }: Proposal, error: unknown): Finding =>
  finding('github/conflict', `${branch} could not be written: ${said(error)}`, { fix: 'run it again' });
