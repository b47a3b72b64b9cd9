import { type Answer, invalid, ok, type Request, type Route, record, text } from './answer.js';
import { GitError } from './git.js';
import { treeJson } from './git-data.js';
import { readObjects } from './objects.js';
import { type Change, writeTree } from './write.js';

const BAD_STATE = invalid('GitRPC::BadObjectState');

/** An entry of the request as a change, or what GitHub has against it. */
function changeOf(value: unknown): Change | Answer {
  const { path, mode, sha, content } = record(value);
  const name = text(path);
  if (name === '' || name.split('/').some((part) => ['', '.', '..'].includes(part) || part.toLowerCase() === '.git'))
    return invalid('tree.path contains a malformed path component');
  if ((sha === undefined) === (content === undefined))
    return invalid('Must supply either tree.sha or tree.content. Request will be rejected if both are present.');
  if (sha === null) return { path: name };
  return typeof content === 'string'
    ? { path: name, mode: text(mode), content }
    : { path: name, mode: text(mode), sha: text(sha) };
}

/** `POST /git/trees`: on a base or without, with content inline or objects that are there; `sha: null` takes a path away. */
function createTree(request: Request): Answer {
  const { repository, body } = request;
  const entries = Array.isArray(body['tree']) ? body['tree'].map(changeOf) : [];
  const changes = entries.filter((entry): entry is Change => !('status' in entry));
  const refused = entries.find((entry): entry is Answer => 'status' in entry);
  if (refused) return refused;
  if (changes.length === 0) return invalid('Invalid tree info');
  const base = text(body['base_tree']);
  const taken = changes.filter(({ content, sha }) => content === undefined && sha === undefined);
  const asked = base === '' ? [] : [`${base}^{tree}`, ...taken.map(({ path }) => `${base}^{tree}:${path}`)];
  const [tree, ...gone] = readObjects(repository.dir, asked);
  if (base !== '' && !tree) return invalid('base_tree is not a valid tree oid');
  if (base === '' ? taken.length > 0 : gone.includes(undefined)) return BAD_STATE;
  try {
    return ok(treeJson(request, writeTree(repository.dir, tree?.sha, changes), false), 201);
  } catch (error) {
    if (error instanceof GitError) return BAD_STATE;
    throw error;
  }
}

export const TREES: readonly Route[] = [{ method: 'POST', path: /^\/git\/trees$/, scopes: ['contents'], answer: createTree }];
