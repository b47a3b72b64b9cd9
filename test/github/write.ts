import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { git } from './git.js';
import { memoryOf } from './memory.js';
import type { Signature } from './objects.js';

/** A change of a tree: new content, an object that is there already, or neither to take the path away. */
export interface Change {
  readonly path: string;
  readonly mode?: string;
  readonly content?: string | Buffer;
  readonly sha?: string;
}

const SCRATCH = 'refs/scratch/tree';
const NONE = '0'.repeat(40);

// The character of names that are not UTF-8 stands for a byte of such a name.
const quote = (path: string) => `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\uFFFD', '\\377')}"`;
const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;

function command({ path, mode = '100644', content, sha }: Change): readonly (string | Buffer)[] {
  if (content !== undefined) {
    const bytes = Buffer.from(content);
    return [`M ${mode} inline ${quote(path)}\ndata ${bytes.length}\n`, bytes, '\n'];
  }
  return [sha === undefined ? `D ${quote(path)}\n` : `M ${mode} ${sha} ${quote(path)}\n`];
}

const input = (stream: readonly (string | Buffer)[]) => ({ input: Buffer.concat(stream.map((part) => Buffer.from(part))) });

// Git keeps neither line breaks nor angle brackets in a name.
const plain = (name: string) => name.replace(/[<>\n]/g, '').trim();
const person = ({ name, email, date }: Signature) =>
  `${plain(name)} <${plain(email)}> ${Math.floor(Date.parse(date) / 1000)} +0000`;

/** Writes the tree that `changes` make of `base`, with all its blobs, in one process. Throws GitError if an object is missing or of the wrong type. */
export function writeTree(dir: string, base: string | undefined, changes: readonly Change[]): string {
  const stream = [
    `commit ${SCRATCH}\ncommitter x <x> 0 +0000\ndata 0\n`,
    base === undefined ? '' : `M 040000 ${base} ""\n`,
    ...changes.flatMap(command),
    // The tree is all that is wanted: the commit's ref is dropped before it is ever written.
    `ls ""\nreset ${SCRATCH}\nfrom ${NONE}\n`,
  ];
  const [, sha = ''] = /^040000 tree ([0-9a-f]{40})/.exec(git(dir, ['fast-import', '--quiet'], input(stream))) ?? [];
  return sha;
}

/** Puts a commit of `changes` on a branch that is at `parent`, in one process. */
export function writeBranch(
  dir: string,
  branch: string,
  parent: string | undefined,
  changes: readonly Change[],
  by: Signature,
  message: string,
): string {
  const stream = [
    `commit refs/heads/${branch}\nmark :1\nauthor ${person(by)}\ncommitter ${person(by)}\n${data(message)}`,
    parent === undefined ? '' : `from ${parent}\n`,
    ...changes.flatMap(command),
    '\nget-mark :1\n',
  ];
  const sha = git(dir, ['fast-import', '--quiet'], input(stream));
  memoryOf(dir).refs = undefined;
  return sha;
}

/** Writes an object as git keeps it, without a process of git. */
function writeObject(dir: string, type: 'blob' | 'commit', data: Buffer): string {
  const bytes = Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data]);
  const sha = createHash('sha1').update(bytes).digest('hex');
  const folder = join(dir, 'objects', sha.slice(0, 2));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, sha.slice(2));
  if (!existsSync(path)) writeFileSync(path, deflateSync(bytes));
  memoryOf(dir).objects.set(sha, { sha, type, data });
  return sha;
}

export const writeBlob = (dir: string, content: Buffer): string => writeObject(dir, 'blob', content);

/** A commit object of a tree and parents that are there; no branch moves. */
export function writeCommit(
  dir: string,
  tree: string,
  parents: readonly string[],
  message: string,
  author: Signature,
  committer: Signature = author,
): string {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${person(author)}`,
    `committer ${person(committer)}`,
  ];
  return writeObject(dir, 'commit', Buffer.from(`${lines.join('\n')}\n\n${message}`));
}
