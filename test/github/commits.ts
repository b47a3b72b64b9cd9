import { commitsSince, mergeBase } from './ancestry.js';
import { type Answer, failed, notFound, ok, paged, pageOf, type Request, type Route } from './answer.js';
import { commitJson, htmlUrl, repositoryUrl } from './commit-json.js';
import { changedFiles } from './diff.js';
import { gitFact } from './git.js';
import { historyOf } from './history.js';
import { readCommits, readObjects } from './objects.js';

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const shasOf = (request: Request, args: readonly string[]): readonly string[] =>
  (gitFact(request.repository.dir, ['rev-list', ...args]) ?? '').split('\n').filter(Boolean);

/** Commits by their names, in GitHub's shape. */
export const commitsJson = (request: Request, shas: readonly string[]) =>
  readCommits(request.repository.dir, shas).map((commit) => commitJson(request, commit));

/** A page of the commits with these names; only those on it are read. */
export function pagedCommits(request: Request, shas: readonly string[]): Answer {
  const answer = paged(shas, request, (sha) => sha);
  return { ...answer, body: commitsJson(request, Array.isArray(answer.body) ? answer.body : []) };
}

function list(request: Request): Answer {
  const { repository, query } = request;
  const [tip] = readObjects(repository.dir, [`${query.get('sha') ?? repository.defaultBranch}^{commit}`]);
  if (!tip) return notFound;
  const [path, since, until] = [query.get('path'), query.get('since'), query.get('until')];
  const limits = [...(since ? [`--since=${since}`] : []), ...(until ? [`--until=${until}`] : [])];
  const shas = path && limits.length === 0 ? historyOf(repository.dir, tip.sha, path) : undefined;
  return pagedCommits(request, shas ?? shasOf(request, [...limits, tip.sha, ...(path ? ['--', path] : [])]));
}

function get(request: Request): Answer {
  const [ref = ''] = request.match;
  const [commit] = readCommits(request.repository.dir, [ref]);
  if (!commit) return failed(422, `No commit found for SHA: ${ref}`);
  const files = changedFiles(request, commit.parents[0] ?? EMPTY_TREE, commit.sha);
  const sum = (key: 'additions' | 'deletions' | 'changes') => files.reduce((total, file) => total + file[key], 0);
  const stats = { total: sum('changes'), additions: sum('additions'), deletions: sum('deletions') };
  return ok({ ...commitJson(request, commit), stats, files });
}

/** Three dots: files are compared with the merge base. They come with the first page of commits only, at most 300. */
function compare(request: Request): Answer {
  const { repository, match } = request;
  const [baseName = '', headName = ''] = (match[0] ?? '').split('...').map((name) => name.replace(/^[^/]+:/, ''));
  const [base, head] = readObjects(repository.dir, [`${baseName}^{commit}`, `${headName}^{commit}`]);
  if (!base || !head) return notFound;
  const middle = mergeBase(repository.dir, base.sha, head.sha);
  if (!middle) return failed(404, `No common ancestor between ${baseName} and ${headName}.`);
  const ahead = commitsSince(repository.dir, base.sha, head.sha);
  const behind = base.sha === middle ? 0 : commitsSince(repository.dir, head.sha, base.sha).length;
  // A page counts from the oldest; without one these are the newest.
  const pages = request.query.has('per_page') || request.query.has('page');
  const paged = pageOf(ahead.length, request);
  const { from, to, page, headers } = pages ? paged : { ...paged, from: Math.max(0, ahead.length - 250), to: ahead.length };
  const status = ahead.length === 0 ? (behind === 0 ? 'identical' : 'behind') : behind === 0 ? 'ahead' : 'diverged';
  const [baseCommit, middleCommit] = commitsJson(request, [base.sha, middle]);
  const range = `${base.sha}...${head.sha}`;
  const html = `${htmlUrl(request)}/compare/${range}`;
  return {
    status: 200,
    headers,
    body: {
      url: `${repositoryUrl(request)}/compare/${range}`,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: baseCommit,
      merge_base_commit: middleCommit,
      status,
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: commitsJson(request, ahead.slice(from, to)),
      ...(page === 1 ? { files: changedFiles(request, middle, head.sha).slice(0, 300) } : {}),
    },
  };
}

const scopes = ['contents'] as const;

export const COMMITS: readonly Route[] = [
  { method: 'GET', path: /^\/commits$/, scopes, answer: list },
  { method: 'GET', path: /^\/commits\/(.+)$/, scopes, answer: get },
  { method: 'GET', path: /^\/compare\/(.+)$/, scopes, answer: compare },
];
