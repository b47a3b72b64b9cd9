import type { TreeEntry as Entry } from '../../io/listed.js';

/** A file, link or submodule of a commit. */
export interface TreeEntry extends Entry {
  /** Bytes; 0 of a submodule. */
  readonly size: number;
}

export interface PullRequest {
  readonly number: number;
  /** Its name in GitHub's GraphQL API. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  readonly merged: boolean;
  /** Its branch, and the commit that the branch is at. */
  readonly branch: string;
  readonly head: string;
  /** What it has of each: what users took away on purpose is not set again while something is left. */
  readonly has: {
    readonly labels: boolean;
    /** Also one who has reviewed. */
    readonly reviewers: boolean;
    readonly assignees: boolean;
    readonly milestone: boolean;
    readonly autoMerge: boolean;
  };
}

export interface Comment {
  readonly id: number;
  /** Login of who wrote it. */
  readonly author: string;
  readonly body: string;
}

/** Where the base branch is, and what is open against it. */
export interface Overview {
  /** Name of the base branch. */
  readonly base: string;
  /** Whether that is the default branch. */
  readonly isDefault: boolean;
  readonly commit: string;
  readonly tree: string;
  /** Open pull requests from branches of this repository to the base. */
  readonly pulls: readonly PullRequest[];
  /** Branches whose open pull requests go elsewhere, with the number of one. */
  readonly elsewhere: ReadonlyMap<string, number>;
}

/** A branch that a pull request comes from. */
export interface BranchState {
  /** The commit that it is at, with its message; absent if there is no such branch. */
  readonly tip?: { readonly commit: string; readonly message: string };
  /** Its pull requests that are not open, newest first. */
  readonly closed: readonly PullRequest[];
}

export interface HistoryEntry {
  readonly commit: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** When a merged pull request brought it to the branch, and by which commit. */
  readonly arrived?: { readonly commit: string; readonly time: number };
}

/** What is on a branch and not on its base. */
export interface Comparison {
  readonly mergeBase: string;
  /** The tree of that commit. */
  readonly baseTree: string;
  /** Messages of the newest commits, oldest first, 250 at most. */
  readonly messages: readonly string[];
  /** How many there are. */
  readonly ahead: number;
  /** Patches of the files that differ from the merge base, 300 at most; none of large files. */
  readonly patches: ReadonlyMap<string, string>;
}

export interface NewCommit {
  /** The tree that the files are laid over. */
  readonly tree: string;
  readonly parents: readonly string[];
  readonly files: readonly { readonly path: string; readonly mode: string; readonly text: string }[];
  readonly message: string;
}

export interface PullText {
  readonly title: string;
  readonly body: string;
}

export interface NewPull extends PullText {
  readonly branch: string;
  readonly base: string;
  readonly draft: boolean;
}

/** When a pull request is merged by itself. */
export type Merging = 'now' | 'later';

/** All that Fairlead asks of GitHub, for one repository. Every method throws Octokit's RequestError. */
export interface GitHub {
  readonly name: string;
  /** Address of the repository's pages. */
  readonly page: string;
  /** `base`: a branch; empty for the default branch. Undefined if there is no such branch. */
  readonly overview: (base: string) => Promise<Overview | undefined>;
  /** All files, links and submodules of a commit. */
  readonly entries: (commit: string) => Promise<readonly TreeEntry[]>;
  /** Bytes of blobs by their names, many at once; in place of one that is too large, a text that says so. */
  readonly blobs: (
    wanted: readonly { readonly sha: string; readonly size: number }[],
  ) => Promise<ReadonlyMap<string, Uint8Array | string>>;
  readonly branches: (names: readonly string[]) => Promise<ReadonlyMap<string, BranchState>>;
  /** The newest commits before a commit of a branch that touched a path, newest first, by path. */
  readonly history: (
    branch: string,
    commit: string,
    paths: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly HistoryEntry[]>>;
  /** Texts of files in older commits, by `commit:path`; undefined where there is none. */
  readonly filesAt: (wanted: readonly string[]) => Promise<ReadonlyMap<string, string | undefined>>;
  readonly compare: (base: string, head: string) => Promise<Comparison>;
  /** Conclusion of every check run and status of a commit, by name: `success`, `failure`, `pending` … */
  readonly checks: (commit: string) => Promise<ReadonlyMap<string, string>>;
  /** Names of the newest tags of a repository, 100 at most. */
  readonly tags: (repository: string) => Promise<readonly string[]>;
  /** Subjects of the commits between two tags of a repository, oldest first. */
  readonly between: (repository: string, from: string, to: string) => Promise<readonly string[]>;
  /** Makes a commit that is on no branch yet. */
  readonly commit: (commit: NewCommit) => Promise<string>;
  readonly createBranch: (branch: string, commit: string) => Promise<void>;
  /** Moves a branch forward to a commit that has its tip among its ancestors; refused (422) if the branch has moved on. */
  readonly advance: (branch: string, commit: string) => Promise<void>;
  /** Moves a branch that is at `tip` to a commit, wherever that is; refused if the branch has moved on. */
  readonly restart: (branch: string, tip: string, commit: string) => Promise<void>;
  /** Puts a commit of files on a branch that is at `tip`, by GraphQL: signed also for personal tokens. Gives the commit. */
  readonly commitOnBranch: (branch: string, tip: string, commit: Pick<NewCommit, 'files' | 'message'>) => Promise<string>;
  /** The files of a folder on the default branch, by name. */
  readonly folder: (path: string) => Promise<ReadonlyMap<string, string>>;
  /** Whose token it is: a person, or `name[bot]`. */
  readonly viewer: () => Promise<string>;
  /** The commit that the branch of a pull request is at. */
  readonly headOf: (number: number) => Promise<string>;
  readonly createPull: (pull: NewPull) => Promise<PullRequest>;
  readonly updatePull: (
    number: number,
    change: Partial<PullText> & { readonly state?: 'open' | 'closed' },
  ) => Promise<PullRequest>;
  readonly addLabels: (number: number, labels: readonly string[]) => Promise<void>;
  readonly askReviewers: (number: number, reviewers: readonly string[]) => Promise<void>;
  readonly assign: (number: number, logins: readonly string[]) => Promise<void>;
  /** Throws if there is no open milestone of that title. */
  readonly setMilestone: (number: number, title: string) => Promise<void>;
  /** `later`: once GitHub, or its queue, finds it ready. */
  readonly autoMerge: (pull: PullRequest, how: 'merge' | 'squash' | 'rebase' | 'queue') => Promise<Merging>;
  readonly comments: (number: number) => Promise<readonly Comment[]>;
  readonly createComment: (number: number, body: string) => Promise<void>;
  readonly updateComment: (id: number, body: string) => Promise<void>;
  readonly removeComment: (id: number) => Promise<void>;
  readonly reviewComments: (number: number) => Promise<readonly Comment[]>;
  /** A comment on a line of the new side of a pull request's diff. */
  readonly createReviewComment: (
    number: number,
    comment: { readonly commit: string; readonly path: string; readonly line: number; readonly body: string },
  ) => Promise<void>;
}
