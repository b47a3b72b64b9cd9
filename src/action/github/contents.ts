import { blobSha } from '../../io/git.js';
import { Refused } from '../../io/refused.js';
import { MOST_BYTES, TOO_LARGE } from '../../io/store.js';
import type { Client } from './client.js';
import { askRepository, inParts } from './graphql.js';
import type { HistoryEntry, TreeEntry } from './port.js';

/** Blobs in one request: GitHub gives a query ten seconds, and an answer should not be larger than a few megabytes. */
const BLOBS = 400;
const BYTES = 4_000_000;
/** GraphQL cuts texts that are longer. */
const LONG = 500_000;
const HISTORY = 30;

interface Blob {
  readonly text?: string | null;
}

/** All files, links and submodules of a commit. */
export async function entries({ octokit, owner, repo }: Client, commit: string): Promise<readonly TreeEntry[]> {
  const { data } = await octokit.rest.git.getTree({ owner, repo, tree_sha: commit, recursive: '1' });
  if (data.truncated)
    throw new Refused(
      `${owner}/${repo} is too large for GitHub's API, which lists a commit of 100,000 files at most: check it out, and run the command line`,
    );
  return data.tree.flatMap(({ path, mode, sha, type, size = 0 }) =>
    type !== 'tree' && path && mode && sha ? [{ path, mode, sha, size }] : [],
  );
}

async function blob({ octokit, owner, repo }: Client, sha: string): Promise<Uint8Array> {
  const { data } = await octokit.rest.git.getBlob({ owner, repo, file_sha: sha });
  return Uint8Array.from(atob(data.content.replace(/\s/g, '')), (c) => c.charCodeAt(0));
}

/**
 * Bytes of blobs. GraphQL gives many at once, but as text, in which bytes that are not UTF-8 are replaced or taken for another encoding:
 * what does not have the name of the blob is asked for again, as large ones are, one by one.
 */
export async function blobs(
  client: Client,
  wanted: readonly { readonly sha: string; readonly size: number }[],
): Promise<ReadonlyMap<string, Uint8Array | string>> {
  const found = new Map<string, Uint8Array | string>();
  const small = wanted.filter(({ size }) => size <= LONG);
  for (const part of inParts(small, BLOBS, ({ size }) => size, BYTES)) {
    await askRepository<Blob | null>(
      client,
      part.map(({ sha }) => ({
        select: () => `object(oid: ${JSON.stringify(sha)}) { ... on Blob { text } }`,
        read: (answer) => {
          const bytes = new TextEncoder().encode(answer?.text ?? '');
          if (blobSha(bytes) === sha) found.set(sha, bytes);
        },
      })),
    );
  }
  const left = wanted.filter(({ sha }) => !found.has(sha));
  await Promise.all(left.map(async ({ sha, size }) => found.set(sha, size > MOST_BYTES ? TOO_LARGE : await blob(client, sha))));
  return found;
}

interface Merged {
  readonly mergedAt: string | null;
  readonly baseRefName: string;
  readonly mergeCommit: { readonly oid: string } | null;
}

interface History {
  readonly history?: {
    readonly nodes: readonly {
      readonly oid: string;
      readonly committedDate: string;
      readonly associatedPullRequests: { readonly nodes: readonly Merged[] } | null;
    }[];
  };
}

const COMMITS =
  'nodes { oid committedDate associatedPullRequests(first: 5) { nodes { mergedAt baseRefName mergeCommit { oid } } } }';

/** A commit of a pull request is on the branch since that was merged, which is later than the commit's own date. */
function arrived(branch: string, merged: readonly Merged[] = []): Pick<HistoryEntry, 'arrived'> {
  const found = merged.find(({ mergedAt, baseRefName }) => mergedAt !== null && baseRefName === branch);
  return found?.mergedAt && found.mergeCommit
    ? { arrived: { commit: found.mergeCommit.oid, time: Date.parse(found.mergedAt) } }
    : {};
}

/** The newest commits that touched each path, newest first. */
export async function history(
  client: Client,
  branch: string,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly HistoryEntry[]>> {
  const found = new Map<string, readonly HistoryEntry[]>();
  for (const part of inParts(paths, HISTORY))
    await askRepository<History | null>(
      client,
      part.map((path) => ({
        select: (text) =>
          `object(oid: ${JSON.stringify(commit)}) { ... on Commit { history(first: 50, path: ${text(path)}) { ${COMMITS} } } }`,
        read: (answer) => {
          const nodes = answer?.history?.nodes ?? [];
          found.set(
            path,
            nodes.map(({ oid, committedDate, associatedPullRequests }) => ({
              commit: oid,
              time: Date.parse(committedDate),
              ...arrived(branch, associatedPullRequests?.nodes),
            })),
          );
        },
      })),
    );
  return found;
}

/** Texts of files in commits, by `commit:path`. */
export async function filesAt(client: Client, wanted: readonly string[]): Promise<ReadonlyMap<string, string | undefined>> {
  const found = new Map<string, string | undefined>();
  for (const part of inParts(wanted, BLOBS))
    await askRepository<Blob | null>(
      client,
      part.map((name) => ({
        select: (text) => `object(expression: ${text(name)}) { ... on Blob { text } }`,
        read: (answer) => void found.set(name, answer?.text ?? undefined),
      })),
    );
  return found;
}

interface Folder {
  readonly entries?: readonly { readonly name: string; readonly object: Blob | null }[];
}

/** See `GitHub.folder`. */
export async function folder(client: Client, path: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  await askRepository<Folder | null>(client, [
    {
      select: (text) =>
        `object(expression: ${text(`HEAD:${path}`)}) { ... on Tree { entries { name object { ... on Blob { text } } } } }`,
      read: (answer) => {
        for (const { name, object } of answer?.entries ?? []) if (object?.text) found.set(name, object.text);
      },
    },
  ]);
  return found;
}
