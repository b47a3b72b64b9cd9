import type { Access, Actor, Permissions, Scope } from './access.js';
import type { Repository } from './repository.js';

/** What a route is given. */
export interface Request {
  readonly repository: Repository;
  readonly permissions: Permissions;
  readonly actor: Actor;
  /** The groups of the route's path, decoded. */
  readonly match: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly accept: string;
  /** The address as it was asked for, and where the API of that address begins: with `/api/v3` or without. */
  readonly url: string;
  readonly api: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation of GitHub's REST API, below a repository. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** What the token must have: any one of these. Every token may see the repository itself. */
  readonly scopes: readonly Scope[];
  /** The default is `read` for GET, else `write`. */
  readonly access?: Access;
  readonly answer: (request: Request) => Answer;
}

const failure = (status: number, message: string, more: object = {}): Answer => ({
  status,
  body: { message, ...more, documentation_url: 'https://docs.github.com/rest', status: String(status) },
});

export const ok = (body: unknown, status = 200): Answer => ({ status, body });
export const noContent: Answer = { status: 204 };
export const notFound: Answer = failure(404, 'Not Found');
export const failed = failure;
export const invalid = (message: string): Answer => failure(422, message);

/** GitHub's answer to a field that it does not take. */
export const validationFailed = (...errors: readonly Readonly<Record<string, string>>[]): Answer =>
  failure(422, 'Validation Failed', { errors });

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(text).filter(Boolean) : []);
export const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** GitHub counts characters as code points. */
export const tooLong = (value: string, most = 65_536): boolean => value.length > most && [...value].length > most;

/** Where a request's page is in a list: first index, the index after the last, and the Link header that octokit follows. */
export function pageOf(length: number, { query, url }: Request, size = 30, most = 100) {
  const asked = (name: string, other: number) => Math.max(1, Number.parseInt(query.get(name) ?? '', 10) || other);
  const perPage = Math.min(most, asked('per_page', size));
  const page = asked('page', 1);
  const last = Math.max(1, Math.ceil(length / perPage));
  const link = (rel: string, number: number) => {
    const target = new URL(url);
    target.searchParams.set('page', String(number));
    return `<${target.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link('prev', page - 1)] : []),
    ...(page < last ? [link('next', page + 1), link('last', last)] : []),
    ...(page > 1 ? [link('first', 1)] : []),
  ];
  const headers: Record<string, string> = links.length === 0 ? {} : { link: links.join(', ') };
  return { from: (page - 1) * perPage, to: page * perPage, page, headers };
}

/** A page of a list; only what is on it is turned to JSON. */
export function paged<T>(items: readonly T[], request: Request, toJson: (item: T) => unknown): Answer {
  const { from, to, headers } = pageOf(items.length, request);
  return { status: 200, body: items.slice(from, to).map(toJson), headers };
}
