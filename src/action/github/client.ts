import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import Bottleneck from 'bottleneck/light.js';

const TRIES = 3;

/** A repository and the clients that ask about it. */
export interface Client {
  readonly octokit: ReturnType<typeof connectOctokit>;
  /** For queries of GraphQL. */
  readonly reader: ReturnType<typeof connectOctokit>;
  readonly owner: string;
  readonly repo: string;
}

/**
 * A client that tries again what GitHub refuses for a moment. `throttled` waits between writes as GitHub asks for (best practices for
 * the REST API); without, neither that nor the pauses between tries take real time. `reads`: the plugin takes queries of GraphQL for
 * writes, and would let a second pass between two of them.
 */
export function connectOctokit(token: string, throttled: boolean, reads: boolean) {
  const again = (retryAfter: number, _options: object, _octokit: object, count: number) => count < TRIES && retryAfter <= 120;
  const write = reads ? { write: new Bottleneck.Group({ maxConcurrent: 10 }) } : {};
  return getOctokit(
    token,
    {
      throttle: { enabled: throttled, onRateLimit: again, onSecondaryRateLimit: again, ...write },
      ...(throttled ? {} : { retry: { retryAfterBaseValue: 10 } }),
    },
    retry,
    throttling,
  );
}

/** How GitHub splits `owner/name`. */
export function splitName(name: string): { readonly owner: string; readonly repo: string } {
  const [owner = '', repo = ''] = name.split('/');
  return { owner, repo };
}
