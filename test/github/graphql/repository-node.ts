import { readObjects } from '../objects.js';
import type { Pull } from '../pull-state.js';
import type { Repository } from '../repository.js';
import { connection } from './connection.js';
import { type Args, type Context, htmlOf } from './context.js';
import { need, refuse } from './errors.js';
import { objectNode, refNode } from './git-nodes.js';
import { actorNode } from './people.js';
import { pullNode } from './pull-node.js';

const stateOf = (pull: Pull) => (pull.mergedAt === null ? pull.state.toUpperCase() : 'MERGED');

/** The order of a list; without one, GitHub's is by creation. */
function inOrder(repository: Repository, pulls: readonly Pull[], order: unknown): readonly Pull[] {
  const { field = 'CREATED_AT', direction = 'ASC' }: Record<string, unknown> = { ...(typeof order === 'object' ? order : {}) };
  const key = (pull: Pull): string | number =>
    field === 'COMMENTS' ? repository.commentsOf(pull.number).length : field === 'UPDATED_AT' ? pull.updated : pull.number;
  const sorted = pulls.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number));
  return direction === 'DESC' ? sorted.toReversed() : sorted;
}

function pullRequests(repository: Repository, args: Args, context: Context) {
  need(context, 'read', 'pull_requests');
  const { states, labels, headRefName, baseRefName, orderBy, ...page } = args;
  const found = repository.pulls.filter(
    (pull) =>
      (!Array.isArray(states) || states.includes(stateOf(pull))) &&
      (!Array.isArray(labels) || labels.some((label) => pull.labels.includes(label))) &&
      (typeof headRefName !== 'string' || pull.head === headRefName) &&
      (typeof baseRefName !== 'string' || pull.base === baseRefName),
  );
  const sorted = inOrder(repository, found, orderBy);
  return connection(
    'pullRequests',
    page,
    sorted,
    ({ number }) => number,
    (part) => part.map((pull) => pullNode(repository, pull)),
  );
}

export function repositoryNode(repository: Repository): object {
  const { id, owner, name, defaultBranch } = repository;
  /** A field of what Git holds. */
  const contents =
    <T>(answer: (args: Args) => T) =>
    (args: Args, context: Context): T => {
      need(context, 'read', 'contents');
      return answer(args);
    };
  return {
    __typename: 'Repository',
    id: `R_${id}`,
    databaseId: id,
    name,
    nameWithOwner: `${owner}/${name}`,
    owner: actorNode(owner),
    url: htmlOf(repository),
    isArchived: false,
    isPrivate: false,
    autoMergeAllowed: repository.autoMergeAllowed,
    mergeQueue: () => (repository.mergeQueue ? { id: `MQ_${id}` } : null),
    defaultBranchRef: contents(() => refNode(repository, `refs/heads/${defaultBranch}`)),
    object: contents(({ oid, expression }) => objectNode(repository, String(oid ?? expression ?? ''))),
    ref: contents(({ qualifiedName }) => {
      const asked = String(qualifiedName);
      const places = ['', 'refs/heads/', 'refs/tags/'].map((place) => `${place}${asked}`);
      const found = places.find((place) => repository.refs().has(place));
      return found === undefined ? null : refNode(repository, found);
    }),
    refs: contents(({ refPrefix, ...page }) => {
      const names = [...repository.refs().keys()].filter((ref) => ref.startsWith(String(refPrefix)));
      return connection('refs', page, names, String, (part) => part.map((ref) => refNode(repository, ref)));
    }),
    pullRequests: (args: Args, context: Context) => pullRequests(repository, args, context),
    pullRequest: ({ number }: Args, context: Context) => {
      need(context, 'read', 'pull_requests');
      const pull = repository.pulls.find((item) => item.number === number);
      if (!pull) throw refuse('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
      return pullNode(repository, pull);
    },
  };
}

export function findRepository({ repositories, names }: Context, name: string): Repository {
  const repository = repositories.get(name.toLowerCase());
  if (!repository) throw refuse('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`);
  readObjects(repository.dir, names);
  return repository;
}

/** The pull request of a global id. */
export function findPull({ repositories }: Context, id: unknown): { readonly repository: Repository; readonly pull: Pull } {
  for (const repository of repositories.values()) {
    const pull = repository.pulls.find(({ nodeId }) => nodeId === id);
    if (pull) return { repository, pull };
  }
  throw refuse('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}
