import type { Client } from './client.js';
import type { Comment, GitHub, PullRequest } from './port.js';

interface Pull {
  readonly number: number;
  readonly node_id: string;
  readonly html_url: string;
  readonly title: string;
  readonly body: string | null;
  readonly state: string;
  readonly merged_at?: string | null;
  readonly head: { readonly ref: string; readonly sha: string };
  readonly labels: readonly object[];
  readonly requested_reviewers?: readonly object[] | null;
  readonly requested_teams?: readonly object[] | null;
  readonly assignees?: readonly object[] | null;
  readonly milestone: object | null;
  readonly auto_merge: object | null;
}

const some = (list: readonly object[] | null | undefined): boolean => (list?.length ?? 0) > 0;

const toPull = (pull: Pull): PullRequest => ({
  number: pull.number,
  id: pull.node_id,
  url: pull.html_url,
  title: pull.title,
  body: pull.body ?? '',
  open: pull.state === 'open',
  merged: typeof pull.merged_at === 'string',
  branch: pull.head.ref,
  head: pull.head.sha,
  has: {
    labels: some(pull.labels),
    reviewers: some(pull.requested_reviewers) || some(pull.requested_teams),
    assignees: some(pull.assignees),
    milestone: pull.milestone !== null,
    autoMerge: pull.auto_merge !== null,
  },
});

interface Said {
  readonly id: number;
  readonly body?: string;
  readonly user: { readonly login: string } | null;
}

const toComment = ({ id, body = '', user }: Said): Comment => ({ id, body, author: user?.login ?? '' });

// Octokit takes no variable named `method`.
const ENABLE = `mutation ($id: ID!, $how: PullRequestMergeMethod) {
  enablePullRequestAutoMerge(input: { pullRequestId: $id, mergeMethod: $how }) { clientMutationId }
}`;
const ENQUEUE = `mutation ($id: ID!) { enqueuePullRequest(input: { pullRequestId: $id }) { clientMutationId } }`;

/** What is written to pull requests. */
export function pullWrites({ octokit, owner, repo }: Client) {
  const { pulls, issues } = octokit.rest;
  const at = { owner, repo };
  // Comments are not tried again blindly: the one that seemed lost may be there.
  const once = { request: { retries: 0 } };
  return {
    createPull: async ({ branch, base, title, body, draft }) =>
      toPull((await pulls.create({ ...at, head: branch, base, title, body, draft, maintainer_can_modify: true })).data),
    updatePull: async (number, change) => toPull((await pulls.update({ ...at, pull_number: number, ...change })).data),
    addLabels: async (number, labels) => void (await issues.addLabels({ ...at, issue_number: number, labels: [...labels] })),
    assign: async (number, logins) => void (await issues.addAssignees({ ...at, issue_number: number, assignees: [...logins] })),
    askReviewers: async (number, names) => {
      const teams = names.flatMap((name) => /^team:(.+)$/.exec(name)?.[1] ?? []);
      await pulls.requestReviewers({
        ...at,
        pull_number: number,
        reviewers: names.filter((name) => !name.startsWith('team:')),
        team_reviewers: teams,
      });
    },
    setMilestone: async (number, title) => {
      const all = await octokit.paginate(issues.listMilestones, { ...at, state: 'open', per_page: 100 });
      const found = all.find((milestone) => milestone.title === title);
      if (!found) throw new MissingMilestone(`there is no open milestone ${title}`);
      await issues.update({ ...at, issue_number: number, milestone: found.number });
    },
    autoMerge: async ({ id, number }, how) => {
      if (how === 'queue') {
        await octokit.graphql(ENQUEUE, { id });
        return 'later';
      }
      try {
        await octokit.graphql(ENABLE, { id, how: how.toUpperCase() });
        return 'later';
      } catch (error) {
        // GitHub refuses to wait for what is ready already.
        if (!(error instanceof Error) || !/clean status/i.test(error.message)) throw error;
        await pulls.merge({ ...at, pull_number: number, merge_method: how });
        return 'now';
      }
    },
    comments: async (number) =>
      (await octokit.paginate(issues.listComments, { ...at, issue_number: number, per_page: 100 })).map(toComment),
    createComment: async (number, body) => void (await issues.createComment({ ...at, issue_number: number, body, ...once })),
    reviewComments: async (number) =>
      (await octokit.paginate(pulls.listReviewComments, { ...at, pull_number: number, per_page: 100 })).map(toComment),
    createReviewComment: async (number, { commit, ...comment }) =>
      void (await pulls.createReviewComment({
        ...at,
        pull_number: number,
        commit_id: commit,
        side: 'RIGHT',
        ...comment,
        ...once,
      })),
    removeComment: async (id) => void (await issues.deleteComment({ ...at, comment_id: id })),
    headOf: async (number) => (await pulls.get({ ...at, pull_number: number })).data.head.sha,
    updateComment: async (id, body) => void (await issues.updateComment({ ...at, comment_id: id, body })),
  } satisfies Partial<GitHub>;
}

/** Thrown where the milestone of the app's file is not there. */
export class MissingMilestone extends Error {}
