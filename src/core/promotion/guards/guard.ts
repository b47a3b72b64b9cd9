import type { Environment } from '../../config/types.js';
import { finding } from '../../findings/findings.js';
import type { Finding } from '../../findings/types.js';
import { type ImageChange, type Ruling, UNKNOWN } from '../decision.js';
import { keyOf, type Need } from '../facts.js';
import type { Situation } from '../situation.js';

/** A tag that wants to come to an environment, and the values that it changes there. */
export interface Candidate extends Situation {
  readonly tag: string;
  readonly images: readonly ImageChange[];
}

/**
 * A rule that can keep a tag from an environment. What is special about a guard is in its file. The plan asks all `holds`, then all
 * `refuses`, then all `delays`, each in the order of `GUARDS`, and the first answer counts.
 */
export interface Guard {
  readonly name: string;
  /** True if an environment sets it by a key of this name in its `promote`. */
  readonly keyed: boolean;
  /** What must be true, for the page on promotion. */
  readonly asks: string;
  /** Mistakes in what an environment says under the key. */
  readonly mistakes?: (environment: Environment) => readonly Finding[];
  /** The environment takes no tag at all. */
  readonly holds?: (situation: Situation) => Ruling | undefined;
  /** Why this tag never comes. */
  readonly refuses?: (tag: string, situation: Situation) => string | undefined;
  /** The tag does not come now. */
  readonly delays?: (candidate: Candidate) => Ruling | undefined;
  /** What the guard adds to the bump of a tag that passed all guards. */
  readonly passes?: (bump: Ruling, candidate: Candidate) => Ruling;
}

/** A mistake of an environment, at a rule of its `promote`: `tags`, `checks[0]`. */
export const mistake = ({ promote, origin }: Environment, rule: string, message: string, fix: string): Finding =>
  finding('config/not-allowed', message, { origin: promote.places[rule] ?? origin, fix });

/** What a need that is not met makes of a tag; adds the need if nobody has looked yet. */
export function unmet(need: Need, { facts, needs }: Situation): Ruling | undefined {
  const verdict = facts.verdicts.get(keyOf(need));
  if (!verdict) {
    needs.push(need);
    return UNKNOWN;
  }
  return verdict.ok ? undefined : { action: verdict.refuse ? 'refuse' : 'wait', reason: verdict.reason };
}
