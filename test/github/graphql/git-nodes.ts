import { loginOf } from '../access.js';
import { latest, passed } from '../checks.js';
import { pullsWith } from '../commit-pulls.js';
import { gitFact } from '../git.js';
import { historyOf } from '../history.js';
import { type GitObject, parseCommit, readCommits, readObjects, type Signature } from '../objects.js';
import type { Repository } from '../repository.js';
import { connection, pages } from './connection.js';
import { type Args, type Context, htmlOf } from './context.js';
import { need } from './errors.js';
import { actorNode } from './people.js';
import { pullNode } from './pull-node.js';

/** GitHub cuts the text of a blob here, and says so with `isTruncated`. */
const TEXT_LIMIT = 512_000;

const common = (sha: string) => ({ oid: sha, abbreviatedOid: sha.slice(0, 7) });

function blobNode({ sha, data }: GitObject) {
  const isBinary = data.subarray(0, 8000).includes(0);
  return {
    __typename: 'Blob',
    ...common(sha),
    id: `B_${sha}`,
    byteSize: data.length,
    isBinary,
    isTruncated: data.length > TEXT_LIMIT,
    text: () => (isBinary ? null : data.subarray(0, TEXT_LIMIT).toString()),
  };
}

function treeNode(repository: Repository, sha: string, prefix = '') {
  const entries = () =>
    (gitFact(repository.dir, ['ls-tree', '-z', sha]) ?? '')
      .split('\0')
      .filter(Boolean)
      .map((line) => {
        const [, mode = '', type = '', oid = '', name = ''] = /^(\d+) (\w+) (\w+)\t(.*)$/s.exec(line) ?? [];
        return {
          mode: Number.parseInt(mode, 8),
          type,
          oid,
          name,
          path: `${prefix}${name}`,
          object: () => objectNode(repository, oid, `${prefix}${name}/`),
        };
      });
  return { __typename: 'Tree', ...common(sha), id: `T_${sha}`, entries };
}

const gitActor = ({ name, email, date }: Signature) => {
  const login = loginOf(email);
  return { name, email, date, user: login === undefined || login.endsWith('[bot]') ? null : actorNode(login) };
};

function rollup(repository: Repository, sha: string) {
  const checks = latest(repository.checks.filter((check) => check.sha === sha));
  if (checks.length === 0) return null;
  const bad = checks.some((check) => check.conclusion !== null && !passed(check));
  return { state: bad ? 'FAILURE' : checks.every(passed) ? 'SUCCESS' : 'PENDING' };
}

export function commitNode(repository: Repository, sha: string): object | null {
  const [commit] = readCommits(repository.dir, [sha]);
  if (!commit) return null;
  const end = commit.message.indexOf('\n');
  const history = ({ path, since, until, ...args }: Args) => {
    const limits = [...(since ? [`--since=${since}`] : []), ...(until ? [`--until=${until}`] : [])];
    const list = ['rev-list', ...limits, commit.sha, ...(path ? ['--', String(path)] : [])];
    const quick = typeof path === 'string' && limits.length === 0;
    const shas = quick
      ? historyOf(repository.dir, commit.sha, path)
      : (gitFact(repository.dir, list) ?? '').split('\n').filter(Boolean);
    return connection('history', args, shas, String, (page) => commitNodes(repository, page));
  };
  return {
    __typename: 'Commit',
    ...common(commit.sha),
    id: `C_${commit.sha}`,
    url: `${htmlOf(repository)}/commit/${commit.sha}`,
    message: commit.message,
    messageHeadline: end < 0 ? commit.message : commit.message.slice(0, end),
    messageBody: end < 0 ? '' : commit.message.slice(end).trim(),
    author: gitActor(commit.author),
    authoredDate: commit.author.date,
    committer: gitActor(commit.committer),
    committedDate: commit.committer.date,
    tree: () => treeNode(repository, commit.tree),
    parents: (args: Args) => connection('parents', args, commit.parents, String, (page) => commitNodes(repository, page)),
    history,
    associatedPullRequests: pages(
      'associatedPullRequests',
      () => pullsWith(repository, commit.sha),
      ({ number }) => number,
      (pull) => pullNode(repository, pull),
    ),
    signature: repository.verified.has(commit.sha) ? { __typename: 'GpgSignature', isValid: true } : null,
    statusCheckRollup: (_: Args, context: Context) => {
      need(context, 'read', 'checks', 'statuses');
      return rollup(repository, commit.sha);
    },
  };
}

/** Read at once, then shown one by one. */
export function commitNodes(repository: Repository, shas: readonly string[]): readonly unknown[] {
  readCommits(repository.dir, shas);
  return shas.map((sha) => commitNode(repository, sha));
}

/** The object of a name, whatever it is; null if there is none. */
export function objectNode(repository: Repository, name: string, prefix = ''): object | null {
  const [object] = readObjects(repository.dir, [name]);
  if (!object) return null;
  if (object.type === 'blob') return blobNode(object);
  if (object.type === 'tree') return treeNode(repository, object.sha, prefix);
  if (object.type === 'commit') return commitNode(repository, object.sha);
  const tag = parseCommit(object);
  const [, target = ''] = /^object ([0-9a-f]{40})$/m.exec(object.data.toString()) ?? [];
  const [, title = ''] = /^tag (.+)$/m.exec(object.data.toString()) ?? [];
  return {
    __typename: 'Tag',
    ...common(object.sha),
    id: `TA_${object.sha}`,
    name: title,
    message: tag.message,
    target: () => objectNode(repository, target),
  };
}

/** A global id of a ref, from which it can be found again. */
export const refId = ({ id }: Repository, ref: string): string => `REF_${id}_${Buffer.from(ref).toString('base64url')}`;

export function refNode(repository: Repository, ref: string): object | null {
  const sha = repository.refs().get(ref);
  if (!sha) return null;
  const [, prefix = 'refs/', name = ref] = /^(refs\/[^/]+\/)(.+)$/.exec(ref) ?? [];
  return { id: refId(repository, ref), name, prefix, target: () => objectNode(repository, sha) };
}
