import { commitsSince } from '../ancestry.js';
import { mergeState } from '../merge-state.js';
import type { Pull } from '../pull-state.js';
import type { IssueComment, Repository } from '../repository.js';
import { pages } from './connection.js';
import { htmlOf } from './context.js';
import { commitNode, refNode } from './git-nodes.js';
import { actorNode } from './people.js';
import { repositoryNode } from './repository-node.js';

const commentNode = ({ id, user, body, created, updated }: IssueComment) => ({
  id: `IC_${id}`,
  databaseId: id,
  author: actorNode(user),
  body,
  createdAt: created,
  updatedAt: updated,
});

function milestoneNode({ milestones }: Repository, number: number | null) {
  const found = milestones.find((milestone) => milestone.number === number);
  return found ? { id: `MI_${found.number}`, number: found.number, title: found.title } : null;
}

export function queueEntry(repository: Repository, pull: Pull) {
  if (pull.queuedAt === null) return null;
  const queue = repository.pulls.filter(({ queuedAt }) => queuedAt !== null);
  const position = queue.toSorted((a, b) => ((a.queuedAt ?? '') < (b.queuedAt ?? '') ? -1 : 1)).indexOf(pull) + 1;
  return { id: `MQE_${pull.nodeId}`, enqueuedAt: pull.queuedAt, position, state: 'QUEUED' };
}

export function pullNode(repository: Repository, pull: Pull): object {
  const { tips, autoMerge } = pull;
  const state = () => (pull.state === 'open' ? mergeState(repository, pull) : undefined);
  return {
    __typename: 'PullRequest',
    id: pull.nodeId,
    number: pull.number,
    url: `${htmlOf(repository)}/pull/${pull.number}`,
    title: pull.title,
    body: pull.body,
    state: pull.mergedAt === null ? pull.state.toUpperCase() : 'MERGED',
    author: actorNode(pull.user),
    closed: pull.state === 'closed',
    closedAt: pull.closedAt,
    createdAt: pull.created,
    updatedAt: pull.updated,
    isDraft: pull.draft,
    merged: pull.mergedAt !== null,
    mergedAt: pull.mergedAt,
    mergeCommit: () => (pull.mergeCommit === null ? null : commitNode(repository, pull.mergeCommit)),
    mergeable: () => {
      const known = state();
      return known === undefined ? 'UNKNOWN' : known === 'dirty' ? 'CONFLICTING' : 'MERGEABLE';
    },
    mergeStateStatus: () => (state() ?? 'unknown').toUpperCase(),
    headRefName: pull.head,
    headRefOid: tips.head,
    headRef: () => refNode(repository, `refs/heads/${pull.head}`),
    headRepository: () => repositoryNode(repository),
    headRepositoryOwner: actorNode(repository.owner),
    isCrossRepository: false,
    baseRefName: pull.base,
    baseRefOid: tips.base,
    baseRef: () => refNode(repository, `refs/heads/${pull.base}`),
    repository: () => repositoryNode(repository),
    milestone: milestoneNode(repository, pull.milestone),
    autoMergeRequest: autoMerge && {
      enabledAt: autoMerge.at,
      enabledBy: actorNode(autoMerge.by),
      mergeMethod: autoMerge.method.toUpperCase(),
      commitHeadline: autoMerge.title ?? null,
      commitBody: autoMerge.message ?? null,
    },
    isInMergeQueue: pull.queuedAt !== null,
    mergeQueueEntry: () => queueEntry(repository, pull),
    assignees: pages('assignees', () => pull.assignees, String, actorNode),
    reviewRequests: pages(
      'reviewRequests',
      () => [...pull.reviewers, ...pull.teams],
      String,
      (name) => ({ id: `RR_${name}` }),
    ),
    latestReviews: pages(
      'latestReviews',
      () => [],
      String,
      (id) => ({ id }),
    ),
    labels: pages(
      'labels',
      () => pull.labels,
      String,
      (name) => ({ id: `LA_${name}`, name }),
    ),
    comments: pages(
      'comments',
      () => repository.commentsOf(pull.number),
      ({ id }) => id,
      commentNode,
    ),
    commits: pages(
      'commits',
      () => commitsSince(repository.dir, tips.base, tips.head),
      String,
      (sha) => ({
        id: `PRC_${sha}`,
        commit: () => commitNode(repository, sha),
      }),
    ),
  };
}
