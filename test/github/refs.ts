import { isAncestor } from './ancestry.js';
import { type Answer, invalid, noContent, notFound, ok, type Request, type Route, text } from './answer.js';
import { repositoryUrl } from './commit-json.js';
import { tryGit } from './git.js';
import { isSha, readObjects } from './objects.js';
import { followRefs } from './pull-state.js';
import { dropRef, moveRef } from './ref-store.js';

const BAD_SHA = invalid('The sha parameter must be exactly 40 characters and contain only [0-9a-f].');
const MISSING = invalid('Reference does not exist');
const NO_OBJECT = invalid('Object does not exist');

function refJson(request: Request, ref: string, sha: string, type = 'commit') {
  const at = `${repositoryUrl(request)}/git`;
  const short = ref
    .replace(/^refs\//, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return { ref, node_id: `REF_${sha}`, url: `${at}/refs/${short}`, object: { type, sha, url: `${at}/${type}s/${sha}` } };
}

function matching(request: Request): Answer {
  const [prefix = ''] = request.match;
  const refs = [...request.repository.refs()].filter(([name]) => name.startsWith(`refs/${prefix}`));
  return ok(refs.map(([name, sha]) => refJson(request, name, sha)));
}

function one(request: Request): Answer {
  const ref = `refs/${request.match[0]}`;
  const sha = request.repository.refs().get(ref);
  return sha ? ok(refJson(request, ref, sha)) : notFound;
}

/** Moves a ref and sees to the pull requests; git refuses names that are no refs, and a branch below another branch. */
function put(request: Request, ref: string, sha: string, old: string | undefined, status: number): Answer {
  const [object] = readObjects(request.repository.dir, [sha]);
  if (!object) return NO_OBJECT;
  if (old && request.body['force'] !== true && !isAncestor(request.repository.dir, old, sha))
    return invalid('Update is not a fast forward');
  try {
    moveRef(request.repository.dir, ref, sha, old);
  } catch {
    const named = tryGit(request.repository.dir, ['check-ref-format', ref]) !== undefined;
    return invalid(named ? 'Reference update failed' : `${ref} is not a valid ref name.`);
  }
  followRefs(request.repository);
  return ok(refJson(request, ref, sha, object.type), status);
}

function create(request: Request): Answer {
  const [ref, sha] = [text(request.body['ref']), text(request.body['sha'])];
  if (!/^refs\/[^/]+\/./.test(ref))
    return invalid("Reference name must start with 'refs/' and contain at least three slash-separated components.");
  if (!isSha(sha)) return BAD_SHA;
  if (request.repository.refs().has(ref)) return invalid('Reference already exists');
  return put(request, ref, sha, undefined, 201);
}

function update(request: Request): Answer {
  const [ref, sha] = [`refs/${request.match[0]}`, text(request.body['sha'])];
  if (!isSha(sha)) return BAD_SHA;
  const old = request.repository.refs().get(ref);
  return old ? put(request, ref, sha, old, 200) : MISSING;
}

function remove(request: Request): Answer {
  const ref = `refs/${request.match[0]}`;
  const old = request.repository.refs().get(ref);
  if (!old) return MISSING;
  dropRef(request.repository.dir, ref, old);
  followRefs(request.repository);
  return noContent;
}

const scopes = ['contents'] as const;

export const REFS: readonly Route[] = [
  { method: 'GET', path: /^\/git\/matching-refs\/(.*)$/, scopes, answer: matching },
  { method: 'GET', path: /^\/git\/ref\/(.+)$/, scopes, answer: one },
  { method: 'POST', path: /^\/git\/refs$/, scopes, answer: create },
  { method: 'PATCH', path: /^\/git\/refs\/(.+)$/, scopes, answer: update },
  { method: 'DELETE', path: /^\/git\/refs\/(.+)$/, scopes, answer: remove },
];
