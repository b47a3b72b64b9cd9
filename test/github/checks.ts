import { userJson } from './access.js';
import { type Answer, failed, ok, pageOf, type Request, type Route } from './answer.js';
import { htmlUrl, repositoryUrl } from './commit-json.js';
import { readCommits } from './objects.js';
import { repositoryJson } from './repo-json.js';

/** What an App or a person reported of a commit. Without a conclusion it still runs. */
export interface Check {
  readonly id: number;
  readonly sha: string;
  readonly name: string;
  /** `status`: the older kind, as `POST /statuses` reports it. */
  readonly kind: 'check' | 'status';
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'cancelled' | 'skipped' | 'timed_out' | 'action_required' | null;
  readonly at: string;
}

/** The newest report of each name. */
export const latest = (checks: readonly Check[]): readonly Check[] => [
  ...new Map(checks.map((check) => [`${check.kind} ${check.name}`, check])).values(),
];

/** A check that is neutral or skipped counts as passed. */
export const passed = ({ conclusion }: Check): boolean =>
  conclusion === 'success' || conclusion === 'neutral' || conclusion === 'skipped';

function runJson(request: Request, { id, sha, name, conclusion, at }: Check) {
  const url = `${repositoryUrl(request)}/check-runs/${id}`;
  const html = `${htmlUrl(request)}/runs/${id}`;
  return {
    id,
    node_id: `CR_${id}`,
    head_sha: sha,
    name,
    url,
    html_url: html,
    details_url: html,
    external_id: '',
    status: conclusion === null ? 'in_progress' : 'completed',
    conclusion,
    started_at: at,
    completed_at: conclusion === null ? null : at,
    check_suite: { id },
    output: { title: null, summary: null, text: null, annotations_count: 0, annotations_url: `${url}/annotations` },
    app: null,
    pull_requests: [],
  };
}

const STATES = { success: 'success', failure: 'failure' } as const;
const stateOf = ({ conclusion }: Check) =>
  conclusion === null ? 'pending' : conclusion === 'success' || conclusion === 'failure' ? STATES[conclusion] : 'error';

function statusJson(request: Request, check: Check) {
  const { id, sha, name, at } = check;
  return {
    id,
    node_id: `SC_${id}`,
    url: `${repositoryUrl(request)}/statuses/${sha}`,
    avatar_url: userJson('octocat', request.api).avatar_url,
    state: stateOf(check),
    context: name,
    description: null,
    target_url: null,
    created_at: at,
    updated_at: at,
  };
}

/** A route below a commit; no such commit: 422. */
const ofCommit =
  (kind: Check['kind'], answer: (request: Request, sha: string, checks: readonly Check[]) => Answer) =>
  (request: Request): Answer => {
    const [ref = ''] = request.match;
    const [commit] = readCommits(request.repository.dir, [ref]);
    if (!commit) return failed(422, `No commit found for SHA: ${ref}`);
    const mine = request.repository.checks.filter((check) => check.sha === commit.sha && check.kind === kind);
    return answer(request, commit.sha, latest(mine));
  };

function runs(request: Request, _sha: string, checks: readonly Check[]): Answer {
  const [name, status] = [request.query.get('check_name'), request.query.get('status')];
  const all = checks.map((check) => runJson(request, check));
  const found = all.filter((run) => (!name || run.name === name) && (!status || run.status === status));
  const { from, to, headers } = pageOf(found.length, request);
  return { status: 200, headers, body: { total_count: found.length, check_runs: found.slice(from, to) } };
}

function combined(request: Request, sha: string, checks: readonly Check[]): Answer {
  const statuses = checks.map((check) => statusJson(request, check));
  const bad = statuses.some(({ state }) => state === 'failure' || state === 'error');
  const good = statuses.length > 0 && statuses.every(({ state }) => state === 'success');
  const url = `${repositoryUrl(request)}/commits/${sha}`;
  return ok({
    state: bad ? 'failure' : good ? 'success' : 'pending',
    statuses,
    sha,
    total_count: statuses.length,
    repository: repositoryJson(request),
    commit_url: url,
    url: `${url}/status`,
  });
}

export const CHECKS: readonly Route[] = [
  { method: 'GET', path: /^\/commits\/(.+)\/check-runs$/, scopes: ['checks'], answer: ofCommit('check', runs) },
  { method: 'GET', path: /^\/commits\/(.+)\/status$/, scopes: ['statuses'], answer: ofCommit('status', combined) },
];
