import type { App } from '../config/types.js';
import type { Window } from '../windows/window.js';
import type { Facts, OnItsWay } from './facts.js';

/** By environment: when promotions may come. */
export type Windows = ReadonlyMap<string, readonly Window[]>;

export interface PlanInput {
  readonly app: App;
  /** The release; without it, tags are carried on from environment to environment. */
  readonly tag?: string;
  /** All releases of the application, where they are known: those that waited are not forgotten. */
  readonly releases?: readonly string[];
  /** The tags that each environment runs on the base branch, in the order of the app's images. */
  readonly running: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** The open pull request of an environment. */
  readonly pulls?: ReadonlyMap<string, OnItsWay>;
  readonly facts?: Facts;
  readonly windows?: Windows;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly allowDowngrade?: boolean;
  /** Why windows do not count this time. */
  readonly override?: string;
  /** Environments whose hold ends with this run. */
  readonly lift?: readonly string[];
}
