import type { Client } from './client.js';
import { splitName } from './client.js';
import type { Comparison, NewCommit } from './port.js';

/** What is on a branch and not on its base (three dots: against where it branched off). */
export async function compare({ octokit, owner, repo }: Client, base: string, head: string): Promise<Comparison> {
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    // Without a page these are the newest, with one the oldest.
    basehead: `${base}...${head}`,
  });
  return {
    mergeBase: data.merge_base_commit.sha,
    baseTree: data.merge_base_commit.commit.tree.sha,
    ahead: data.ahead_by,
    messages: data.commits.map(({ commit }) => commit.message),
    patches: new Map((data.files ?? []).map(({ filename, patch }) => [filename, patch ?? ''])),
  };
}

/** Conclusions of the check runs and commit statuses of a commit, by name. */
export async function checks({ octokit, owner, repo }: Client, commit: string): Promise<ReadonlyMap<string, string>> {
  const at = { owner, repo, ref: commit, per_page: 100 };
  const runs = await octokit.paginate(octokit.rest.checks.listForRef, { ...at, filter: 'latest' });
  const { data: combined } = await octokit.rest.repos.getCombinedStatusForRef(at);
  return new Map([
    ...combined.statuses.map(({ context, state }): [string, string] => [context, state]),
    ...runs.map(({ name, conclusion }): [string, string] => [name, conclusion ?? 'pending']),
  ]);
}

/** The newest tags of a repository. */
export async function tags({ octokit }: Client, repository: string): Promise<readonly string[]> {
  const { data } = await octokit.rest.repos.listTags({ ...splitName(repository), per_page: 100 });
  return data.map(({ name }) => name);
}

/** Subjects of the commits between two tags of a repository, oldest first. */
export async function between({ octokit }: Client, repository: string, from: string, to: string): Promise<readonly string[]> {
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    ...splitName(repository),
    basehead: `${from}...${to}`,
  });
  return data.commits.map(({ commit }) => commit.message.split('\n')[0] ?? '');
}

/** One tree with the contents inline and one commit: with the branch, three writes. Without an author, GitHub signs it for Apps. */
export async function commit({ octokit, owner, repo }: Client, { tree, parents, files, message }: NewCommit): Promise<string> {
  const { data } = await octokit.rest.git.createTree({
    owner,
    repo,
    base_tree: tree,
    tree: files.map(({ path, mode, text }) => ({
      path,
      mode: mode === '100755' ? mode : '100644',
      type: 'blob',
      content: text,
    })),
  });
  return (await octokit.rest.git.createCommit({ owner, repo, message, tree: data.sha, parents: [...parents] })).data.sha;
}

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }`;

/** See `GitHub.commitOnBranch`. */
export async function commitOnBranch(
  { octokit, owner, repo }: Client,
  branch: string,
  tip: string,
  { files, message }: Pick<NewCommit, 'files' | 'message'>,
): Promise<string> {
  const [headline = '', ...body] = message.split('\n');
  const additions = files.map(({ path, text }) => ({ path, contents: base64(text) }));
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: branch },
    expectedHeadOid: tip,
    message: { headline, body: body.join('\n').trim() },
    fileChanges: { additions },
  };
  const answer = await octokit.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(COMMIT, { input });
  return answer.createCommitOnBranch.commit.oid;
}

const RESTART = `mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }`;

/** See `GitHub.restart`. REST can force a ref, but not only from where it was last seen. */
export async function restart(
  { octokit, reader, owner, repo }: Client,
  branch: string,
  tip: string,
  commit: string,
): Promise<void> {
  const { repository } = await reader.graphql<{ repository: { id: string } }>(
    'query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { id } }',
    { owner, repo },
  );
  const update = { name: `refs/heads/${branch}`, beforeOid: tip, afterOid: commit, force: true };
  await octokit.graphql(RESTART, { input: { repositoryId: repository.id, refUpdates: [update] } });
}

const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
