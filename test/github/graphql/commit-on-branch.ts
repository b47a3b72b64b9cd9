import { record, text } from '../answer.js';
import { isoTime, readObjects } from '../objects.js';
import { followRefs } from '../pull-state.js';
import { moveRef } from '../ref-store.js';
import type { Repository } from '../repository.js';
import { type Change, writeCommit, writeTree } from '../write.js';
import type { Args, Context } from './context.js';
import { need, refuse } from './errors.js';
import { commitNode, refId, refNode } from './git-nodes.js';
import { findRepository } from './repository-node.js';

const GITHUB = { name: 'GitHub', email: 'noreply@github.com' };

/** The branch that a mutation names: by its global id, or by repository and name. */
function branchOf(context: Context, branch: unknown): { readonly repository: Repository; readonly ref: string } {
  const { id, repositoryNameWithOwner, branchName } = record(branch);
  if (id === undefined) {
    const repository = findRepository(context, text(repositoryNameWithOwner));
    const ref = `refs/heads/${text(branchName).replace(/^refs\/heads\//, '')}`;
    if (repository.refs().has(ref)) return { repository, ref };
    throw refuse('NOT_FOUND', `Could not resolve to a Ref with the name '${ref}'.`);
  }
  for (const repository of context.repositories.values())
    for (const ref of repository.refs().keys()) if (refId(repository, ref) === id) return { repository, ref };
  throw refuse('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

const entries = (value: unknown): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value.map(record) : []);

/** One more commit on a branch that is where the client thinks. Every file is written with the mode of a plain one: GitHub has no field for it. */
export function createCommitOnBranch({ input }: Args, context: Context) {
  need(context, 'write', 'contents');
  const { branch, expectedHeadOid, fileChanges, message, clientMutationId } = record(input);
  const { repository, ref } = branchOf(context, branch);
  const head = repository.refs().get(ref);
  if (head === undefined || head !== expectedHeadOid)
    throw refuse('STALE_DATA', `Expected branch to point to "${expectedHeadOid}" but it did not.  Pull and try again.`);
  const { additions, deletions } = record(fileChanges);
  const gone = entries(deletions).map(({ path }) => text(path));
  if (
    readObjects(
      repository.dir,
      gone.map((path) => `${head}:${path}`),
    ).includes(undefined)
  )
    throw refuse('NOT_FOUND', `A path was requested for deletion which does not exist as of commit oid \`${head}\``);
  const changes: readonly Change[] = [
    ...gone.map((path) => ({ path })),
    ...entries(additions).map(({ path, contents }) => ({ path: text(path), content: Buffer.from(text(contents), 'base64') })),
  ];
  const { headline, body } = record(message);
  const date = isoTime(Date.now());
  const [tree] = readObjects(repository.dir, [`${head}^{tree}`]);
  const sha = writeCommit(
    repository.dir,
    writeTree(repository.dir, tree?.sha, changes),
    [head],
    `${text(headline)}${text(body) === '' ? '' : `\n\n${text(body)}`}`,
    { name: context.actor.name, email: context.actor.email, date },
    { ...GITHUB, date },
  );
  moveRef(repository.dir, ref, sha, head);
  repository.verified.add(sha);
  followRefs(repository);
  return { clientMutationId, commit: () => commitNode(repository, sha), ref: () => refNode(repository, ref) };
}
