import type { Starts } from './starts.js';
import { clockTime, instantOf, wallOf, type Zone } from './zone.js';

const DAY = 86_400_000;
const TWO_YEARS = 731 * DAY;
const MAX_STEPS = 500;

/** Hours that promotion may happen in, or may not. */
export interface Window {
  readonly kind: 'allow' | 'deny';
  /** As the user wrote it. */
  readonly rule: string;
  readonly zone: Zone;
  readonly reason?: string;
  readonly starts: Starts;
  /** Days are those of a calendar, which may have 23 or 25 hours; the rest is milliseconds (RFC 5545, 3.3.6). */
  readonly length: { readonly days: number } | { readonly milliseconds: number };
}

export type Opening =
  | { readonly open: true }
  /** `until`: when it opens, if that is found within two years and a bounded number of steps. */
  | { readonly open: false; readonly reason: string; readonly until?: number };

/**
 * Is promotion open at `now` (milliseconds since 1970, as is `until`)? It is if no deny window covers that moment and, where there are
 * allow windows, one of them does. A window covers its start, and not its end.
 */
export function windowAt(windows: readonly Window[], now: number): Opening {
  const state = stateAt(windows, now);
  if (state === 'open') return { open: true };
  const until = opensAfter(windows, now);
  const reason = state === 'outside' ? outside(windows, until) : frozen(state.by, until);
  return { open: false, reason, ...(until === undefined ? {} : { until }) };
}

type State = 'open' | 'outside' | { readonly by: Window; readonly end: number };

function stateAt(windows: readonly Window[], now: number): State {
  const covering = windows.flatMap((window) => {
    const end = endOfCover(window, now);
    return end === undefined ? [] : [{ by: window, end }];
  });
  const denying = covering.filter(({ by }) => by.kind === 'deny');
  if (denying.length > 0) return denying.reduce((last, one) => (one.end > last.end ? one : last));
  return covering.length > 0 || windows.every(({ kind }) => kind === 'deny') ? 'open' : 'outside';
}

/** The end of the window that covers a moment. All have one length, so the one that started last ends last. */
function endOfCover({ starts, length, zone }: Window, now: number): number | undefined {
  const start = starts.last(now);
  if (start === undefined) return undefined;
  const end = 'days' in length ? instantOf(zone, wallOf(zone, start) + length.days * DAY) : start + length.milliseconds;
  return now < end ? end : undefined;
}

/** It can open only where a freeze ends or an allowed window starts: from one such moment to the next. */
function opensAfter(windows: readonly Window[], now: number): number | undefined {
  let moment = now;
  for (let step = 0; step < MAX_STEPS; step++) {
    const state = stateAt(windows, moment);
    if (state === 'open') return moment;
    const starts =
      state === 'outside' ? windows.flatMap(({ kind, starts }) => (kind === 'allow' ? (starts.next(moment) ?? []) : [])) : [];
    moment = state === 'outside' ? Math.min(...starts) : state.end;
    if (moment > now + TWO_YEARS) return undefined;
  }
  return undefined;
}

const plain = (text: string) => text.trim().replace(/\s+/g, ' ');
const named = ({ rule, reason }: Window) => `\`${plain(rule)}\`${reason === undefined ? '' : ` (${plain(reason)})`}`;

const frozen = (by: Window, until: number | undefined) =>
  `frozen by ${named(by)}${until === undefined ? ', and no end of it was found' : ` until ${clockTime(by.zone, until)}`}`;

function outside(windows: readonly Window[], until: number | undefined): string {
  const allowed = windows.filter(({ kind }) => kind === 'allow');
  const opening = until === undefined ? undefined : allowed.find((window) => endOfCover(window, until) !== undefined);
  return until === undefined || !opening
    ? `outside of ${allowed.map(named).join(' and ')}, and no next one was found`
    : `outside of the allowed windows; ${named(opening)} opens at ${clockTime(opening.zone, until)}`;
}
