import { promotionMessage } from '../../core/promotion/index.js';
import { blobSha } from '../../io/git.js';
import type { BranchState, NewCommit } from '../github/index.js';
import type { Run } from '../run.js';
import type { Base } from './base.js';
import { type Content, contentOf, entriesOf, NONE } from './content.js';
import type { Proposal } from './proposal.js';
import { titleOf } from './text.js';

interface Bringing {
  readonly run: Run;
  readonly base: Base;
  readonly kind: 'promotion' | 'rollback';
}

type Files = NewCommit['files'];

/** The commit that a branch was brought to. */
export interface Brought {
  readonly commit: string;
  /** It took the base in, by a merge, which GitHub does not rebase. */
  readonly merges?: boolean;
}

/**
 * Brings the branch to a commit on the base that changes the lines of the proposal, and gives it. Nothing is written if it
 * is there. Undefined: the branch holds work of others. While a pull request is open its branch only moves forward, so that a write by
 * another run is noticed, and never back to its base: that would close it. After a merge the branch starts again from the base.
 */
export async function bringBranch(
  proposal: Proposal,
  { tip, closed }: BranchState,
  { run, base, kind }: Bringing,
): Promise<Brought | undefined> {
  const { github, inputs } = run;
  const { branch, parts, pull } = proposal;
  const { commit: onto, tree } = base.overview;
  const entries = entriesOf(await github.entries(onto));
  const wanted = new Map(parts.flatMap(({ planned }) => planned.files.map(({ path, text }) => [path, text] as const)));
  const files = [...wanted].map(([path, text]) => ({ path, text, mode: entries.get(path)?.mode ?? '100644' }));
  const graphql = inputs.commitMode === 'graphql';
  const message = (before: Content['base']) => messageOf(proposal, kind, files, before, run.released);
  const fresh = { tree, parents: [onto], files, message: message(entries) };
  if (!tip || (!pull && closed.some(({ merged, head }) => merged && head === tip.commit))) {
    const start = graphql ? onto : await github.commit(fresh);
    await (tip ? github.restart(branch, tip.commit, start) : github.createBranch(branch, start));
    return { commit: graphql ? await github.commitOnBranch(branch, onto, fresh) : start };
  }
  const comparison = await github.compare(onto, tip.commit);
  const { mergeBase, baseTree, ahead } = comparison;
  const { base: before, changed, isOurs } = await contentOf(github, comparison, tip.commit, graphql);
  if (!isOurs) return undefined;
  if (ahead > 0 && isThere(files, changed)) return { commit: tip.commit };
  if (graphql) return { commit: await github.commitOnBranch(branch, tip.commit, { files, message: message(before) }) };
  const isBehind = mergeBase !== onto && mergeBase !== tip.commit;
  // What is to be rebased must be a line of commits, as long as nothing needs to be reconciled.
  const rebases = parts.some(({ planned }) => planned.target.promote.autoMerge === 'rebase');
  const isLine = isBehind && rebases && files.every(({ path }) => before.get(path)?.sha === entries.get(path)?.sha);
  const next = isLine ? { ...fresh, tree: baseTree, message: message(before) } : fresh;
  const parents = mergeBase === tip.commit ? [onto] : isBehind && !isLine ? [tip.commit, onto] : [tip.commit];
  const commit = await github.commit({ ...next, parents });
  await github.advance(branch, commit);
  return { commit, merges: parents.length > 1 };
}

const isThere = (files: Files, changed: Content['changed']): boolean =>
  changed.size === files.length && files.every(({ path, text }) => changed.get(path)?.sha === blobSha(text));

function messageOf(
  proposal: Proposal,
  kind: Bringing['kind'],
  files: Files,
  before: Content['base'],
  released: string | undefined,
): string {
  const promoted = proposal.parts.map(({ loaded, planned }) => ({
    app: loaded.app.name,
    environment: planned.environment,
    tag: planned.to ?? '',
  }));
  const edits = files.map(({ path, text }) => ({ path, before: before.get(path)?.sha ?? NONE, after: blobSha(text) }));
  return promotionMessage(titleOf(proposal, kind), promoted, edits, released);
}
