import { isAncestor, mergeBase } from './ancestry.js';
import {
  type Answer,
  failed,
  invalid,
  notFound,
  ok,
  paged,
  type Request,
  type Route,
  text,
  texts,
  tooLong,
  validationFailed,
} from './answer.js';
import { pagedCommits } from './commits.js';
import { changedFiles } from './diff.js';
import { mergePull } from './merge.js';
import { missingChecks } from './merge-state.js';
import { isoTime } from './objects.js';
import { commitsOf, fullPullJson, pullJson, startOf } from './pull-json.js';
import { closePull, type Pull, reopenObstacle } from './pull-state.js';
import type { Repository } from './repository.js';

const custom = (message: string): Answer => validationFailed({ resource: 'PullRequest', code: 'custom', message });
const wrongField = (field: string): Answer => validationFailed({ resource: 'PullRequest', field, code: 'invalid' });
/** The branch of `owner:branch`. */
const branchOf = (value: unknown): string => text(value).replace(/^[^:/]+:/, '');

export function wrongText(body: Request['body']): Answer | undefined {
  const long = (field: string, most: number) =>
    validationFailed({
      resource: 'Issue',
      code: 'custom',
      field,
      message: `${field} is too long (maximum is ${most} characters)`,
    });
  if (tooLong(text(body['body']))) return long('body', 65_536);
  return tooLong(text(body['title']), 256) ? long('title', 256) : undefined;
}

function list(request: Request): Answer {
  const { query, repository } = request;
  const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
  const direction = query.get('direction') ?? (query.get('sort') ? 'asc' : 'desc');
  const found = repository.pulls.filter(
    (pull) =>
      (state === 'all' || pull.state === state) &&
      // GitHub ignores a `head` that does not name the owner.
      (!head?.includes(':') || head === `${repository.owner}:${pull.head}`) &&
      (!base || pull.base === base),
  );
  return paged(direction === 'asc' ? found : found.toReversed(), request, (pull) => pullJson(request, pull));
}

function create(request: Request): Answer {
  const { repository, body, actor } = request;
  const [head, base, title] = [branchOf(body['head']), text(body['base']), text(body['title'])];
  if (title === '') return validationFailed({ resource: 'Issue', code: 'missing_field', field: 'title' });
  const wrong = wrongText(body);
  if (wrong) return wrong;
  const refs = repository.refs();
  const [tip, onto] = [refs.get(`refs/heads/${head}`), refs.get(`refs/heads/${base}`)];
  if (!tip || !onto) return wrongField(tip ? 'base' : 'head');
  if (repository.pulls.some((pull) => pull.state === 'open' && pull.head === head && pull.base === base))
    return custom(`A pull request already exists for ${repository.owner}:${head}.`);
  const start = mergeBase(repository.dir, onto, tip);
  if (!start) return custom(`The ${head} branch has no history in common with ${base}`);
  if (start === tip) return custom(`No commits between ${base} and ${head}`);
  const now = isoTime(Date.now());
  const number = repository.nextNumber();
  const pull: Pull = {
    number,
    nodeId: `PR_${repository.id}_${number}`,
    head,
    base,
    title,
    body: text(body['body']),
    state: 'open',
    mergedAt: null,
    mergeCommit: null,
    closedAt: null,
    labels: [],
    assignees: [],
    milestone: null,
    autoMerge: null,
    queuedAt: null,
    reviewers: [],
    teams: [],
    draft: body['draft'] === true,
    user: actor.login,
    created: now,
    updated: now,
    tips: { head: tip, base: onto },
  };
  repository.pulls.push(pull);
  return ok(fullPullJson(request, pull), 201);
}

/** A route of one pull request; there is no such pull request: 404. */
const withPull =
  (answer: (request: Request, pull: Pull) => Answer) =>
  (request: Request): Answer => {
    const pull = request.repository.pulls.find(({ number }) => number === Number(request.match[0]));
    return pull ? answer(request, pull) : notFound;
  };

/** Changes title, body, base and state as a request says; gives what GitHub has against it, and then nothing is changed. */
export function changePull({ repository, body }: Request, pull: Pull): Answer | undefined {
  const [state, base] = [text(body['state']), text(body['base'])];
  const onto = base === '' ? undefined : repository.resolve(`refs/heads/${base}`);
  if (base !== '' && !onto) return wrongField('base');
  if (onto && isAncestor(repository.dir, pull.tips.head, onto))
    return custom(`There are no new commits between base branch '${base}' and head branch '${pull.head}'`);
  if (state === 'open' && pull.state === 'closed') {
    const message = reopenObstacle(repository, pull);
    if (message) return validationFailed({ resource: 'PullRequest', code: 'invalid', field: 'state', message });
    Object.assign(pull, { state, closedAt: null });
  }
  if (state === 'closed' && pull.state === 'open') closePull(pull);
  if (onto) Object.assign(pull, { base, tips: { ...pull.tips, base: onto } });
  pull.title = text(body['title']) || pull.title;
  if ('body' in body) pull.body = text(body['body']);
  pull.updated = isoTime(Date.now());
  return undefined;
}

const update = (request: Request, pull: Pull): Answer =>
  wrongText(request.body) ?? changePull(request, pull) ?? ok(fullPullJson(request, pull));

/** Why a button would be grey, in GitHub's words. */
function mergeObstacle(repository: Repository, pull: Pull): string | undefined {
  if (pull.draft) return 'Pull Request is still a draft';
  if (repository.mergeQueue) return 'Changes must be made through the merge queue.';
  const [missing] = missingChecks(repository, pull);
  return missing === undefined ? undefined : `Required status check "${missing}" is expected.`;
}

function merge(request: Request, pull: Pull): Answer {
  const { repository, body, actor } = request;
  const [asked, sha, title, message] = ['merge_method', 'sha', 'commit_title', 'commit_message'].map((key) => text(body[key]));
  if (sha && sha !== pull.tips.head) return failed(409, 'Head branch was modified. Review and try the merge again.');
  const obstacle = mergeObstacle(repository, pull);
  if (obstacle) return failed(405, obstacle);
  const method = asked === 'squash' || asked === 'rebase' ? asked : 'merge';
  const words = { ...(title ? { title } : {}), ...(message ? { message } : {}) };
  const commit = mergePull(repository, pull, { method, by: actor, ...words });
  if (!commit) return failed(405, 'Pull Request is not mergeable');
  return ok({ sha: commit, merged: true, message: 'Pull Request successfully merged' });
}

function requestReviewers(request: Request, pull: Pull): Answer {
  const { repository, body } = request;
  const [people, teams] = [texts(body['reviewers']), texts(body['team_reviewers'])];
  if (people.includes(pull.user)) return invalid('Review cannot be requested from pull request author.');
  if (people.some((login) => repository.strangers.has(login)))
    return invalid(
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${repository.owner}/${repository.name} repository.`,
    );
  // The token of a job may not read the organisation: every team fails the whole call.
  if (teams.some((slug) => !repository.teams.has(slug)))
    return invalid('Could not resolve to a node with the global id of a team.');
  pull.reviewers.push(...people.filter((login) => !pull.reviewers.includes(login)));
  pull.teams.push(...teams.filter((slug) => !pull.teams.includes(slug)));
  return ok(pullJson(request, pull), 201);
}

const scopes = ['pull_requests'] as const;

export const PULLS: readonly Route[] = [
  { method: 'GET', path: /^\/pulls$/, scopes, answer: list },
  { method: 'POST', path: /^\/pulls$/, scopes, answer: create },
  { method: 'GET', path: /^\/pulls\/(\d+)$/, scopes, answer: withPull((request, pull) => ok(fullPullJson(request, pull))) },
  { method: 'PATCH', path: /^\/pulls\/(\d+)$/, scopes, answer: withPull(update) },
  {
    method: 'GET',
    path: /^\/pulls\/(\d+)\/files$/,
    scopes,
    answer: withPull((request, pull) =>
      paged(changedFiles(request, startOf(request, pull), pull.tips.head), request, (file) => file),
    ),
  },
  {
    method: 'GET',
    path: /^\/pulls\/(\d+)\/commits$/,
    scopes,
    answer: withPull((request, pull) => pagedCommits(request, commitsOf(request, pull, startOf(request, pull)))),
  },
  { method: 'PUT', path: /^\/pulls\/(\d+)\/merge$/, scopes: ['contents'], answer: withPull(merge) },
  { method: 'POST', path: /^\/pulls\/(\d+)\/requested_reviewers$/, scopes, answer: withPull(requestReviewers) },
];
