import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

/** A file, link or submodule of a commit. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha: string;
}
export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  readonly merged: boolean;
}
export interface Comment {
  readonly id: number;
  readonly body: string;
}

/** All that Fairlead asks of GitHub, for one repository. Every method throws Octokit's RequestError. */
export interface GitHub {
  readonly name: string;
  readonly defaultBranch: () => Promise<string>;
  /** Commit at the end of a branch; undefined if there is no such branch. */
  readonly head: (branch: string) => Promise<string | undefined>;
  readonly entries: (commit: string) => Promise<readonly TreeEntry[]>;
  readonly blob: (sha: string) => Promise<string>;
  readonly compare: (base: string, head: string) => Promise<{ readonly mergeBase: string; readonly messages: readonly string[] }>;
  /** When the newest commit that touched one of the files was made, in milliseconds since 1970. */
  readonly lastChange: (branch: string, path: string) => Promise<number | undefined>;
  readonly commitFile: (
    parent: string,
    file: { readonly path: string; readonly mode: string; readonly text: string },
    message: string,
  ) => Promise<string>;
  readonly createBranch: (branch: string, commit: string) => Promise<void>;
  readonly moveBranch: (branch: string, commit: string) => Promise<void>;
  /** Pull requests of a branch of this repository, newest first, closed ones too. */
  readonly pulls: (branch: string) => Promise<readonly PullRequest[]>;
  readonly createPull: (pull: {
    readonly branch: string;
    readonly base: string;
    readonly title: string;
    readonly body: string;
  }) => Promise<PullRequest>;
  readonly updatePull: (number: number, text: { readonly title: string; readonly body: string }) => Promise<void>;
  readonly addLabels: (number: number, labels: readonly string[]) => Promise<void>;
  readonly askReviewers: (number: number, reviewers: readonly string[]) => Promise<void>;
  readonly comments: (number: number) => Promise<readonly Comment[]>;
  readonly createComment: (number: number, body: string) => Promise<void>;
  readonly updateComment: (id: number, body: string) => Promise<void>;
}

const TRIES = 3;

/** Connects to a repository. `throttled` waits between writes as GitHub asks for (best practices for the REST API). */
export function connect(token: string, owner: string, repo: string, throttled: boolean): GitHub {
  const again = (retryAfter: number, _options: object, _octokit: object, count: number) => count < TRIES && retryAfter <= 120;
  const octokit = getOctokit(
    token,
    { throttle: { enabled: throttled, onRateLimit: again, onSecondaryRateLimit: again } },
    retry,
    throttling,
  );
  const { git, repos, pulls, issues } = octokit.rest;
  const at = { owner, repo };
  const toPull = (pull: {
    number: number;
    html_url: string;
    title: string;
    body: string | null;
    state: string;
    merged_at?: string | null;
  }): PullRequest => ({
    number: pull.number,
    url: pull.html_url,
    title: pull.title,
    body: pull.body ?? '',
    open: pull.state === 'open',
    merged: typeof pull.merged_at === 'string',
  });

  return {
    name: `${owner}/${repo}`,
    defaultBranch: async () => (await repos.get(at)).data.default_branch,
    head: async (branch) => {
      const { data } = await git.listMatchingRefs({ ...at, ref: `heads/${branch}` });
      return data.find((ref) => ref.ref === `refs/heads/${branch}`)?.object.sha;
    },
    entries: async (commit) => {
      const { data } = await git.getTree({ ...at, tree_sha: commit, recursive: '1' });
      if (data.truncated)
        throw new Error(`the tree of ${owner}/${repo} is too large for GitHub's API: name the folders with \`paths\``);
      return data.tree.flatMap(({ path, mode, sha, type }) =>
        type === 'blob' && path && mode && sha ? [{ path, mode, sha }] : [],
      );
    },
    blob: async (sha) => {
      const { data } = await git.getBlob({ ...at, file_sha: sha });
      return new TextDecoder().decode(Uint8Array.from(atob(data.content.replace(/\s/g, '')), (c) => c.charCodeAt(0)));
    },
    compare: async (base, head) => {
      const { data } = await repos.compareCommitsWithBasehead({ ...at, basehead: `${base}...${head}` });
      return { mergeBase: data.merge_base_commit.sha, messages: data.commits.map((item) => item.commit.message) };
    },
    lastChange: async (branch, path) => {
      const { data } = await repos.listCommits({ ...at, sha: branch, path, per_page: 1 });
      const date = data[0]?.commit.committer?.date;
      return date === undefined ? undefined : Date.parse(date);
    },
    // One tree with the content inline and one commit: with the ref, three writes. Without an author, GitHub signs it for Apps.
    commitFile: async (parent, { path, mode, text }, message) => {
      const { data: base } = await git.getCommit({ ...at, commit_sha: parent });
      const blobMode = mode === '100755' ? mode : '100644';
      const { data: tree } = await git.createTree({
        ...at,
        base_tree: base.tree.sha,
        tree: [{ path, mode: blobMode, type: 'blob', content: text }],
      });
      return (await git.createCommit({ ...at, message, tree: tree.sha, parents: [parent] })).data.sha;
    },
    createBranch: async (branch, commit) => void (await git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: commit })),
    moveBranch: async (branch, commit) => void (await git.updateRef({ ...at, ref: `heads/${branch}`, sha: commit, force: true })),
    pulls: async (branch) =>
      (
        await pulls.list({ ...at, head: `${owner}:${branch}`, state: 'all', per_page: 100, sort: 'created', direction: 'desc' })
      ).data.map(toPull),
    createPull: async ({ branch, base, title, body }) =>
      toPull((await pulls.create({ ...at, head: branch, base, title, body, maintainer_can_modify: true })).data),
    updatePull: async (number, text) => void (await pulls.update({ ...at, pull_number: number, ...text })),
    addLabels: async (number, labels) => void (await issues.addLabels({ ...at, issue_number: number, labels: [...labels] })),
    askReviewers: async (number, names) => {
      const teams = names.flatMap((name) => /^team:(.+)$/.exec(name)?.[1] ?? []);
      await pulls.requestReviewers({
        ...at,
        pull_number: number,
        reviewers: names.filter((name) => !name.startsWith('team:')),
        team_reviewers: teams,
      });
    },
    comments: async (number) =>
      (await octokit.paginate(issues.listComments, { ...at, issue_number: number, per_page: 100 })).map(({ id, body }) => ({
        id,
        body: body ?? '',
      })),
    createComment: async (number, body) => void (await issues.createComment({ ...at, issue_number: number, body })),
    updateComment: async (id, body) => void (await issues.updateComment({ ...at, comment_id: id, body })),
  };
}
