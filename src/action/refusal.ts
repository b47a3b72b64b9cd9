import { type Finding, finding } from '../core/index.js';

/** What octokit's RequestError has, without its class: several copies of it may be in one program. Without a response: no connection. */
interface RequestFailure {
  readonly status: number;
  readonly message: string;
  readonly request?: { readonly method?: string; readonly url?: string };
  readonly response?: { readonly headers?: Readonly<Record<string, string | number | undefined>> };
}

interface GraphqlError {
  readonly type?: string;
  readonly message?: string;
}

export const isRequestFailure = (error: unknown): error is Error & RequestFailure =>
  error instanceof Error && 'status' in error && typeof error.status === 'number';

/** The errors of a GraphQL answer, whose status is 200; empty for other failures. */
export function graphqlErrors(error: unknown): readonly GraphqlError[] {
  if (!(error instanceof Error) || isRequestFailure(error)) return [];
  // The plugin that waits out rate limits throws an error of its own, with the answer in it.
  const { errors, data } = error as Error & { readonly errors?: unknown; readonly data?: { readonly errors?: unknown } | null };
  const list = errors ?? data?.errors;
  return Array.isArray(list) ? list : [];
}

/** True for what GitHub, or the way to it, answered; false for a bug of ours. */
export const isGitHubFailure = (error: unknown): error is Error => isRequestFailure(error) || graphqlErrors(error).length > 0;

const LONG = 300;

/** What GitHub said, in one line; empty where a gateway sent a page. */
export function saidBy(error: unknown): string {
  const [first = ''] = graphqlErrors(error).map(({ message = '' }) => message);
  const message = first || (error instanceof Error ? error.message : String(error));
  const line = (message.split(' - https://')[0] ?? '').replace(/\s+/g, ' ').trim();
  return /<html/i.test(line) ? '' : line.slice(0, LONG);
}

const NEEDS: readonly (readonly [RegExp, string])[] = [
  [/\/git\/(trees|commits|refs|blobs)/, 'contents: write'],
  [/\/(comments|labels|issues)/, 'pull-requests: write'],
  [/\/pulls/, 'pull-requests: write'],
];

/** `issues=write; pull_requests=write`, of which each is enough, as workflows spell it: there a permission is written with hyphens. */
const asInWorkflows = (header: string): string =>
  header
    .split(';')
    .map((needed) => needed.trim().replaceAll('_', '-').replaceAll('=', ': ').replaceAll(/,\s*/g, '` and `'))
    .join('` or `');

/** The permissions that a refused request needed: GitHub names them in a header, else by the kind of request. */
function permissionOf(error: unknown): string {
  const { request, response } = isRequestFailure(error) ? error : {};
  const header = response?.headers?.['x-accepted-github-permissions'];
  if (typeof header === 'string' && header !== '') return asInWorkflows(header);
  if (request?.method === 'GET') return 'contents: read';
  return NEEDS.find(([pattern]) => pattern.test(request?.url ?? ''))?.[1] ?? 'contents: write` and `pull-requests: write';
}

function isRateLimit(error: unknown): boolean {
  if (graphqlErrors(error).some(({ type }) => type === 'RATE_LIMITED')) return true;
  if (!isRequestFailure(error) || (error.status !== 403 && error.status !== 429)) return false;
  return error.status === 429 || /rate limit/i.test(error.message) || error.response?.headers?.['x-ratelimit-remaining'] === '0';
}

const FORBIDDEN = new Set(['FORBIDDEN', 'NOT_FOUND', 'INSUFFICIENT_SCOPES']);

const UNSIGNED = /\b(signed|signatures?)\b/i;

/** True for a refusal that stays, whatever is written meanwhile: a rule of the repository. */
export const isRule = (error: unknown): boolean => /rule violations|protected (branch|ref)/i.test(saidBy(error));

/** What GitHub has against a request, as a finding that says what to do; a bug of ours is thrown again. */
export function refusal(error: unknown, repository: string): Finding {
  if (!isGitHubFailure(error)) throw error;
  const status = isRequestFailure(error) ? error.status : 200;
  const said = saidBy(error);
  const words = said === '' ? '' : ` (${said})`;
  if (status === 401)
    return finding('github/permission', `GitHub does not accept the token${words}`, {
      fix: 'pass a valid one as `token`, such as ${{ github.token }}',
    });
  if (status === 403 && /not permitted to create or approve pull requests/i.test(said)) {
    return finding('github/permission', 'GitHub Actions may not open pull requests here', {
      fix: 'switch on "Allow GitHub Actions to create and approve pull requests" in the settings of the repository and the organisation, or pass the token of a GitHub App',
    });
  }
  if (isRateLimit(error))
    return finding('github/unavailable', `GitHub's rate limit is used up${words}`, {
      fix: 'run it again later; the token of a GitHub App has a limit of its own',
    });
  if (status === 403 || status === 404 || graphqlErrors(error).some(({ type = '' }) => FORBIDDEN.has(type)))
    return finding(
      'github/permission',
      `the token may not do this in ${repository}: it needs \`${permissionOf(error)}\`${words}`,
      {
        fix: "add it to the job's `permissions:`, or pass a token of a GitHub App that has it as `token`",
      },
    );
  if (status >= 500) {
    const what = isRequestFailure(error) && error.response ? `answered with ${status}` : 'could not be reached';
    return finding('github/unavailable', `GitHub ${what}${words}`, {
      fix: 'run it again, which goes on where this ended; https://www.githubstatus.com says how GitHub is',
    });
  }
  return finding('github/refused', `GitHub refuses this in ${repository}: ${said}`, {
    fix: UNSIGNED.test(said)
      ? 'set `commit-mode: graphql`, with which GitHub signs the commits of every kind of token'
      : 'see the rules and settings of the repository, then run it again',
  });
}
