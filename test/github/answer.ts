import type { Repository } from './repository.js';

/** What a route is given. `match` are the groups of its path. */
export interface Request {
  readonly repository: Repository;
  readonly match: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly url: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation of GitHub's REST API: method, path below the repository, the permission that a write needs. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly permission?: 'contents' | 'pull_requests';
  readonly answer: (request: Request) => Answer;
}

export const ok = (body: unknown, status = 200): Answer => ({ status, body });
export const notFound: Answer = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
};
export const invalid = (message: string, errors?: readonly object[]): Answer => ({
  status: 422,
  body: { message, ...(errors ? { errors } : {}), documentation_url: 'https://docs.github.com/rest', status: '422' },
});

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A page of a list, with the Link header that octokit follows. */
export function page(items: readonly unknown[], { query, url }: Request): Answer {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const number = Number(query.get('page') ?? 1);
  const next = new URL(url);
  next.searchParams.set('page', String(number + 1));
  const more = number * size < items.length;
  return {
    status: 200,
    body: items.slice((number - 1) * size, number * size),
    ...(more ? { headers: { link: `<${next.href}>; rel="next"` } } : {}),
  };
}
