import { setTimeout } from 'node:timers/promises';
import { type Answer, failed } from './answer.js';

/** A request as tests see it. The path is without `/api/v3` and without the query. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * What goes wrong with a request: nothing, an answer in place of the real one, a connection that breaks before the request is
 * carried out, a connection that breaks or another answer after that, or a real answer that comes late (milliseconds).
 */
export type Fault =
  | undefined
  | Answer
  | { readonly before: 'reset' }
  | { readonly after: 'reset' | Answer }
  | { readonly delay: number };

/** Asked before each request, with how many came before it. It may change the repository: that is a race. */
export type Faults = (request: Asked, index: number) => Fault;

export const resetBefore = { before: 'reset' } as const;
/** The request is carried out, and the client never hears of it. */
export const resetAfter = { after: 'reset' } as const;
export const slow = (milliseconds: number): Fault => ({ delay: milliseconds });

/** GitHub's servers in trouble: 502 and 503 are pages. */
export const serverError = (status: 500 | 502 | 503 = 502): Answer =>
  status === 500
    ? failed(500, 'Server Error')
    : { status, body: Buffer.from('<html><title>Unicorn!</title></html>'), headers: { 'content-type': 'text/html' } };

const seconds = (retryAfter: number) => ({ 'retry-after': String(retryAfter) });

/** Too many requests in a short time; GitHub says it by either status. */
export const secondaryLimit = (retryAfter = 1, status: 403 | 429 = 403): Answer => ({
  ...failed(status, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'),
  headers: seconds(retryAfter),
});

/** Nothing is left of the hour; `reset` is in seconds since 1970. */
export const rateLimit = (reset: number): Answer => ({
  ...failed(403, 'API rate limit exceeded for installation ID 1.'),
  headers: { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
});

export const conflict = (message = 'Git Repository is empty.'): Answer => failed(409, message);
export const unprocessable = (message: string): Answer => failed(422, message);

/** An error of GraphQL, whose status is 200: `RATE_LIMITED`, `FORBIDDEN`, … `data` is what is answered all the same. */
export const graphqlError = (type: string, message: string, data?: object): Answer => ({
  status: 200,
  body: { ...(data === undefined ? {} : { data }), errors: [{ type, message }] },
});

/** A request: the end of `METHOD /path`, a pattern of that, or whatever else is asked of it. */
export type Match = string | RegExp | ((request: Asked) => boolean);

export function matches(request: Asked, match: Match): boolean {
  if (typeof match === 'function') return match(request);
  const line = `${request.method} ${request.path}`;
  if (typeof match !== 'string') return match.test(line);
  const [method, path = ''] = match.split(' ');
  return request.method === method && request.path.endsWith(path);
}

/** The same fault for every request that matches. */
export const always =
  (match: Match, fault: Fault): Faults =>
  (request) =>
    matches(request, match) ? fault : undefined;

/** One fault after another for the requests that match, and none once they are used up. */
export function inTurn(match: Match, ...faults: readonly Fault[]): Faults {
  let next = 0;
  return (request) => (matches(request, match) ? faults[next++] : undefined);
}

/** Just before the first request that matches, something else happens: a person pushes, another run is faster. */
export function race(match: Match, happens: () => void): Faults {
  let done = false;
  return (request) => {
    if (!done && matches(request, match)) {
      done = true;
      happens();
    }
    return undefined;
  };
}

/** Several together: the first fault counts, and every one is asked. */
export const together =
  (...all: readonly Faults[]): Faults =>
  (request, index) =>
    all.map((faults) => faults(request, index)).find((fault) => fault !== undefined);

/** Waits out a delay. */
export async function wait(fault: Fault): Promise<void> {
  if (fault !== undefined && 'delay' in fault) await setTimeout(fault.delay);
}
