import { equal } from '../base/json.js';
import type { Environment, Promote } from '../config/types.js';
import { changesOf, sameTag } from './changes.js';
import { type Decision, type Plan, type Ruling, writes } from './decision.js';
import { type Branch, type Facts, keyOf, type Need, NO_FACTS, type OnItsWay } from './facts.js';
import { ageOf, atHold, closedNow, misfit, outsideRange, stillSoaking, UNKNOWN, unmet } from './guards.js';
import type { PlanInput } from './input.js';
import { carriedOn, released, type Source } from './source.js';

/**
 * Decides for each environment of an app, in the order of the file. One with `from: release` takes the release; the others take
 * what all of `after` run now, and wait while these differ or are about to change. Then the guards, the strict ones first: hold, scheme,
 * range, no downgrade, soak, windows, checks, image. Expects an app that `checkPromotionOrder` finds nothing wrong with.
 */
export function planPromotion(input: PlanInput): Plan {
  const needs: Need[] = [];
  const decided = new Map<string, Decision>();
  const decide = (environment: Environment): Decision => {
    const known = decided.get(environment.name);
    if (known) return known;
    const before = input.app.environments.filter(({ name }) => environment.promote.after.includes(name)).map(decide);
    const [from] = input.running.get(environment.name) ?? [];
    const ruling = withPull(
      lifted(environment, rule(environment, before, input, needs), input),
      wayOf(environment.name, input),
      from,
    );
    const decision: Decision = {
      environment: environment.name,
      images: [],
      ...ruling,
      ...(from === undefined ? {} : { from }),
    };
    decided.set(environment.name, decision);
    return decision;
  };
  return { decisions: input.app.environments.map(decide), needs };
}

/** What is on its way: what the branch says counts before what its pull request says, which is written later. */
function wayOf(environment: string, { pulls, facts = NO_FACTS }: PlanInput): OnItsWay | undefined {
  const pull = pulls?.get(environment);
  const tag = (pull?.rollback ? undefined : facts.branches.get(environment)?.tag) ?? pull?.tag;
  return tag === undefined ? undefined : { ...pull, tag };
}

function rule(environment: Environment, before: readonly Decision[], input: PlanInput, needs: Need[]): Ruling {
  const { name, promote } = environment;
  const way = wayOf(name, input);
  const [running] = input.running.get(name) ?? [];
  if (way?.rollback && way.pull !== undefined)
    return { action: 'none', reason: `#${way.pull} takes it back to ${way.tag}`, to: way.tag };
  const held = isLifted(name, input) ? undefined : atHold(promote.hold, input.now, running);
  if (held) return held;
  const { scheme } = input.app.promotion;
  const allowed = (tag: string) =>
    misfit(scheme, tag) === undefined &&
    (promote.tags === undefined || outsideRange(tag, promote.tags) === undefined) &&
    ageOf(tag, running, scheme) !== 'older';
  const source: Source | Ruling =
    promote.from === 'release' ? released(input, running, way, allowed) : carriedOn(before, running, input, allowed, needs);
  if ('action' in source) return source;
  const to = source.tag;
  const images = changesOf(environment, before, input, to);
  if (images.length === 0) return { action: 'none', reason: `it runs ${running ?? to} already`, to };
  const ruling = to === running ? undefined : refusal(to, running, promote, input);
  return (
    ruling ??
    settle(environment, { ...source, reason: source.reason || `it runs ${to}, its other images do not` }, images, input, needs)
  );
}

/** The end of a hold is a change of its own: it is written also where no tag moves. */
function lifted({ name, promote: { hold } }: Environment, ruling: Ruling, input: PlanInput): Ruling {
  if (!hold && input.lift?.includes(name)) return { ...ruling, reason: `${ruling.reason}; it has no hold to lift` };
  if (!hold || !isLifted(name, input)) return ruling;
  const end = `the hold at ${hold.tag} is lifted`;
  return writes(ruling)
    ? { ...ruling, reason: `${ruling.reason}; ${end}`, lift: true }
    : { action: 'bump', reason: `${end}; ${ruling.reason}`, images: [], lift: true };
}

/** It was asked for, or the open pull request does it. */
const isLifted = (name: string, { lift = [], pulls }: PlanInput): boolean =>
  lift.includes(name) || pulls?.get(name)?.lift === true;

/** Why a tag never comes here; undefined if it may. */
function refusal(
  to: string,
  running: string | undefined,
  promote: Promote,
  { app, allowDowngrade }: PlanInput,
): Ruling | undefined {
  const { scheme } = app.promotion;
  const wrong = misfit(scheme, to) ?? (promote.tags === undefined ? undefined : outsideRange(to, promote.tags));
  if (wrong !== undefined) return { action: 'refuse', reason: wrong, to };
  return ageOf(to, running, scheme) === 'older' && allowDowngrade !== true
    ? { action: 'refuse', reason: `${to} is older than ${running}, and a downgrade was not asked for`, to }
    : undefined;
}

/** What is left once a tag may come: is it time, and is everything there that it needs? */
function settle(
  { name, promote }: Environment,
  source: Source,
  images: Decision['images'],
  input: PlanInput,
  needs: Need[],
): Ruling {
  const { app, running, facts = NO_FACTS } = input;
  const to = source.tag;
  const ask = (need: Need) => unmet(need, facts, needs);
  const branch = branchOf(name, input, needs);
  if ('action' in branch) return branch;
  const declined = input.pulls?.has(name) ? undefined : branch.declined.get(to);
  if (declined !== undefined) return { action: 'none', reason: `#${declined} for ${to} was closed without merging`, to };
  const closed = closedNow(input.windows?.get(name), input.now);
  const waits =
    stillSoaking(promote, to, facts, needs, input.now) ??
    (input.override === undefined ? closed : undefined) ??
    (promote.checks.length > 0 && promote.after.length > 0 ? ask({ kind: 'checks', environment: name, tag: to }) : undefined);
  if (waits) return { ...waits, to };
  const pinned: Decision['images'][number][] = [];
  for (const change of images) {
    const image = app.promotion.images.findIndex(({ path }) => equal([...path], [...change.path]));
    const need = { kind: 'image', environment: name, image, tag: change.to } as const;
    const missing = promote.image ? ask(need) : undefined;
    if (missing) return { ...missing, to };
    pinned.push(promote.image?.digest ? pin(change, need, facts) : change);
  }
  const [from] = running.get(name) ?? [];
  const age = to === from ? 'newer' : ageOf(to, from, app.promotion.scheme);
  const passed = closed && input.override;
  const remarks = [
    age === 'older' ? ', a downgrade' : '',
    age === 'unknown' && app.promotion.scheme === undefined
      ? '; they are not both semantic versions, so which is newer was not checked'
      : '',
    passed === undefined ? '' : `; outside of its windows: ${passed}`,
  ];
  const [main] = pinned;
  const written = main && main.path === images[0]?.path && to !== from ? main.to : to;
  return {
    action: 'bump',
    reason: source.reason + remarks.join(''),
    to: written,
    images: pinned,
    ...(passed === undefined ? {} : { override: passed }),
  };
}

function branchOf(environment: string, { facts = NO_FACTS }: PlanInput, needs: Need[]): Branch | Ruling {
  const branch = facts.branches.get(environment);
  if (!branch) needs.push({ kind: 'branch', environment });
  return branch ?? UNKNOWN;
}

function pin(change: Decision['images'][number], need: Need, { verdicts }: Facts): Decision['images'][number] {
  const verdict = verdicts.get(keyOf(need));
  const digest = verdict?.ok ? verdict.digest : undefined;
  return digest === undefined || change.to.includes('@') ? change : { ...change, to: `${change.to}@${digest}` };
}

/** What an open pull request makes of a ruling: it gets the newer tag, stays, or is closed because nothing speaks for it any more. */
function withPull(ruling: Ruling, way: OnItsWay | undefined, running: string | undefined): Ruling {
  if (way?.pull === undefined || way.rollback) return ruling;
  const { pull } = way;
  if (writes(ruling)) {
    return sameTag(way.tag, ruling.to ?? running)
      ? { ...ruling, pull }
      : { ...ruling, pull, action: 'supersede', reason: `${ruling.reason}; it takes the place of ${way.tag} in #${pull}` };
  }
  const reason = sameTag(way.tag, running) ? `it runs ${running} already` : ruling.reason;
  const stays = ruling.action === 'wait' || (ruling.action === 'refuse' && way.tag !== ruling.to);
  return stays
    ? { ...ruling, pull }
    : { ...ruling, pull, action: 'close', reason: `${reason}; #${pull} for ${way.tag} is closed` };
}
