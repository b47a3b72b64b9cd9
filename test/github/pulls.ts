import { type Answer, invalid, notFound, ok, page, type Request, type Route, text } from './answer.js';
import { git, tryGit } from './git.js';
import type { Pull, Repository } from './repository.js';

const MOST = 65_536;

const toJson = (repository: Repository, pull: Pull) => ({
  number: pull.number,
  title: pull.title,
  body: pull.body,
  state: pull.state,
  merged_at: pull.mergedAt,
  html_url: `https://github.example/${repository.owner}/${repository.name}/pull/${pull.number}`,
  head: { ref: pull.head, sha: repository.resolve(`refs/heads/${pull.head}`) ?? '' },
  base: { ref: pull.base, sha: repository.resolve(`refs/heads/${pull.base}`) ?? '' },
  labels: pull.labels.map((name) => ({ name })),
});

function list(request: Request): Answer {
  const { repository, query } = request;
  const [head, state] = [query.get('head')?.split(':')[1], query.get('state') ?? 'open'];
  const found = repository.pulls
    .filter((pull) => (head === undefined || pull.head === head) && (state === 'all' || pull.state === state))
    .toReversed();
  return page(
    found.map((pull) => toJson(repository, pull)),
    request,
  );
}

function create({ repository, body }: Request): Answer {
  const [head, base] = [text(body['head']), text(body['base'])];
  if (text(body['body']).length > MOST)
    return invalid('Validation Failed', [
      { resource: 'PullRequest', field: 'body', code: 'custom', message: 'body is too long (maximum is 65536 characters)' },
    ]);
  if (repository.pulls.some((pull) => pull.state === 'open' && pull.head === head && pull.base === base))
    return invalid('Validation Failed', [
      { resource: 'PullRequest', code: 'custom', message: `A pull request already exists for ${repository.owner}:${head}.` },
    ]);
  const [tip, onto] = [repository.resolve(`refs/heads/${head}`), repository.resolve(`refs/heads/${base}`)];
  if (!tip || !onto)
    return invalid('Validation Failed', [{ resource: 'PullRequest', field: tip ? 'base' : 'head', code: 'invalid' }]);
  if (tryGit(repository.dir, ['merge-base', '--is-ancestor', tip, onto]) !== undefined)
    return invalid('Validation Failed', [
      { resource: 'PullRequest', code: 'custom', message: `No commits between ${base} and ${head}` },
    ]);
  const pull: Pull = {
    number: repository.next(),
    head,
    base,
    title: text(body['title']),
    body: text(body['body']),
    state: 'open',
    mergedAt: null,
    labels: [],
    reviewers: [],
  };
  repository.pulls.push(pull);
  return ok(toJson(repository, pull), 201);
}

const find = ({ repository, match }: Request) => repository.pulls.find((pull) => pull.number === Number(match[0]));

function update(request: Request): Answer {
  const pull = find(request);
  if (!pull) return notFound;
  pull.title = text(request.body['title']) || pull.title;
  pull.body = text(request.body['body']) || pull.body;
  if (request.body['state'] === 'closed') pull.state = 'closed';
  return ok(toJson(request.repository, pull));
}

function askReviewers(request: Request): Answer {
  const pull = find(request);
  if (!pull) return notFound;
  if (Array.isArray(request.body['team_reviewers']) && request.body['team_reviewers'].length > 0)
    return invalid('Could not resolve to a node with the global id of a team.');
  pull.reviewers.push(...(Array.isArray(request.body['reviewers']) ? request.body['reviewers'].map(text) : []));
  return ok(toJson(request.repository, pull), 201);
}

function addLabels(request: Request): Answer {
  const pull = find(request);
  if (!pull) return notFound;
  pull.labels.push(...(Array.isArray(request.body['labels']) ? request.body['labels'].map(text) : []));
  return ok(pull.labels.map((name) => ({ name })));
}

function listComments(request: Request): Answer {
  return page(
    request.repository.comments.filter((comment) => comment.issue === Number(request.match[0])),
    request,
  );
}

function createComment({ repository, match, body }: Request): Answer {
  if (text(body['body']).length > MOST) return invalid('Body is too long (maximum is 65536 characters)');
  const comment = { id: repository.next(), issue: Number(match[0]), body: text(body['body']) };
  repository.comments.push(comment);
  return ok(comment, 201);
}

function updateComment({ repository, match, body }: Request): Answer {
  const comment = repository.comments.find((item) => item.id === Number(match[0]));
  if (!comment) return notFound;
  comment.body = text(body['body']);
  return ok(comment);
}

function compare({ repository, match }: Request): Answer {
  const [base = '', head = ''] = decodeURIComponent(match[0] ?? '')
    .split('...')
    .map((revision) => repository.resolve(revision) ?? '');
  const mergeBase = base && head ? tryGit(repository.dir, ['merge-base', base, head]) : undefined;
  if (!mergeBase) return notFound;
  const commits = git(repository.dir, ['log', '--reverse', '--format=%H%x01%B%x00', `${base}..${head}`])
    .split('\0')
    .map((item) => item.trim())
    .filter(Boolean);
  return ok({
    merge_base_commit: { sha: mergeBase },
    ahead_by: commits.length,
    commits: commits.map((item) => ({ sha: item.split('\x01')[0], commit: { message: item.split('\x01')[1] } })),
  });
}

function listCommits(request: Request): Answer {
  const { repository, query } = request;
  const lines = git(repository.dir, ['log', '--format=%H %cI', query.get('sha') ?? 'HEAD', '--', query.get('path') ?? '.'])
    .split('\n')
    .filter(Boolean);
  return page(
    lines.map((line) => ({ sha: line.split(' ')[0], commit: { committer: { date: line.split(' ')[1] } } })),
    request,
  );
}

export const PULLS: readonly Route[] = [
  { method: 'GET', path: /^\/pulls$/, answer: list },
  { method: 'POST', path: /^\/pulls$/, permission: 'pull_requests', answer: create },
  { method: 'PATCH', path: /^\/pulls\/(\d+)$/, permission: 'pull_requests', answer: update },
  { method: 'POST', path: /^\/pulls\/(\d+)\/requested_reviewers$/, permission: 'pull_requests', answer: askReviewers },
  { method: 'POST', path: /^\/issues\/(\d+)\/labels$/, permission: 'pull_requests', answer: addLabels },
  { method: 'GET', path: /^\/issues\/(\d+)\/comments$/, answer: listComments },
  { method: 'POST', path: /^\/issues\/(\d+)\/comments$/, permission: 'pull_requests', answer: createComment },
  { method: 'PATCH', path: /^\/issues\/comments\/(\d+)$/, permission: 'pull_requests', answer: updateComment },
  { method: 'GET', path: /^\/compare\/(.+)$/, answer: compare },
  { method: 'GET', path: /^\/commits$/, answer: listCommits },
];
