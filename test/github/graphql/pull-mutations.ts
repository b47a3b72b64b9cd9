import { record, text } from '../answer.js';
import { mergeState } from '../merge-state.js';
import { isoTime } from '../objects.js';
import { closePull, type Pull } from '../pull-state.js';
import type { Repository } from '../repository.js';
import type { Args, Context } from './context.js';
import { need, refuse } from './errors.js';
import { actorNode } from './people.js';
import { pullNode, queueEntry } from './pull-node.js';
import { findPull } from './repository-node.js';

interface Asked {
  readonly repository: Repository;
  readonly pull: Pull;
  readonly input: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

/** A change of one pull request; the answer shows it as it is then. */
const change =
  (apply: (asked: Asked) => void) =>
  (args: Args, context: Context): object => {
    need(context, 'write', 'pull_requests');
    const input = record(args['input']);
    const asked = { ...findPull(context, input['pullRequestId']), input, context };
    const { repository, pull } = asked;
    const { expectedHeadOid, clientMutationId } = input;
    if (typeof expectedHeadOid === 'string' && expectedHeadOid !== pull.tips.head)
      throw refuse('UNPROCESSABLE', 'Head branch was modified. Review and try the merge again.');
    apply(asked);
    pull.updated = isoTime(Date.now());
    return {
      clientMutationId,
      actor: actorNode(context.actor.login),
      pullRequest: () => pullNode(repository, pull),
      mergeQueueEntry: () => queueEntry(repository, pull),
    };
  };

const METHODS = { MERGE: 'merge', SQUASH: 'squash', REBASE: 'rebase' } as const;

function enableAutoMerge({ repository, pull, input, context }: Asked): void {
  if (!repository.autoMergeAllowed) throw refuse('UNPROCESSABLE', 'Auto merge is not allowed for this repository');
  const state = pull.state === 'open' ? mergeState(repository, pull) : 'closed';
  // What could be merged at once has nothing to wait for; GitHub doubles the words.
  if (state === 'clean' || state === 'unstable') throw refuse('UNPROCESSABLE', `Pull request Pull request is in ${state} status`);
  if (state === 'closed') throw refuse('UNPROCESSABLE', "Pull request Can't enable auto-merge for this pull request.");
  const asked = text(input['mergeMethod']);
  const method = asked === 'SQUASH' || asked === 'REBASE' ? METHODS[asked] : METHODS.MERGE;
  const [title, message] = [text(input['commitHeadline']), text(input['commitBody'])];
  pull.autoMerge = {
    by: context.actor.login,
    method,
    at: isoTime(Date.now()),
    ...(title ? { title } : {}),
    ...(message ? { message } : {}),
  };
}

function enqueue({ repository, pull }: Asked): void {
  if (!repository.mergeQueue) throw refuse('UNPROCESSABLE', 'Merge queue is not enabled for the base branch');
  if (pull.queuedAt !== null) throw refuse('UNPROCESSABLE', 'Pull request is already in the queue');
  if (pull.draft || pull.state === 'closed') throw refuse('UNPROCESSABLE', 'Pull request is not in a mergeable state');
  pull.queuedAt = new Date().toISOString();
}

export const PULL_MUTATIONS = {
  enablePullRequestAutoMerge: change(enableAutoMerge),
  disablePullRequestAutoMerge: change(({ pull }) => {
    if (!pull.autoMerge) throw refuse('UNPROCESSABLE', "Can't disable auto-merge for this pull request");
    pull.autoMerge = null;
  }),
  enqueuePullRequest: change(enqueue),
  convertPullRequestToDraft: change(({ pull }) => {
    Object.assign(pull, { draft: true, autoMerge: null });
  }),
  markPullRequestReadyForReview: change(({ pull }) => {
    pull.draft = false;
  }),
  closePullRequest: change(({ pull }) => {
    if (pull.state === 'open') closePull(pull);
  }),
};
