import type { Path } from '../base/json.js';
import type { Need } from './facts.js';

/** What one decision does: open a pull request, nothing, wait, refuse the tag, give an open one a newer tag, close an open one. */
export type Action = 'bump' | 'none' | 'wait' | 'refuse' | 'supersede' | 'close';

/** One value that gets another tag. */
export interface ImageChange {
  readonly path: Path;
  readonly from?: string;
  readonly to: string;
}

/** What happens with one environment of an app, and why. */
export interface Decision {
  readonly environment: string;
  readonly action: Action;
  /** A sentence. */
  readonly reason: string;
  /** What runs now. */
  readonly from?: string;
  /** The tag that was decided about, if there is one. */
  readonly to?: string;
  /** When the decision may change by itself, in milliseconds since 1970. */
  readonly until?: number;
  /** What a bump or supersede writes. */
  readonly images: readonly ImageChange[];
  /** Number of the open pull request that this is about. */
  readonly pull?: number;
  /** Why it goes past its windows. */
  readonly override?: string;
  /** True if it ends the hold. */
  readonly lift?: boolean;
}

/** A decision before it is known whose it is. */
export type Ruling = Pick<Decision, 'action' | 'reason' | 'to' | 'until' | 'pull' | 'override' | 'lift'> & {
  readonly images?: Decision['images'];
};

/** Until what a plan needs is found out. */
export const UNKNOWN: Ruling = { action: 'wait', reason: 'not everything is known yet' };

/** Decisions of an app, and what must be found out before they hold. Without needs they are final. */
export interface Plan {
  readonly decisions: readonly Decision[];
  readonly needs: readonly Need[];
}

/** True if a pull request is to be written. */
export const writes = ({ action }: Pick<Decision, 'action'>): boolean => action === 'bump' || action === 'supersede';
