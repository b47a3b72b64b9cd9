import { userJson } from './access.js';
import { commitsSince, mergeBase } from './ancestry.js';
import type { Request } from './answer.js';
import { htmlUrl, repositoryUrl } from './commit-json.js';
import { changedFiles } from './diff.js';
import { labelJson } from './labels.js';
import { mergeState } from './merge-state.js';
import { milestoneOf } from './milestones.js';
import type { Pull } from './pull-state.js';
import { repositoryJson } from './repo-json.js';

/** The commit that a pull request begins at: where its branch left the base. */
export const startOf = ({ repository }: Pick<Request, 'repository'>, { tips }: Pull): string =>
  mergeBase(repository.dir, tips.base, tips.head) ?? tips.base;

/** Commits of a pull request, oldest first. */
export const commitsOf = ({ repository }: Pick<Request, 'repository'>, { tips }: Pull, start: string): readonly string[] =>
  commitsSince(repository.dir, start, tips.head);

function teamJson({ api }: Request, slug: string) {
  const url = `${api}/teams/${slug}`;
  return {
    id: slug.length,
    node_id: `T_${slug}`,
    url,
    html_url: `https://github.example/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    name: slug,
    slug,
    description: null,
    permission: 'pull',
    type: 'organization',
    parent: null,
  };
}

/** A pull request as lists show it. */
export function pullJson(request: Request, pull: Pull) {
  const { repository, api } = request;
  const { number, title, body, state, draft, tips, nodeId, autoMerge } = pull;
  const people = pull.assignees.map((login) => userJson(login, api));
  const url = `${repositoryUrl(request)}/pulls/${number}`;
  const html = `${htmlUrl(request)}/pull/${number}`;
  const repo = repositoryJson(request);
  const side = (ref: string, sha: string) => ({ label: `${repository.owner}:${ref}`, ref, sha, user: repo.owner, repo });
  const issue = `${repositoryUrl(request)}/issues/${number}`;
  const links = {
    issue_url: issue,
    comments_url: `${issue}/comments`,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl(request)}/pulls/comments{/number}`,
    statuses_url: `${repositoryUrl(request)}/statuses/${tips.head}`,
  };
  const href = (target: string) => ({ href: target });
  return {
    url,
    id: number,
    node_id: nodeId,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    ...links,
    number,
    state,
    locked: false,
    title,
    user: userJson(pull.user, api),
    body: body === '' ? null : body,
    created_at: pull.created,
    updated_at: pull.updated,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommit,
    assignee: people[0] ?? null,
    assignees: people,
    requested_reviewers: pull.reviewers.map((login) => userJson(login, api)),
    requested_teams: pull.teams.map((slug) => teamJson(request, slug)),
    labels: pull.labels.map((name) => labelJson(request, name)),
    milestone: milestoneOf(request, pull.milestone),
    draft,
    head: side(pull.head, tips.head),
    base: side(pull.base, tips.base),
    author_association: 'CONTRIBUTOR',
    auto_merge: autoMerge && {
      enabled_by: userJson(autoMerge.by, api),
      merge_method: autoMerge.method,
      commit_title: autoMerge.title ?? `${title} (#${number})`,
      commit_message: autoMerge.message ?? '',
    },
    active_lock_reason: null,
    _links: {
      self: href(url),
      html: href(html),
      issue: href(issue),
      comments: href(links.comments_url),
      commits: href(links.commits_url),
      statuses: href(links.statuses_url),
      review_comments: href(links.review_comments_url),
      review_comment: href(links.review_comment_url),
    },
  };
}

/** A pull request as one alone is shown: with its numbers, and with whether it can be merged. */
export function fullPullJson(request: Request, pull: Pull) {
  const { repository } = request;
  const start = startOf(request, pull);
  const files = changedFiles(request, start, pull.tips.head);
  const state = pull.state === 'open' ? mergeState(repository, pull) : undefined;
  const mergeable = state === undefined ? null : state !== 'dirty';
  return {
    ...pullJson(request, pull),
    merged: pull.mergedAt !== null,
    mergeable,
    mergeable_state: state ?? 'unknown',
    rebaseable: mergeable,
    merged_by: null,
    comments: repository.commentsOf(pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: commitsOf(request, pull, start).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}
