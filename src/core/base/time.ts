const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/;

/** How a day or a moment is to be written. */
export const MOMENT_FIX = 'write a day as 2027-01-31, a moment as 2027-01-31T09:00:00Z';

/** `2027-01-31` (0:00 UTC) or `2027-01-31T09:00:00Z` in milliseconds since 1970; undefined if a text is not a valid date. */
export function momentOf(text: string): number | undefined {
  const [, year, month, day] = MOMENT.exec(text) ?? [];
  const time = Date.parse(text);
  // Date takes the 30th of February for the 2nd of March.
  const exists = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  return Number.isNaN(time) || !exists ? undefined : time;
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
] as const;

/** A duration as `fairlead.yaml` has it: `2h`. */
export function duration(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => milliseconds % size === 0) ?? ['m', 60_000];
  return `${milliseconds / size}${unit}`;
}

const GO_UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 1e-3, µs: 1e-3, ns: 1e-6 };

/** A duration as Go reads it (`1h30m`, `-5s`, `0`), in milliseconds; undefined for what is none. Source: time.ParseDuration. */
export function goDuration(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0;
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (!/^((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+$/.test(rest)) return undefined;
  let sum = 0;
  for (const [, digits = '', unit = ''] of rest.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/gy))
    sum += Number(digits) * (GO_UNITS[unit] ?? 0);
  return sign === '-' ? -sum : sum;
}
