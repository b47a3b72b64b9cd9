import { type Client, connectOctokit } from './client.js';
import { between, checks, commit, commitOnBranch, compare, restart, tags } from './commits.js';
import { blobs, entries, filesAt, folder, history } from './contents.js';
import { viewerOf } from './graphql.js';
import { branches, overview } from './overview.js';
import type { GitHub } from './port.js';
import { pullWrites } from './pulls.js';

export type * from './port.js';
export { MissingMilestone } from './pulls.js';

/** The same, but each is asked for once: a commit does not change. */
function once<T>(ask: (commit: string) => Promise<T>): (commit: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return async (commit) => {
    const answer = known.get(commit) ?? ask(commit);
    known.set(commit, answer);
    // What failed is asked anew.
    answer.catch(() => known.delete(commit));
    return answer;
  };
}

/** Connects to a repository. `server`: where its pages are, such as https://github.com. */
export function connect(
  token: string,
  owner: string,
  repo: string,
  { throttled, server }: { readonly throttled: boolean; readonly server: string },
): GitHub {
  const client: Client = {
    octokit: connectOctokit(token, throttled, false),
    reader: connectOctokit(token, throttled, true),
    owner,
    repo,
  };
  const { git } = client.octokit.rest;
  let viewer: Promise<string> | undefined;
  const at = { owner, repo };
  return {
    name: `${owner}/${repo}`,
    page: `${server}/${owner}/${repo}`,
    viewer: () => (viewer ??= viewerOf(client)),
    overview: (base) => overview(client, base),
    branches: (names) => branches(client, names),
    entries: once((sha) => entries(client, sha)),
    blobs: (wanted) => blobs(client, wanted),
    history: (branch, sha, paths) => history(client, branch, sha, paths),
    folder: (path) => folder(client, path),
    filesAt: (wanted) => filesAt(client, wanted),
    compare: (base, head) => compare(client, base, head),
    checks: (sha) => checks(client, sha),
    tags: (repository) => tags(client, repository),
    between: (repository, from, to) => between(client, repository, from, to),
    commit: (made) => commit(client, made),
    createBranch: async (branch, sha) => void (await git.createRef({ ...at, ref: `refs/heads/${branch}`, sha })),
    // Without force: a branch that has moved on is refused, so this compares and sets.
    advance: async (branch, sha) => void (await git.updateRef({ ...at, ref: `heads/${branch}`, sha, force: false })),
    restart: (branch, tip, sha) => restart(client, branch, tip, sha),
    commitOnBranch: (branch, tip, made) => commitOnBranch(client, branch, tip, made),
    ...pullWrites(client),
  };
}
