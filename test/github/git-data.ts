import { type Answer, invalid, notFound, ok, type Request, type Route, record, text, texts } from './answer.js';
import { gitCommitJson, repositoryUrl } from './commit-json.js';
import { GitError, gitFact } from './git.js';
import { isoTime, readCommits, readObjects, type Signature } from './objects.js';
import { writeBlob, writeCommit } from './write.js';

/** GitHub breaks base64 into lines of 60. */
export const base64 = (data: Buffer): string => data.toString('base64').replace(/.{60}/g, '$&\n');

function getBlob(request: Request): Answer {
  const [blob] = readObjects(request.repository.dir, [request.match[0] ?? '']);
  if (blob?.type !== 'blob') return notFound;
  const { sha, data } = blob;
  if (/\.raw\b/.test(request.accept)) return { status: 200, body: data };
  const url = `${repositoryUrl(request)}/git/blobs/${sha}`;
  return ok({ sha, node_id: `B_${sha}`, size: data.length, url, content: base64(data), encoding: 'base64' });
}

function createBlob(request: Request): Answer {
  const encoding = request.body['encoding'] === 'base64' ? 'base64' : 'utf8';
  const sha = writeBlob(request.repository.dir, Buffer.from(text(request.body['content']), encoding));
  return ok({ sha, url: `${repositoryUrl(request)}/git/blobs/${sha}` }, 201);
}

function getCommit(request: Request): Answer {
  const [commit] = readCommits(request.repository.dir, [request.match[0] ?? '']);
  return commit ? ok(gitCommitJson(request, commit)) : notFound;
}

function signature(value: unknown, other: Signature): Signature {
  const { name, email, date } = record(value);
  return value === undefined ? other : { name: text(name), email: text(email), date: text(date) || other.date };
}

/** A commit without author, committer and signature is made by the token's owner; GitHub signs it for Apps, never for people. */
function createCommit(request: Request): Answer {
  const { repository, body, actor } = request;
  const by: Signature = { name: actor.name, email: actor.email, date: isoTime(Date.now()) };
  const [tree, parents] = [text(body['tree']), texts(body['parents'])];
  const author = signature(body['author'], by);
  const [there, ...olders] = readObjects(repository.dir, [tree, ...parents]);
  if (there?.type !== 'tree') return invalid('Tree SHA does not exist');
  if (olders.some((parent) => parent?.type !== 'commit')) return invalid('Parent SHA does not exist or is not a commit object');
  const sha = writeCommit(repository.dir, tree, parents, text(body['message']), author, signature(body['committer'], author));
  const plain = body['author'] === undefined && body['committer'] === undefined && body['signature'] === undefined;
  if (plain && actor.type === 'Bot') repository.verified.add(sha);
  const [commit] = readCommits(repository.dir, [sha]);
  if (!commit) throw new GitError(`${sha} was not written`);
  return ok(gitCommitJson(request, commit), 201);
}

/** The entries of a tree, as GitHub lists them; with `recursive`, those of its subtrees too. */
export function treeJson(request: Request, sha: string, recursive: boolean) {
  const at = `${repositoryUrl(request)}/git`;
  const output = gitFact(request.repository.dir, ['ls-tree', '-z', '-l', '-t', ...(recursive ? ['-r'] : []), sha]) ?? '';
  const tree = output
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', type = '', object = '', size = ''] = line.slice(0, tab).split(/ +/);
      const entry = { path: line.slice(tab + 1), mode, type, sha: object };
      return type === 'commit'
        ? entry
        : { ...entry, ...(type === 'blob' ? { size: Number(size) } : {}), url: `${at}/${type}s/${object}` };
    });
  return { sha, url: `${at}/trees/${sha}`, tree, truncated: false };
}

function getTree(request: Request): Answer {
  const [tree] = readObjects(request.repository.dir, [`${request.match[0]}^{tree}`]);
  return tree ? ok(treeJson(request, tree.sha, request.query.has('recursive'))) : notFound;
}

const scopes = ['contents'] as const;

export const GIT_DATA: readonly Route[] = [
  { method: 'GET', path: /^\/git\/blobs\/([0-9a-f]{40})$/, scopes, answer: getBlob },
  { method: 'POST', path: /^\/git\/blobs$/, scopes, answer: createBlob },
  { method: 'GET', path: /^\/git\/commits\/([0-9a-f]{40})$/, scopes, answer: getCommit },
  { method: 'POST', path: /^\/git\/commits$/, scopes, answer: createCommit },
  { method: 'GET', path: /^\/git\/trees\/([^/]+)$/, scopes, answer: getTree },
];
