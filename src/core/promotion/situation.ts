import type { Environment } from '../config/types.js';
import type { Decision } from './decision.js';
import { type Facts, type Need, NO_FACTS, type OnItsWay } from './facts.js';
import type { PlanInput } from './input.js';

/** What a plan knows when it decides about one environment. */
export interface Situation {
  readonly environment: Environment;
  /** What was decided about the environments before. */
  readonly before: readonly Decision[];
  /** The tag of the first image; undefined if it has none. */
  readonly running: string | undefined;
  readonly way: OnItsWay | undefined;
  readonly input: PlanInput;
  readonly facts: Facts;
  /** What is not known yet; who misses something adds it. */
  readonly needs: Need[];
}

export function situationOf(environment: Environment, before: readonly Decision[], input: PlanInput, needs: Need[]): Situation {
  const { running, facts = NO_FACTS } = input;
  const [tag] = running.get(environment.name) ?? [];
  return { environment, before, running: tag, way: wayOf(environment.name, input), input, facts, needs };
}

/** What is on its way: what the branch says counts before what its pull request says, which is written later. */
function wayOf(environment: string, { pulls, facts = NO_FACTS }: PlanInput): OnItsWay | undefined {
  const pull = pulls?.get(environment);
  const tag = (pull?.rollback ? undefined : facts.branches.get(environment)?.tag) ?? pull?.tag;
  return tag === undefined ? undefined : { ...pull, tag };
}
