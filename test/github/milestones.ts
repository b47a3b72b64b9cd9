import { userJson } from './access.js';
import { type Answer, paged, type Request, type Route } from './answer.js';
import { htmlUrl, repositoryUrl } from './commit-json.js';

export interface Milestone {
  readonly number: number;
  readonly title: string;
  state: 'open' | 'closed';
  readonly created: string;
}

export function milestoneJson(request: Request, { number, title, state, created }: Milestone) {
  const url = `${repositoryUrl(request)}/milestones/${number}`;
  const open = request.repository.pulls.filter((pull) => pull.milestone === number && pull.state === 'open').length;
  return {
    url,
    html_url: `${htmlUrl(request)}/milestone/${number}`,
    labels_url: `${url}/labels`,
    id: number,
    node_id: `MI_${number}`,
    number,
    title,
    description: null,
    creator: userJson('octocat', request.api),
    open_issues: open,
    closed_issues: request.repository.pulls.filter((pull) => pull.milestone === number).length - open,
    state,
    created_at: created,
    updated_at: created,
    due_on: null,
    closed_at: state === 'closed' ? created : null,
  };
}

/** The milestone of a number, as pull requests and issues show it. */
export function milestoneOf(request: Request, number: number | null) {
  const found = request.repository.milestones.find((milestone) => milestone.number === number);
  return found ? milestoneJson(request, found) : null;
}

function list(request: Request): Answer {
  const state = request.query.get('state') ?? 'open';
  const found = request.repository.milestones.filter((milestone) => state === 'all' || milestone.state === state);
  return paged(found, request, (milestone) => milestoneJson(request, milestone));
}

export const MILESTONES: readonly Route[] = [
  { method: 'GET', path: /^\/milestones$/, scopes: ['issues', 'pull_requests'], answer: list },
];
