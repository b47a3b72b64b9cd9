/** Something that a plan has to know and that the files of one commit do not say. The plan names it; io and GitHub find it out. */
export type Need =
  /** Since when an environment runs its tag, on the base branch. */
  | { readonly kind: 'arrival'; readonly environment: string }
  /** Did the checks pass on the commit that brought the tag to the environments before? */
  | { readonly kind: 'checks'; readonly environment: string }
  /** Has the registry the image of a tag? `image`: which of the app's images. */
  | { readonly kind: 'image'; readonly environment: string; readonly image: number; readonly tag: string }
  /** What is on the environment's branch, and what became of its pull requests? */
  | { readonly kind: 'branch'; readonly environment: string };

/** What was found out. `refuse`: it will not get better by waiting. */
export type Verdict =
  | { readonly ok: true; readonly digest?: string }
  | { readonly ok: false; readonly reason: string; readonly refuse?: boolean };

/** When a tag came to an environment, in milliseconds since 1970, and the commit of the base branch that brought it. */
export interface Arrival {
  readonly time: number;
  readonly commit: string;
}

/** The branch that the pull requests of an environment come from. */
export interface Branch {
  /** The tag of its newest commit, unless that was merged or closed. */
  readonly tag?: string;
  /** Tags whose pull requests somebody closed without merging, and their numbers. */
  readonly declined: ReadonlyMap<string, number>;
}

export interface Facts {
  /** By environment; null where the history does not say. */
  readonly arrivals: ReadonlyMap<string, Arrival | null>;
  /** By environment. */
  readonly branches: ReadonlyMap<string, Branch>;
  /** By `keyOf(need)`. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

export const NO_FACTS: Facts = { arrivals: new Map(), branches: new Map(), verdicts: new Map() };

/** The name of a need, unique within an app. */
export const keyOf = (need: Need): string => JSON.stringify(need);

/** The tag on an environment's branch, with its pull request if that is open. */
export interface OnItsWay {
  readonly tag: string;
  /** Number of the open pull request. */
  readonly pull?: number;
  /** It goes back on purpose: no release takes its place. */
  readonly rollback?: boolean;
}
