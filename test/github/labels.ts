import { type Answer, failed, notFound, ok, paged, type Request, type Route, record, text, validationFailed } from './answer.js';
import { repositoryUrl } from './commit-json.js';
import type { Pull } from './pull-state.js';

/** A label of a pull request. A name that the repository does not know yet becomes a label of it. */
export function labelJson(request: Request, name: string) {
  const url = `${repositoryUrl(request)}/labels/${encodeURIComponent(name)}`;
  return { id: name.length, node_id: `LA_${name}`, url, name, description: '', color: 'ededed', default: false };
}

const pullOf = ({ repository, match }: Request) => repository.pulls.find(({ number }) => number === Number(match[0]));

function list(request: Request): Answer {
  const pull = pullOf(request);
  return pull ? paged(pull.labels, request, (name) => labelJson(request, name)) : notFound;
}

/** Each label is a name or an object with a name. */
function namesOf(labels: unknown): readonly string[] {
  return Array.isArray(labels) ? labels.map((label) => (typeof label === 'string' ? label : text(record(label)['name']))) : [];
}

/** Adds labels or puts them in place of the old ones; gives what GitHub has against them. */
export function setLabels(pull: Pull, labels: unknown, keep: boolean): Answer | undefined {
  const names = namesOf(labels);
  if (names.some((name) => name === '' || name.length > 50))
    return validationFailed({ resource: 'Label', code: 'invalid', field: 'name' });
  pull.labels.splice(0, pull.labels.length, ...new Set([...(keep ? pull.labels : []), ...names]));
  return undefined;
}

function put(request: Request, keep: boolean): Answer {
  const pull = pullOf(request);
  if (!pull) return notFound;
  return setLabels(pull, request.body['labels'], keep) ?? ok(pull.labels.map((name) => labelJson(request, name)));
}

function remove(request: Request): Answer {
  const pull = pullOf(request);
  const index = pull?.labels.indexOf(request.match[1] ?? '') ?? -1;
  if (!pull || index < 0) return failed(404, 'Label does not exist');
  pull.labels.splice(index, 1);
  return ok(pull.labels.map((name) => labelJson(request, name)));
}

const scopes = ['issues', 'pull_requests'] as const;
const path = /^\/issues\/(\d+)\/labels$/;

export const LABELS: readonly Route[] = [
  { method: 'GET', path, scopes, answer: list },
  { method: 'POST', path, scopes, answer: (request) => put(request, true) },
  { method: 'PUT', path, scopes, answer: (request) => put(request, false) },
  { method: 'DELETE', path: /^\/issues\/(\d+)\/labels\/(.+)$/, scopes, answer: remove },
];
