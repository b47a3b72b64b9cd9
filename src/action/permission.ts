import { type Finding, finding } from '../core/index.js';

/** What octokit's RequestError has, without its class: several copies of it may be in one program. */
interface RequestFailure {
  readonly status: number;
  readonly message: string;
  readonly request?: { readonly method?: string; readonly url?: string };
  readonly response?: { readonly headers?: Readonly<Record<string, string | number | undefined>> };
}

export const isRequestFailure = (error: unknown): error is Error & RequestFailure =>
  error instanceof Error && 'status' in error && typeof error.status === 'number';

const NEEDS: readonly (readonly [RegExp, string])[] = [
  [/\/git\/(trees|commits|refs|blobs)/, 'contents: write'],
  [/\/(comments|labels|issues)/, 'pull-requests: write'],
  [/\/pulls/, 'pull-requests: write'],
];

/** The permission that a refused request needed: GitHub names it in a header, else by the kind of request. */
function permissionOf({ request, response }: RequestFailure): string {
  const header = response?.headers?.['x-accepted-github-permissions'];
  if (typeof header === 'string' && header !== '') return header.replace(/=/g, ': ');
  if (request?.method === 'GET') return 'contents: read';
  return NEEDS.find(([pattern]) => pattern.test(request?.url ?? ''))?.[1] ?? 'contents: write and pull-requests: write';
}

/** A refusal by GitHub as a finding that says what the token may not do and how to allow it; other errors are thrown again. */
export function permissionFinding(error: unknown, repository: string): Finding {
  if (!isRequestFailure(error)) throw error;
  const said = error.message.split(' - https://')[0] ?? '';
  if (error.status === 401)
    return finding('github/permission', `GitHub does not accept the token (${said})`, {
      fix: 'pass a valid one as `token`, such as ${{ github.token }}',
    });
  if (error.status === 403 && /not permitted to create or approve pull requests/i.test(said)) {
    return finding('github/permission', 'GitHub Actions may not open pull requests here', {
      fix: 'switch on "Allow GitHub Actions to create and approve pull requests" in the settings of the repository and the organisation, or pass the token of a GitHub App',
    });
  }
  if (error.status === 403 || error.status === 404) {
    const permission = permissionOf(error);
    return finding('github/permission', `the token may not do this in ${repository}: it needs \`${permission}\` (${said})`, {
      fix: `add it to the job's \`permissions:\`, or pass a token of a GitHub App that has it as \`token\``,
    });
  }
  throw error;
}
