const SECOND = 1000;
const DAY = 86_400_000;

/**
 * A time zone. An instant is milliseconds since 1970; a wall time is what clocks there show, as the instant at which clocks in UTC show it.
 */
export interface Zone {
  readonly name: string;
  /** Milliseconds that clocks are ahead of UTC at an instant. */
  readonly offsetAt: (instant: number) => number;
}

export const UTC: Zone = { name: 'UTC', offsetAt: () => 0 };

/** The zone of an IANA name (`Europe/Amsterdam`) or `UTC`; undefined if there is none. Abbreviations such as `EST` mean several things: no zones. */
export function zoneOf(name: string): Zone | undefined {
  if (name === UTC.name) return UTC;
  const clock = name.includes('/') ? clockOf(name) : undefined;
  return clock && { name, offsetAt: (instant) => clock(instant) - Math.floor(instant / SECOND) * SECOND };
}

/** The names that `zoneOf` knows and users use. */
export const zoneNames = (): readonly string[] => [UTC.name, ...Intl.supportedValuesOf('timeZone')];

function clockOf(timeZone: string): ((instant: number) => number) | undefined {
  const units = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, calendar: 'gregory', hourCycle: 'h23', ...units });
    return (instant) => {
      const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
      const [year = 0, month = 0, ...rest] = (['year', 'month', 'day', 'hour', 'minute', 'second'] as const).map((unit) =>
        parts.get(unit),
      );
      return Date.UTC(year, month - 1, ...rest.map((value) => value ?? 0));
    };
  } catch {
    return undefined;
  }
}

export const wallOf = (zone: Zone, instant: number): number => instant + zone.offsetAt(instant);

/** When clocks show a wall time: the first time if they show it twice, the moment of the jump if they skip it. */
export function instantOf(zone: Zone, wall: number): number {
  // No zone is a day away from UTC, so these are the offsets before and after a change near that time.
  const before = zone.offsetAt(wall - DAY);
  const after = zone.offsetAt(wall + DAY);
  if (zone.offsetAt(wall - before) === before) return wall - before;
  if (zone.offsetAt(wall - after) === after) return wall - after;
  return changeBetween(zone, wall - after, wall - before);
}

/** The latest wall time that has come by an instant. When clocks are set back they show less for a while. */
export function reachedBy(zone: Zone, instant: number): number {
  const wall = wallOf(zone, instant);
  const first = instantOf(zone, wall);
  return first === instant ? wall : wallOf(zone, changeBetween(zone, first, instant) - 1);
}

/** The first instant with the offset of `late`, which differs from that of `early`. */
function changeBetween(zone: Zone, early: number, late: number): number {
  const offset = zone.offsetAt(late);
  let [low, high] = [early, late];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offsetAt(middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}

/** `2027-01-03 00:00 Europe/Amsterdam` */
export const clockTime = (zone: Zone, instant: number): string =>
  `${new Date(wallOf(zone, instant)).toISOString().slice(0, 16).replace('T', ' ')} ${zone.name}`;
