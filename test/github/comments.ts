import { userJson } from './access.js';
import {
  type Answer,
  noContent,
  notFound,
  ok,
  paged,
  type Request,
  type Route,
  text,
  tooLong,
  validationFailed,
} from './answer.js';
import { htmlUrl, repositoryUrl } from './commit-json.js';
import { isoTime } from './objects.js';
import type { IssueComment } from './repository.js';

function commentJson(request: Request, { id, issue, user, created, updated, body }: IssueComment) {
  const at = `${repositoryUrl(request)}/issues`;
  return {
    id,
    node_id: `IC_${id}`,
    url: `${at}/comments/${id}`,
    html_url: `${htmlUrl(request)}/issues/${issue}#issuecomment-${id}`,
    issue_url: `${at}/${issue}`,
    body,
    user: userJson(user, request.api),
    created_at: created,
    updated_at: updated,
    author_association: 'CONTRIBUTOR',
    performed_via_github_app: null,
  };
}

function wrongBody({ body }: Request): Answer | undefined {
  const error = (message: string) =>
    validationFailed({ resource: 'IssueComment', code: 'unprocessable', field: 'data', message });
  if (text(body['body']).trim() === '') return error('Body cannot be blank');
  return tooLong(text(body['body'])) ? error('Body is too long (maximum is 65536 characters)') : undefined;
}

/** Any number counts as an issue that is there: tests comment on pull requests that only their event speaks of. */
const list = (request: Request): Answer =>
  paged(request.repository.commentsOf(Number(request.match[0])), request, (comment) => commentJson(request, comment));

function create(request: Request): Answer {
  const { repository, match, body, actor } = request;
  const wrong = wrongBody(request);
  if (wrong) return wrong;
  const now = isoTime(Date.now());
  const comment: IssueComment = {
    id: repository.nextId(),
    issue: Number(match[0]),
    user: actor.login,
    created: now,
    updated: now,
    body: text(body['body']),
  };
  repository.comments.push(comment);
  return ok(commentJson(request, comment), 201);
}

const indexOf = ({ repository, match }: Request) => repository.comments.findIndex(({ id }) => id === Number(match[0]));

function get(request: Request): Answer {
  const comment = request.repository.comments[indexOf(request)];
  return comment ? ok(commentJson(request, comment)) : notFound;
}

function update(request: Request): Answer {
  const comment = request.repository.comments[indexOf(request)];
  if (!comment) return notFound;
  const wrong = wrongBody(request);
  if (wrong) return wrong;
  comment.body = text(request.body['body']);
  comment.updated = isoTime(Date.now());
  return ok(commentJson(request, comment));
}

function remove(request: Request): Answer {
  const index = indexOf(request);
  if (index < 0) return notFound;
  request.repository.comments.splice(index, 1);
  return noContent;
}

const scopes = ['issues', 'pull_requests'] as const;

export const COMMENTS: readonly Route[] = [
  { method: 'GET', path: /^\/issues\/(\d+)\/comments$/, scopes, answer: list },
  { method: 'POST', path: /^\/issues\/(\d+)\/comments$/, scopes, answer: create },
  { method: 'GET', path: /^\/issues\/comments\/(\d+)$/, scopes, answer: get },
  { method: 'PATCH', path: /^\/issues\/comments\/(\d+)$/, scopes, answer: update },
  { method: 'DELETE', path: /^\/issues\/comments\/(\d+)$/, scopes, answer: remove },
];
