import type { Environment } from '../config/types.js';
import { changesOf } from './changes.js';
import { type Decision, type Plan, type Ruling, UNKNOWN } from './decision.js';
import type { Need } from './facts.js';
import { withLift } from './guards/hold.js';
import { firstOf, GUARDS, refusal } from './guards/index.js';
import type { PlanInput } from './input.js';
import { withPull } from './open-pull.js';
import { type Situation, situationOf } from './situation.js';
import { sourceOf } from './source.js';

/**
 * Decides for each environment of an app, in the order of the file. One with `from: release` takes the release; the others take
 * what all of `after` run now, and wait while these differ or are about to change. Then the guards are asked. Expects an app that
 * `checkPromotionOrder` finds nothing wrong with.
 */
export function planPromotion(input: PlanInput): Plan {
  const needs: Need[] = [];
  const decided = new Map<string, Decision>();
  const decide = (environment: Environment): Decision => {
    const known = decided.get(environment.name);
    if (known) return known;
    const before = input.app.environments.filter(({ name }) => environment.promote.after.includes(name)).map(decide);
    const situation = situationOf(environment, before, input, needs);
    const ruling = withPull(withLift(rule(situation), situation), situation);
    const { running } = situation;
    const from = running === undefined ? {} : { from: running };
    const decision: Decision = { environment: environment.name, images: [], ...ruling, ...from };
    decided.set(environment.name, decision);
    return decision;
  };
  return { decisions: input.app.environments.map(decide), needs };
}

function rule(situation: Situation): Ruling {
  const held = firstOf((guard) => guard.holds?.(situation));
  if (held) return held;
  const source = sourceOf(situation);
  if ('action' in source) return source;
  const { tag } = source;
  const { environment, running, facts, needs } = situation;
  const images = changesOf(situation, tag);
  if (images.length === 0) return { action: 'none', reason: `it runs ${running ?? tag} already`, to: tag };
  const refused = tag === running ? undefined : refusal(tag, situation);
  if (refused !== undefined) return { action: 'refuse', reason: refused, to: tag };
  if (!facts.branches.has(environment.name)) {
    // A branch can say that another tag is on its way, so `to` is not known either.
    needs.push({ kind: 'branch', environment: environment.name });
    return UNKNOWN;
  }
  const candidate = { ...situation, tag, images };
  const delayed = firstOf((guard) => guard.delays?.(candidate));
  if (delayed) return { ...delayed, to: tag };
  const bump: Ruling = {
    action: 'bump',
    reason: source.reason || `it runs ${tag}, its other images do not`,
    to: tag,
    images,
  };
  return GUARDS.reduce((ruling, guard) => guard.passes?.(ruling, candidate) ?? ruling, bump);
}
