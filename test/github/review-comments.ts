import { userJson } from './access.js';
import { type Answer, invalid, ok, paged, type Request, type Route, text, tooLong, validationFailed } from './answer.js';
import { htmlUrl, repositoryUrl } from './commit-json.js';
import { changedFiles } from './diff.js';
import { tryGit } from './git.js';
import { isoTime } from './objects.js';
import type { Repository } from './repository.js';

/** A comment on a line of a pull request's diff. */
export interface ReviewComment {
  readonly id: number;
  readonly pull: number;
  readonly user: string;
  readonly created: string;
  readonly commit: string;
  readonly path: string;
  readonly line: number;
  readonly body: string;
}

const kept = new WeakMap<Repository, ReviewComment[]>();

/** The review comments of a repository, in the order in which they were made. */
export function reviewComments(repository: Repository): ReviewComment[] {
  const known = kept.get(repository) ?? [];
  kept.set(repository, known);
  return known;
}

/** Lines of the new side that a diff shows, context included. */
function shownLines(patch: string): ReadonlySet<number> {
  const lines = new Set<number>();
  let line = 0;
  for (const row of patch.split('\n')) {
    const start = /^@@ -\S+ \+(\d+)/.exec(row)?.[1];
    if (start !== undefined) line = Number(start);
    else if (!row.startsWith('-') && !row.startsWith('\\')) lines.add(line++);
  }
  return lines;
}

function toJson(request: Request, { id, pull, user, created, commit, path, line, body }: ReviewComment) {
  const at = `${repositoryUrl(request)}/pulls`;
  return {
    id,
    node_id: `PRRC_${id}`,
    url: `${at}/comments/${id}`,
    html_url: `${htmlUrl(request)}/pull/${pull}#discussion_r${id}`,
    pull_request_url: `${at}/${pull}`,
    path,
    line,
    original_line: line,
    side: 'RIGHT',
    subject_type: 'line',
    commit_id: commit,
    original_commit_id: commit,
    body,
    user: userJson(user, request.api),
    created_at: created,
    updated_at: created,
    author_association: 'CONTRIBUTOR',
  };
}

const list = (request: Request): Answer =>
  paged(
    reviewComments(request.repository).filter(({ pull }) => pull === Number(request.match[0])),
    request,
    (comment) => toJson(request, comment),
  );

/** As for issues, any number counts as a pull request that is there; what its diff is, the commit says. */
function create(request: Request): Answer {
  const { repository, match, body, actor } = request;
  const wrong = (field: string, message: string) =>
    validationFailed({ resource: 'PullRequestReviewComment', code: 'custom', field, message });
  if (text(body['body']).trim() === '') return wrong('body', 'body cannot be blank');
  if (tooLong(text(body['body']))) return wrong('body', 'body is too long (maximum is 65536 characters)');
  const commit = repository.resolve(text(body['commit_id']));
  const base = commit && tryGit(repository.dir, ['merge-base', repository.defaultBranch, commit]);
  if (!commit || !base) return invalid('No commit found for SHA: commit_id');
  const file = changedFiles(request, base, commit).find(({ filename }) => filename === body['path']);
  if (!file) return wrong('pull_request_review_thread.path', 'pull_request_review_thread.path is invalid');
  const line = Number(body['line']);
  if (body['side'] !== 'RIGHT' || !shownLines(file.patch ?? '').has(line))
    return wrong('pull_request_review_thread.line', 'pull_request_review_thread.line must be part of the diff');
  const comment: ReviewComment = {
    id: repository.nextId(),
    pull: Number(match[0]),
    user: actor.login,
    created: isoTime(Date.now()),
    commit,
    path: text(body['path']),
    line,
    body: text(body['body']),
  };
  reviewComments(repository).push(comment);
  return ok(toJson(request, comment), 201);
}

const scopes = ['pull_requests'] as const;

export const REVIEW_COMMENTS: readonly Route[] = [
  { method: 'GET', path: /^\/pulls\/(\d+)\/comments$/, scopes, answer: list },
  { method: 'POST', path: /^\/pulls\/(\d+)\/comments$/, scopes, answer: create },
];
