import { userJson } from './access.js';
import { type Answer, notFound, ok, type Request, type Route, text, texts, validationFailed } from './answer.js';
import { htmlUrl, repositoryUrl } from './commit-json.js';
import { labelJson, setLabels } from './labels.js';
import { milestoneOf } from './milestones.js';
import { isoTime } from './objects.js';
import type { Pull } from './pull-state.js';
import { changePull, wrongText } from './pulls.js';

/** A pull request, seen as the issue that it also is. */
function issueJson(request: Request, pull: Pull) {
  const { repository, api } = request;
  const { number, title, body, state, draft } = pull;
  const url = `${repositoryUrl(request)}/issues/${number}`;
  const html = `${htmlUrl(request)}/pull/${number}`;
  const people = pull.assignees.map((login) => userJson(login, api));
  return {
    url,
    repository_url: repositoryUrl(request),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    id: number,
    node_id: pull.nodeId,
    number,
    title,
    user: userJson(pull.user, api),
    labels: pull.labels.map((name) => labelJson(request, name)),
    state,
    locked: false,
    assignee: people[0] ?? null,
    assignees: people,
    milestone: milestoneOf(request, pull.milestone),
    comments: repository.commentsOf(number).length,
    created_at: pull.created,
    updated_at: pull.updated,
    closed_at: pull.closedAt,
    author_association: 'CONTRIBUTOR',
    active_lock_reason: null,
    draft,
    pull_request: {
      url: `${repositoryUrl(request)}/pulls/${number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.mergedAt,
    },
    body: body === '' ? null : body,
    closed_by: null,
    state_reason: null,
  };
}

const withIssue =
  (answer: (request: Request, pull: Pull) => Answer) =>
  (request: Request): Answer => {
    const pull = request.repository.pulls.find(({ number }) => number === Number(request.match[0]));
    return pull ? answer(request, pull) : notFound;
  };

/** People without access are passed over without a word, as GitHub does. */
function assign({ repository }: Request, pull: Pull, logins: readonly string[]): void {
  const wanted = logins.filter((login) => !repository.strangers.has(login));
  pull.assignees.splice(0, pull.assignees.length, ...new Set(wanted));
  pull.updated = isoTime(Date.now());
}

function change(request: Request, pull: Pull): Answer {
  const { body, repository } = request;
  const { milestone } = body;
  const wrong = wrongText(body) ?? ('labels' in body ? setLabels(pull, body['labels'], false) : undefined);
  if (wrong) return wrong;
  const number = milestone === null ? null : Number(milestone);
  if (milestone !== undefined && number !== null && !repository.milestones.some((item) => item.number === number))
    return validationFailed({ value: String(milestone), resource: 'Issue', field: 'milestone', code: 'invalid' });
  const refused = changePull(request, pull);
  if (refused) return refused;
  if (milestone !== undefined) pull.milestone = number;
  if ('assignees' in body) assign(request, pull, texts(body['assignees']));
  return ok(issueJson(request, pull));
}

function addAssignees(request: Request, pull: Pull): Answer {
  assign(request, pull, [...pull.assignees, ...texts(request.body['assignees'])]);
  return ok(issueJson(request, pull), 201);
}

function removeAssignees(request: Request, pull: Pull): Answer {
  const gone = texts(request.body['assignees']).map(text);
  assign(
    request,
    pull,
    pull.assignees.filter((login) => !gone.includes(login)),
  );
  return ok(issueJson(request, pull));
}

const scopes = ['issues', 'pull_requests'] as const;

export const ISSUES: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/issues\/(\d+)$/,
    scopes,
    answer: withIssue((request, pull) => ok(issueJson(request, pull))),
  },
  { method: 'PATCH', path: /^\/issues\/(\d+)$/, scopes, answer: withIssue(change) },
  { method: 'POST', path: /^\/issues\/(\d+)\/assignees$/, scopes, answer: withIssue(addAssignees) },
  { method: 'DELETE', path: /^\/issues\/(\d+)\/assignees$/, scopes, answer: withIssue(removeAssignees) },
];
