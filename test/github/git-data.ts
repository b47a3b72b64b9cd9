import { type Answer, invalid, notFound, ok, type Request, type Route, text } from './answer.js';
import { git, tryGit } from './git.js';
import type { Repository } from './repository.js';

const refOf = (repository: Repository, ref: string, sha: string) => ({
  ref,
  node_id: '',
  url: '',
  object: { type: 'commit', sha, url: `${repository.name}/${sha}` },
});

function matchingRefs({ repository, match }: Request): Answer {
  const [prefix = ''] = match;
  const lines = git(repository.dir, ['for-each-ref', '--format=%(refname) %(objectname)']).split('\n').filter(Boolean);
  const refs = lines.map((line) => line.split(' ')).filter(([name]) => name?.startsWith(`refs/${decodeURIComponent(prefix)}`));
  return ok(refs.map(([name = '', sha = '']) => refOf(repository, name, sha)));
}

function createRef({ repository, body }: Request): Answer {
  const [ref, sha] = [text(body['ref']), text(body['sha'])];
  if (tryGit(repository.dir, ['rev-parse', '--verify', '--quiet', ref]) !== undefined) return invalid('Reference already exists');
  if (tryGit(repository.dir, ['update-ref', ref, sha]) === undefined) return invalid('Object does not exist');
  return ok(refOf(repository, ref, sha), 201);
}

function moveRef({ repository, match, body }: Request): Answer {
  const ref = `refs/${decodeURIComponent(match[0] ?? '')}`;
  const [old, sha] = [repository.resolve(ref), text(body['sha'])];
  if (!old) return invalid('Reference does not exist');
  if (body['force'] !== true && tryGit(repository.dir, ['merge-base', '--is-ancestor', old, sha]) === undefined)
    return invalid('Update is not a fast forward');
  git(repository.dir, ['update-ref', ref, sha, old]);
  repository.closeEmptyPulls();
  return ok(refOf(repository, ref, sha));
}

function getTree({ repository, match, query }: Request): Answer {
  const sha = tryGit(repository.dir, ['rev-parse', '--verify', '--quiet', `${match[0]}^{tree}`]);
  if (!sha) return notFound;
  const lines = git(repository.dir, ['ls-tree', '-z', '-t', ...(query.get('recursive') ? ['-r'] : []), sha])
    .split('\0')
    .filter(Boolean);
  const tree = lines.map((line) => {
    const [mode, type, blob] = line.slice(0, line.indexOf('\t')).split(' ');
    return { path: line.slice(line.indexOf('\t') + 1), mode, type, sha: blob };
  });
  return ok({ sha, url: '', tree, truncated: false });
}

function createTree({ repository, body }: Request): Answer {
  const entries = Array.isArray(body['tree']) ? body['tree'] : [];
  const changes = entries.map((entry: Record<string, unknown>) => ({
    path: text(entry['path']),
    mode: text(entry['mode']),
    sha:
      typeof entry['content'] === 'string'
        ? repository.blob(entry['content'])
        : entry['sha'] === null
          ? undefined
          : text(entry['sha']),
  }));
  const sha = repository.writeTree(text(body['base_tree']) || undefined, changes);
  return ok({ sha, url: '', tree: [], truncated: false }, 201);
}

function getCommit({ repository, match }: Request): Answer {
  const sha = repository.resolve(match[0] ?? '');
  if (!sha) return notFound;
  const [tree = '', parents = '', date, ...message] = git(repository.dir, ['show', '-s', '--format=%T%n%P%n%cI%n%B', sha]).split(
    '\n',
  );
  const person = { name: 'octocat', email: 'octocat@example.com', date };
  return ok({
    sha,
    tree: { sha: tree, url: '' },
    parents: parents
      .split(' ')
      .filter(Boolean)
      .map((parent) => ({ sha: parent })),
    message: message.join('\n').trim(),
    author: person,
    committer: person,
  });
}

function createCommit({ repository, body }: Request): Answer {
  const parents = Array.isArray(body['parents']) ? body['parents'].map(text) : [];
  const sha = repository.commitTree(text(body['tree']), parents, text(body['message']));
  return ok(
    { sha, tree: { sha: body['tree'] }, parents: parents.map((parent) => ({ sha: parent })), message: body['message'] },
    201,
  );
}

function getBlob({ repository, match }: Request): Answer {
  const content =
    tryGit(repository.dir, ['cat-file', '-t', match[0] ?? '']) === 'blob'
      ? git(repository.dir, ['cat-file', 'blob', match[0] ?? ''])
      : undefined;
  if (content === undefined) return notFound;
  // GitHub breaks base64 into lines of 60.
  const base64 = Buffer.from(content).toString('base64').replace(/.{60}/g, '$&\n');
  return ok({ sha: match[0], node_id: '', size: Buffer.byteLength(content), url: '', content: base64, encoding: 'base64' });
}

export const GIT_DATA: readonly Route[] = [
  { method: 'GET', path: /^\/git\/matching-refs\/(.+)$/, answer: matchingRefs },
  { method: 'POST', path: /^\/git\/refs$/, permission: 'contents', answer: createRef },
  { method: 'PATCH', path: /^\/git\/refs\/(.+)$/, permission: 'contents', answer: moveRef },
  { method: 'GET', path: /^\/git\/trees\/([^/]+)$/, answer: getTree },
  { method: 'POST', path: /^\/git\/trees$/, permission: 'contents', answer: createTree },
  { method: 'GET', path: /^\/git\/commits\/([^/]+)$/, answer: getCommit },
  { method: 'POST', path: /^\/git\/commits$/, permission: 'contents', answer: createCommit },
  { method: 'GET', path: /^\/git\/blobs\/([0-9a-f]+)$/, answer: getBlob },
];
