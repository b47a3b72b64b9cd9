import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeWaiting } from './auto-merge.js';
import type { Check } from './checks.js';
import { git } from './git.js';
import { type Merge, mergePull } from './merge.js';
import type { Milestone } from './milestones.js';
import { type Commit, isoTime, readCommits, readObjects } from './objects.js';
import { followRefs, type Pull } from './pull-state.js';
import { moveRef, refsOf } from './ref-store.js';
import type { Release } from './releases.js';
import { writeBranch } from './write.js';

export type { Pull };

export interface IssueComment {
  readonly id: number;
  readonly issue: number;
  /** Login of who wrote it. */
  readonly user: string;
  readonly created: string;
  updated: string;
  body: string;
}

/** Who a commit is by. Without a date: now. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly date?: string;
}

const SOMEONE: Person = { name: 'Mona Lisa', email: 'octocat@users.noreply.github.com' };

/**
 * A bare Git repository with the pull requests and comments that GitHub keeps beside it. Its refs are remembered: move them by
 * these methods or the API, not by git itself.
 */
export class Repository {
  readonly dir = mkdtempSync(join(tmpdir(), 'fairlead-git-'));
  readonly pulls: Pull[] = [];
  readonly comments: IssueComment[] = [];
  readonly milestones: Milestone[] = [];
  readonly releases: Release[] = [];
  readonly checks: Check[] = [];
  /** Slugs of the teams that may be asked for a review; the token of a job sees none. */
  readonly teams = new Set<string>();
  /** Logins without access: they can be neither assigned nor asked for a review. */
  readonly strangers = new Set<string>();
  /** Names of the checks that must pass before anything is merged. */
  readonly requiredChecks = new Set<string>();
  /** The setting "Allow auto-merge", which GitHub leaves off. */
  autoMergeAllowed = false;
  /** Whether the base branches have a merge queue. */
  mergeQueue = false;
  /** Commits that GitHub signed: made over its API without an author of their own. */
  readonly verified = new Set<string>();
  readonly defaultBranch = 'main';
  private lastNumber = 0;
  private lastId = 1000;

  constructor(
    readonly owner: string,
    readonly name: string,
    readonly id = 1,
  ) {
    git(this.dir, ['init', '--quiet', '--bare', '--template=', `--initial-branch=${this.defaultBranch}`]);
  }

  /** Issues and pull requests share their numbers. */
  nextNumber(): number {
    return ++this.lastNumber;
  }

  nextId(): number {
    return ++this.lastId;
  }

  /** The commit that a ref or another revision names. */
  resolve(revision: string): string | undefined {
    return readObjects(this.dir, [`${revision}^{commit}`])[0]?.sha;
  }

  /** Every ref by its full name, with the object it is at. */
  refs(): ReadonlyMap<string, string> {
    return refsOf(this.dir);
  }

  /** A commit of a person: writes files and links (null takes one away) on a branch, which begins at the default branch if it is new. */
  commit(
    branch: string,
    files: Readonly<Record<string, string | Buffer | null | { readonly link: string }>>,
    message = 'change',
    author: Person = SOMEONE,
  ): string {
    const refs = this.refs();
    const parent = refs.get(`refs/heads/${branch}`) ?? refs.get(`refs/heads/${this.defaultBranch}`);
    const changes = Object.entries(files).map(([path, content]) => {
      if (content === null) return { path };
      return typeof content === 'object' && 'link' in content
        ? { path, mode: '120000', content: content.link }
        : { path, content };
    });
    const date = author.date ?? isoTime(Date.now());
    const sha = writeBranch(this.dir, branch, parent, changes, { ...author, date }, message);
    followRefs(this);
    return sha;
  }

  /** A new lightweight tag. */
  tag(name: string, sha: string): void {
    moveRef(this.dir, `refs/tags/${name}`, sha);
  }

  /** The text of a file; undefined if the ref or the file is not there. */
  read(ref: string, path: string): string | undefined {
    const [object] = readObjects(this.dir, [`${ref}:${path}`]);
    return object?.type === 'blob' ? object.data.toString() : undefined;
  }

  /** Commits that a ref reaches, newest first. */
  log(ref: string): readonly Commit[] {
    const shas = git(this.dir, ['rev-list', '--end-of-options', ref]).split('\n');
    return readCommits(this.dir, shas);
  }

  milestone(title: string): Milestone {
    const made: Milestone = { number: this.milestones.length + 1, title, state: 'open', created: isoTime(Date.now()) };
    this.milestones.push(made);
    return made;
  }

  release(tag: string, how: Partial<Pick<Release, 'draft' | 'prerelease'>> = {}): void {
    const at = isoTime(Date.now());
    this.releases.push({ id: this.nextId(), tag, draft: false, prerelease: false, at, ...how });
  }

  /** Reports a check of a commit, or a commit status; null: it still runs. Merges what waited for it. */
  check(sha: string, name: string, conclusion: Check['conclusion'], kind: Check['kind'] = 'check'): void {
    this.checks.push({ id: this.nextId(), sha, name, kind, conclusion, at: isoTime(Date.now()) });
    mergeWaiting(this);
  }

  commentsOf(number: number): readonly IssueComment[] {
    return this.comments.filter(({ issue }) => issue === number);
  }

  /** Merges as GitHub's button does; throws if that is not possible. Gives the commit that the base is at now. */
  merge(number: number, how: Partial<Merge> = {}): string {
    const pull = this.pulls.find((item) => item.number === number);
    const merged = pull && mergePull(this, pull, { method: 'merge', by: SOMEONE, ...how });
    if (!merged) throw new Error(`#${number} cannot be merged`);
    return merged;
  }
}
