import load from './load.cjs';
import type { Rule } from './starts.js';

const FIX = 'minute, hour, day of the month, month, day of the week, for example "0 9 * * 1-5"';

/**
 * The starts of a cron expression of five fields in a time zone that exists. A time of day that clocks skip is the moment of the jump, one
 * that they show twice is the first; hours and minutes with `*` go by what clocks show.
 */
export function readCron(rule: string, zone: string): Rule {
  // The library would also take a date, and put the time of its clock in for `?`.
  if (rule.trim().split(/\s+/).length !== 5) return { wrong: 'a cron expression has five fields', fix: FIX };
  if (rule.includes('?')) return { wrong: 'a cron expression of a window has no `?`', fix: 'write `*`' };
  const { Cron } = load.croner();
  try {
    const cron = new Cron(rule, { timezone: zone, mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true });
    if (cron.nextRun(new Date(0)) === null) return { wrong: 'that day never comes' };
    return {
      starts: {
        last: (instant) => cron.previousRuns(1, new Date(instant + 1))[0]?.getTime(),
        next: (instant) => cron.nextRun(new Date(instant))?.getTime(),
      },
    };
  } catch (error) {
    return { wrong: String(error instanceof Error ? error.message : error).replace(/^CronPattern: /, ''), fix: FIX };
  }
}
