import load from './load.cjs';
import { type RuleText, readRuleText } from './rrule-text.js';
import type { Rule } from './starts.js';
import { instantOf, reachedBy, wallOf, type Zone } from './zone.js';

/** Where a rule without DTSTART begins; it counts nothing, so that any midnight before the first release does. */
const BEGINNING = '20000101T000000';
const FAR = Date.UTC(2200, 0);
const NEVER = 'no start is found for it';

/**
 * The starts of a recurrence rule (RFC 5545). The library follows it by wall times, without a zone, and they become instants here: so the
 * changes of clocks mean what they mean to a cron expression (the RFC leaves out a time that clocks skip, and a freeze would not begin).
 */
export function readRule(rule: string, zone: Zone): Rule {
  const text = readRuleText(rule);
  if ('wrong' in text) return text;
  if (text.zone !== undefined && text.zone !== zone.name)
    return { wrong: `DTSTART is in ${text.zone}, the window in ${zone.name}`, fix: `set \`zone: ${text.zone}\`` };
  const { RRuleTemporal } = load.rruleTemporal();
  try {
    const recurrence = new RRuleTemporal({ rruleString: floating(text, zone), tzid: 'UTC', strict: true });
    const last = (wall: number) => recurrence.previous(new Date(wall), true)?.epochMilliseconds;
    const next = (wall: number) => recurrence.next(new Date(wall))?.epochMilliseconds;
    // Both also follow a rule as far as it ever will be: one that asks for too many steps is refused here.
    if (next(0) === undefined || last(FAR) === undefined) return { wrong: NEVER };
    const instant = (wall: number | undefined) => (wall === undefined ? undefined : instantOf(zone, wall));
    return {
      starts: { last: (now) => instant(last(reachedBy(zone, now))), next: (now) => instant(next(reachedBy(zone, now))) },
    };
  } catch (error) {
    const message = String(error instanceof Error ? error.message : error);
    return { wrong: message.startsWith('Maximum') ? NEVER : message };
  }
}

function floating({ start = BEGINNING, parts }: RuleText, zone: Zone): string {
  const rule = [...parts].map(([name, value]) => `${name}=${name === 'UNTIL' ? `${local(value, zone)}Z` : value}`);
  return `DTSTART:${start}Z\nRRULE:${rule.join(';')}`;
}

/** An end as clocks of the zone show it; with `Z` it is in UTC. */
function local(until: string, zone: Zone): string {
  if (!until.endsWith('Z')) return until;
  const instant = Date.parse(until.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(instant)) throw new RangeError(`\`UNTIL\` cannot be \`${until}\``);
  return new Date(wallOf(zone, instant)).toISOString().replace(/[-:]|\.\d+Z/g, '');
}
