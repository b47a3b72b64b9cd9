import type { Client } from './client.js';
import { askRepository, inParts } from './graphql.js';
import type { BranchState, Overview, PullRequest } from './port.js';

interface Pull {
  readonly number: number;
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly isCrossRepository: boolean;
  readonly baseRefName: string;
  readonly headRefName: string;
  readonly headRefOid: string;
  readonly labels: Count | null;
  readonly reviewRequests: Count | null;
  readonly latestReviews: Count | null;
  readonly assignees: Count;
  readonly milestone: { readonly number: number } | null;
}

interface Count {
  readonly totalCount: number;
}

interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface Ref {
  readonly name: string;
  readonly target: { readonly oid: string; readonly message?: string; readonly tree?: { readonly oid: string } } | null;
}

interface Repository {
  readonly base: Ref | null;
  readonly defaultBranchRef: { readonly name: string } | null;
  readonly pullRequests: Page<Pull>;
}

const PULL = `fragment pull on PullRequest {
  number id url title body state isCrossRepository baseRefName headRefName headRefOid
  labels(first: 1) { totalCount } reviewRequests(first: 1) { totalCount } latestReviews(first: 1) { totalCount }
  assignees(first: 1) { totalCount } milestone { number }
}`;
const COMMIT = 'name target { oid ... on Commit { message tree { oid } } }';
const BRANCHES = 50;

const some = (count: Count | null): boolean => (count?.totalCount ?? 0) > 0;

const toPull = (pull: Pull): PullRequest => ({
  number: pull.number,
  id: pull.id,
  url: pull.url,
  title: pull.title,
  body: pull.body,
  open: pull.state === 'OPEN',
  merged: pull.state === 'MERGED',
  branch: pull.headRefName,
  head: pull.headRefOid,
  has: {
    labels: some(pull.labels),
    reviewers: some(pull.reviewRequests) || some(pull.latestReviews),
    assignees: some(pull.assignees),
    milestone: pull.milestone !== null,
    // A user who switches it off wants it off.
    autoMerge: true,
  },
});

/** The base branch and every pull request that is open against it, a hundred a request. */
export async function overview({ reader, owner, repo }: Client, base: string): Promise<Overview | undefined> {
  const ref = base === '' ? 'defaultBranchRef' : 'ref(qualifiedName: $base)';
  const query = `query ($owner: String!, $repo: String!, ${base === '' ? '' : '$base: String!, '}$after: String) {
    repository(owner: $owner, name: $repo) {
      base: ${ref} { ${COMMIT} }
      defaultBranchRef { name }
      pullRequests(states: [OPEN], first: 100, after: $after) { nodes { ...pull } pageInfo { hasNextPage endCursor } }
    }
  } ${PULL}`;
  const pulls: Pull[] = [];
  let found: Ref | null = null;
  let normal: string | undefined;
  let after: string | null = null;
  do {
    const answer: { repository: Repository | null } = await reader.graphql(query, {
      owner,
      repo,
      after,
      ...(base === '' ? {} : { base: `refs/heads/${base}` }),
    });
    const page = answer.repository?.pullRequests;
    // What is read first counts: the later pages only add pull requests.
    found ??= answer.repository?.base ?? null;
    normal ??= answer.repository?.defaultBranchRef?.name;
    pulls.push(...(page?.nodes ?? []).filter((pull) => !pull.isCrossRepository));
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  const { name, target } = found ?? {};
  if (name === undefined || !target?.tree) return undefined;
  return {
    base: name,
    isDefault: name === normal,
    commit: target.oid,
    tree: target.tree.oid,
    pulls: pulls.filter(({ baseRefName }) => baseRefName === name).map(toPull),
    elsewhere: new Map(pulls.flatMap((one) => (one.baseRefName === name ? [] : [[one.headRefName, one.number]]))),
  };
}

/** Where branches are, and what became of their pull requests. */
export async function branches(client: Client, names: readonly string[]): Promise<ReadonlyMap<string, BranchState>> {
  const tips = new Map<string, BranchState['tip']>();
  const closed = new Map<string, readonly PullRequest[]>();
  for (const part of inParts(names, BRANCHES)) {
    await askRepository<Ref | Page<Pull> | null>(
      client,
      part.flatMap((name) => [
        {
          select: (text) => `ref(qualifiedName: ${text(`refs/heads/${name}`)}) { ${COMMIT} }`,
          read: (ref) => {
            const target = ref && 'target' in ref ? ref.target : null;
            if (target) tips.set(name, { commit: target.oid, message: target.message ?? '' });
          },
        },
        {
          select: (text) =>
            `pullRequests(headRefName: ${text(name)}, states: [CLOSED, MERGED], first: 20, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...pull } pageInfo { hasNextPage endCursor } }`,
          read: (page) => {
            const nodes = page && 'nodes' in page ? page.nodes : [];
            closed.set(name, nodes.filter((pull) => !pull.isCrossRepository).map(toPull));
          },
        },
      ]),
      PULL,
    );
  }
  return new Map(
    names.map((name) => {
      const tip = tips.get(name);
      return [name, { ...(tip ? { tip } : {}), closed: closed.get(name) ?? [] }];
    }),
  );
}
