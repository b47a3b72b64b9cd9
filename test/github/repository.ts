import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, tryGit } from './git.js';

export interface Pull {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  mergedAt: string | null;
  readonly labels: string[];
  readonly reviewers: string[];
}

export interface IssueComment {
  readonly id: number;
  readonly issue: number;
  body: string;
}

/** A file for a tree: its mode and its blob, or no blob to take it away. */
interface TreeChange {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | undefined;
}

/** A bare Git repository with the pull requests and comments that GitHub keeps beside it. */
export class Repository {
  readonly dir = mkdtempSync(join(tmpdir(), 'fairlead-git-'));
  readonly pulls: Pull[] = [];
  readonly comments: IssueComment[] = [];
  private last = 0;

  constructor(
    readonly owner: string,
    readonly name: string,
  ) {
    git(this.dir, ['init', '--quiet', '--bare', '--initial-branch=main']);
  }

  /** Issues and pull requests share their numbers, comments have their own; here all count together. */
  next(): number {
    return ++this.last;
  }

  resolve(revision: string): string | undefined {
    return tryGit(this.dir, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  }

  /** A tree on top of another one, through an index file of its own. */
  writeTree(base: string | undefined, changes: readonly TreeChange[]): string {
    const entries = new Map<string, string>();
    if (base)
      for (const line of git(this.dir, ['ls-tree', '-r', '-z', base]).split('\0').filter(Boolean))
        entries.set(line.slice(line.indexOf('\t') + 1), line.slice(0, line.indexOf('\t')));
    for (const { path, mode, sha } of changes) {
      if (sha === undefined) entries.delete(path);
      else entries.set(path, `${mode} blob ${sha}`);
    }
    return this.mktree([...entries]);
  }

  private mktree(entries: readonly (readonly [string, string])[]): string {
    const folders = new Map<string, [string, string][]>();
    const lines: string[] = [];
    for (const [path, entry] of entries) {
      const slash = path.indexOf('/');
      if (slash < 0) lines.push(`${entry}\t${path}`);
      else folders.set(path.slice(0, slash), [...(folders.get(path.slice(0, slash)) ?? []), [path.slice(slash + 1), entry]]);
    }
    for (const [name, below] of folders) lines.push(`040000 tree ${this.mktree(below)}\t${name}`);
    return git(this.dir, ['mktree', '-z'], lines.map((line) => `${line}\0`).join('')).trim();
  }

  blob(content: string): string {
    return git(this.dir, ['hash-object', '-w', '--stdin'], content).trim();
  }

  commitTree(tree: string, parents: readonly string[], message: string): string {
    return git(this.dir, ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])], message).trim();
  }

  /** A commit of a person: changes files (null takes one away) on a branch. */
  commit(branch: string, files: Readonly<Record<string, string | null>>, message = 'change'): string {
    const parent = this.resolve(`refs/heads/${branch}`) ?? this.resolve('refs/heads/main');
    const changes = Object.entries(files).map(([path, text]) => ({
      path,
      mode: '100644',
      sha: text === null ? undefined : this.blob(text),
    }));
    const commit = this.commitTree(this.writeTree(parent, changes), parent ? [parent] : [], message);
    git(this.dir, ['update-ref', `refs/heads/${branch}`, commit]);
    return commit;
  }

  read(revision: string, path: string): string | undefined {
    try {
      return git(this.dir, ['show', `${revision}:${path}`]);
    } catch {
      return undefined;
    }
  }

  /** GitHub closes a pull request whose branch has nothing of its own any more, for good. */
  closeEmptyPulls(): void {
    for (const pull of this.pulls.filter((item) => item.state === 'open')) {
      const [head, base] = [this.resolve(`refs/heads/${pull.head}`), this.resolve(`refs/heads/${pull.base}`)];
      if (!head || !base || tryGit(this.dir, ['merge-base', '--is-ancestor', head, base]) !== undefined) pull.state = 'closed';
    }
  }

  /** Merges as GitHub's button does, with a merge commit. */
  merge(number: number): void {
    const pull = this.pulls.find((item) => item.number === number);
    const [head, base] = [this.resolve(`refs/heads/${pull?.head}`), this.resolve(`refs/heads/${pull?.base}`)];
    if (!pull || !head || !base) throw new Error(`#${number} cannot be merged`);
    const tree = git(this.dir, ['merge-tree', '--write-tree', base, head]).split('\n')[0] ?? '';
    git(this.dir, [
      'update-ref',
      `refs/heads/${pull.base}`,
      this.commitTree(tree, [base, head], `Merge pull request #${number}`),
    ]);
    pull.mergedAt = new Date().toISOString();
    pull.state = 'closed';
  }
}
