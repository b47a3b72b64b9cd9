import { sameTag } from './changes.js';
import { type Decision, type Ruling, UNKNOWN, writes } from './decision.js';
import type { OnItsWay } from './facts.js';
import { refusal } from './guards/index.js';
import { nextInLine } from './queue.js';
import { compareTags } from './scheme.js';
import type { Situation } from './situation.js';

/** A tag that wants to come to an environment, and why. */
export interface Source {
  readonly tag: string;
  readonly reason: string;
}

type Allowed = (tag: string) => boolean;

/** The tag that wants to come to an environment, or why there is none. */
export function sourceOf(situation: Situation): Source | Ruling {
  // Among tags that nobody asked for, no older one is taken: a downgrade is asked for by its tag.
  const unasked = { ...situation, input: { ...situation.input, allowDowngrade: false } };
  const allowed = (tag: string) => refusal(tag, unasked) === undefined;
  return situation.environment.promote.from === 'release' ? released(situation, allowed) : carriedOn(situation, allowed);
}

/**
 * The tag for an environment that takes releases: of the release, of what is on its way, and of releases that waited, the newest that
 * may come (`latest`), or the oldest (`each`). A release whose order is unknown goes before what is on its way.
 */
function released({ input, running, way }: Situation, allowed: Allowed): Source | Ruling {
  const { app, tag, releases = [], allowDowngrade } = input;
  const { scheme, strategy } = app.promotion;
  const newer = (one: string, other: string | undefined) => other === undefined || compareTags(scheme, one, other) === 'newer';
  const mayCome = (one: string) => allowed(one) && newer(one, running);
  const coming =
    way && (way.pull === undefined ? mayCome(way.tag) : allowed(way.tag)) && way.tag !== running ? way.tag : undefined;
  const waiting = releases.filter(mayCome);
  if (tag !== undefined && allowDowngrade) return { tag, reason: 'it takes the release' };
  const asked = tag !== undefined && tag !== running && allowed(tag) ? [tag] : [];
  const pool = [...new Set([...asked, ...(coming === undefined ? [] : [coming]), ...waiting])];
  const [first] = pool;
  if (first === undefined)
    return tag === undefined
      ? { action: 'none', reason: 'only releases are promoted here' }
      : { tag, reason: 'it takes the release' };
  const best =
    strategy === 'each'
      ? (coming ?? pool.reduce((oldest, one) => (newer(oldest, one) ? one : oldest), first))
      : pool.reduce((newest, one) => (newer(one, newest) ? one : newest), first);
  return { tag: best, reason: reasonOf(best, { tag, coming, way, left: strategy === 'each' ? pool.length - 1 : 0 }) };
}

function reasonOf(
  best: string,
  {
    tag,
    coming,
    way,
    left,
  }: {
    readonly tag?: string | undefined;
    readonly coming?: string | undefined;
    readonly way?: OnItsWay | undefined;
    readonly left: number;
  },
): string {
  const rest = left > 0 ? `; ${left} more ${left === 1 ? 'waits' : 'wait'} in the queue` : '';
  if (best === tag) return `it takes the release${rest}`;
  const there = best === coming && way?.pull !== undefined ? `#${way.pull} has ${best}` : `${best} was released`;
  if (left > 0) return `${there}${tag === undefined ? '' : ` before ${tag}`}${rest}`;
  return tag === undefined ? there : `${there}, and ${tag} does not come before it`;
}

const moves = ({ action, from, to }: Decision): boolean =>
  (writes({ action }) || action === 'wait') && to !== undefined && to !== from;

/** The tag for an environment that comes after others: what all of them run, once nothing newer is on its way to them. */
function carriedOn({ before, running, input, facts, needs }: Situation, allowed: Allowed): Source | Ruling {
  const { scheme, strategy } = input.app.promotion;
  const tags = before.map(({ from }) => from);
  // One that pins its digest says more than the others.
  const tag = tags.find((one) => one?.includes('@')) ?? tags[0];
  const isOne = tags.every((one) => one === tag || (tag !== undefined && sameTag(tag, one)));
  if (strategy === 'each' && tag !== undefined && isOne) {
    const line = { before: before.map(({ environment }) => environment), tag, running, allowed, scheme };
    const next = nextInLine(line, facts, needs);
    if (next === undefined) return UNKNOWN;
    if (!sameTag(next, running))
      return { tag: next, reason: sameTag(next, tag) ? runs(before) : `it comes before ${tag}; ${runs(before)}` };
  }
  const soon = before.map((item) => (moves(item) ? item.to : item.from));
  if (running !== undefined && soon.every((one) => sameTag(running, one))) return { tag: running, reason: '' };
  const coming = before.find(moves);
  if (coming)
    return {
      action: 'wait',
      reason: `${coming.environment} takes ${coming.to} first`,
      ...(coming.to === undefined ? {} : { to: coming.to }),
      ...(coming.until === undefined ? {} : { until: coming.until }),
    };
  if (!isOne) return { action: 'wait', reason: `${runs(before)}; they must run the same` };
  return tag === undefined ? { action: 'wait', reason: runs(before) } : { tag, reason: runs(before) };
}

const runs = (before: readonly Decision[]): string =>
  before.map(({ environment, from }) => `${environment} runs ${from ?? 'no tag'}`).join(', ');
