import type { App, Environment } from '../config/types.js';
import { ageOf, outsideRange, stillSoaking } from './guards.js';

export interface PlanInput {
  readonly app: App;
  /** The release; without it, tags are carried on from environment to environment. */
  readonly tag?: string;
  /** The tag that each environment runs on the base branch. */
  readonly running: ReadonlyMap<string, string | undefined>;
  /** When that tag arrived there, by Git history; milliseconds since 1970, as is `now`. */
  readonly since?: ReadonlyMap<string, number>;
  readonly now?: number;
  readonly allowDowngrade?: boolean;
}

export interface Decision {
  readonly environment: string;
  readonly action: 'bump' | 'none' | 'wait' | 'refuse';
  readonly reason: string;
  /** What runs now. */
  readonly from?: string;
  /** The tag that was decided about, if there is one. */
  readonly to?: string;
  /** When waiting for time to pass: the end of it. */
  readonly until?: number;
}

type Verdict = Omit<Decision, 'environment' | 'from'>;

/**
 * Decides for each environment of an app, in the order of the file. One with `from: release` takes the release; the others take
 * what all of `after` run now, and wait while these differ or are about to change. Then the guards: the semver range, no
 * downgrade unless allowed, soak time. Expects an app that `checkPromotionOrder` finds nothing wrong with.
 */
export function planPromotion(input: PlanInput): readonly Decision[] {
  const decided = new Map<string, Decision>();
  const decide = (environment: Environment): Decision => {
    const known = decided.get(environment.name);
    if (known) return known;
    const before = input.app.environments.filter(({ name }) => environment.promote.after.includes(name)).map(decide);
    const from = input.running.get(environment.name);
    const decision = {
      environment: environment.name,
      ...verdict(environment, before, input),
      ...(from === undefined ? {} : { from }),
    };
    decided.set(environment.name, decision);
    return decision;
  };
  return input.app.environments.map(decide);
}

function verdict({ name, promote }: Environment, before: readonly Decision[], input: PlanInput): Verdict {
  const running = input.running.get(name);
  const source = promote.from === 'release' ? released(input.tag) : carriedOn(before, running);
  if ('action' in source) return source;
  const to = source.tag;
  if (to === running) return { action: 'none', reason: `it runs ${to} already`, to };
  const outside = promote.tags === undefined ? undefined : outsideRange(to, promote.tags);
  if (outside !== undefined) return { action: 'refuse', reason: outside, to };
  const age = ageOf(to, running);
  if (age === 'older' && input.allowDowngrade !== true)
    return { action: 'refuse', reason: `${to} is older than ${running}, and a downgrade was not asked for`, to };
  const { after, soak = 0 } = promote;
  const soaking = soak > 0 ? stillSoaking({ ...input, soak, after }) : undefined;
  if (soaking) return { action: 'wait', ...soaking, to };
  const remark =
    age === 'older'
      ? ', a downgrade'
      : age === 'unknown'
        ? '; they are not both semantic versions, so which is newer was not checked'
        : '';
  return { action: 'bump', reason: source.reason + remark, to };
}

type Source = { readonly tag: string; readonly reason: string } | Verdict;

const released = (tag: string | undefined): Source =>
  tag === undefined ? { action: 'none', reason: 'it takes releases, and this is none' } : { tag, reason: 'it takes the release' };

function carriedOn(before: readonly Decision[], running: string | undefined): Source {
  const soon = before.map(({ action, from, to }) => (action === 'bump' || action === 'wait' ? (to ?? from) : from));
  if (running !== undefined && soon.every((tag) => tag === running)) return { tag: running, reason: '' };
  const coming = before.find(
    ({ action, from, to }) => (action === 'bump' || action === 'wait') && to !== undefined && to !== from,
  );
  if (coming)
    return {
      action: 'wait',
      reason: `${coming.environment} takes ${coming.to} first`,
      ...(coming.to === undefined ? {} : { to: coming.to }),
    };
  const runs = before.map(({ environment, from }) => `${environment} runs ${from ?? 'no tag'}`).join(', ');
  const [tag, ...others] = new Set(before.map(({ from }) => from));
  if (others.length > 0) return { action: 'wait', reason: `${runs}; they must run the same` };
  return tag === undefined ? { action: 'wait', reason: runs } : { tag, reason: runs };
}
