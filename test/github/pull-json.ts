import { userJson } from './access.js';
import type { Request } from './answer.js';
import { htmlUrl, repositoryUrl } from './commit-json.js';
import { changedFiles } from './diff.js';
import { gitFact } from './git.js';
import { labelJson } from './labels.js';
import type { Pull } from './pull-state.js';
import { repositoryJson } from './repos.js';

/** The commit that a pull request begins at: where its branch left the base. */
export const startOf = ({ repository }: Request, { tips }: Pull): string =>
  gitFact(repository.dir, ['merge-base', tips.base, tips.head]) ?? tips.base;

/** Commits of a pull request, oldest first. */
export const commitsOf = ({ repository }: Request, { tips }: Pull, start: string): readonly string[] =>
  (gitFact(repository.dir, ['rev-list', '--reverse', '--topo-order', `${start}..${tips.head}`]) ?? '')
    .split('\n')
    .filter(Boolean);

/** A pull request as lists show it. */
export function pullJson(request: Request, pull: Pull) {
  const { repository, api } = request;
  const { number, title, body, state, draft, tips } = pull;
  const url = `${repositoryUrl(request)}/pulls/${number}`;
  const html = `${htmlUrl(request)}/pull/${number}`;
  const repo = repositoryJson(request);
  const side = (ref: string, sha: string) => ({ label: `${repository.owner}:${ref}`, ref, sha, user: repo.owner, repo });
  return {
    url,
    id: number,
    node_id: `PR_${number}`,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: `${repositoryUrl(request)}/issues/${number}`,
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
    assignee: null,
    assignees: [],
    requested_reviewers: pull.reviewers.map((login) => userJson(login, api)),
    requested_teams: pull.teams.map((slug) => ({ slug, name: slug })),
    labels: pull.labels.map((name) => labelJson(request, name)),
    milestone: null,
    draft,
    head: side(pull.head, tips.head),
    base: side(pull.base, tips.base),
    author_association: 'CONTRIBUTOR',
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** A pull request as one alone is shown: with its numbers, and with whether it can be merged. */
export function fullPullJson(request: Request, pull: Pull) {
  const { dir, comments } = request.repository;
  const start = startOf(request, pull);
  const files = changedFiles(request, start, pull.tips.head);
  const open = pull.state === 'open';
  const mergeable = open ? gitFact(dir, ['merge-tree', '--write-tree', pull.tips.base, pull.tips.head]) !== undefined : null;
  return {
    ...pullJson(request, pull),
    merged: pull.mergedAt !== null,
    mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    rebaseable: mergeable,
    merged_by: null,
    comments: comments.filter(({ issue }) => issue === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: commitsOf(request, pull, start).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}
