import { isAncestor } from '../ancestry.js';
import { record, text } from '../answer.js';
import { readObjects } from '../objects.js';
import { followRefs } from '../pull-state.js';
import { dropRef, moveRef } from '../ref-store.js';
import type { Args, Context } from './context.js';
import { need, refuse } from './errors.js';

const NONE = '0'.repeat(40);

/** Moves refs that are where the client thinks they are: all or none. Zeros stand for a ref that is not there. */
export function updateRefs({ input }: Args, context: Context) {
  need(context, 'write', 'contents');
  const { repositoryId, refUpdates, clientMutationId } = record(input);
  const repository = [...context.repositories.values()].find(({ id }) => `R_${id}` === repositoryId);
  if (!repository) throw refuse('NOT_FOUND', `Could not resolve to a node with the global id of '${text(repositoryId)}'`);
  const updates = (Array.isArray(refUpdates) ? refUpdates : []).map(record).map(({ name, beforeOid, afterOid, force }) => {
    const now = repository.refs().get(text(name));
    const after = text(afterOid);
    if (beforeOid !== undefined && beforeOid !== null && beforeOid !== (now ?? NONE))
      throw refuse('UNPROCESSABLE', `Reference cannot be updated: expected ${text(name)} to be at ${text(beforeOid)}`);
    if (after !== NONE && readObjects(repository.dir, [after])[0]?.type !== 'commit')
      throw refuse('UNPROCESSABLE', 'Object does not exist');
    if (now && after !== NONE && force !== true && !isAncestor(repository.dir, now, after))
      throw refuse('UNPROCESSABLE', 'Update is not a fast forward');
    return { name: text(name), now, after };
  });
  for (const { name, now, after } of updates) {
    if (after !== NONE) moveRef(repository.dir, name, after, now);
    else if (now) dropRef(repository.dir, name, now);
  }
  followRefs(repository);
  return { clientMutationId };
}
