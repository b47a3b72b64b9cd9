// calver.org: YYYY or YY, then months, days or counters, between `.`, `-` or `_`; YYYYMMDD and YYYYMMDDhhmmss in one.
const SEPARATED = /^v?(\d{4}|\d\d)(?=[._-]\d)/;
const COMPACT = /^v?((?:19|20|21)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(\d{4}(?:\d\d)?)?(?![\dA-Za-z])/;
// More digits are the hash of a commit that happens to have no letter.
const COUNTER = /^[._-](\d{1,6})(?![\dA-Za-z])/;

interface Calendar {
  readonly numbers: readonly number[];
  /** What stands behind the numbers and has no order: a commit, a branch. */
  readonly rest: string;
}

/** The numbers of a calendar version, the first a year; undefined if a text is none. */
export function readCalendar(version: string): Calendar | undefined {
  const match = COMPACT.exec(version) ?? SEPARATED.exec(version);
  if (!match) return undefined;
  const [head, year = '', ...units] = match;
  const numbers = [yearOf(year), ...units.filter((unit) => unit !== undefined).map(Number)];
  let rest = version.slice(head.length);
  for (let next = COUNTER.exec(rest); next; next = COUNTER.exec(rest)) {
    numbers.push(Number(next[1]));
    rest = rest.slice(next[0].length);
  }
  const dated = numbers.length > 1 && (rest === '' || /^[._-]./.test(rest));
  return dated && plausible(numbers[0] ?? 0) ? { numbers, rest: rest.slice(1) } : undefined;
}

const yearOf = (digits: string) => (digits.length === 2 ? 2000 : 0) + Number(digits);
const plausible = (year: number) => year >= 1900 && year < 2200;

/** Below 0 if `a` is the earlier of two calendar versions; undefined if they differ only in what has no order, or are none. */
export function compareCalendar(a: string, b: string): number | undefined {
  const [one, other] = [readCalendar(a), readCalendar(b)];
  if (!one || !other) return undefined;
  const length = Math.min(one.numbers.length, other.numbers.length);
  for (let i = 0; i < length; i++) {
    const order = (one.numbers[i] ?? 0) - (other.numbers[i] ?? 0);
    if (order !== 0) return order;
  }
  // 2026.11.25 is before 2026.11.25-1; but a build of a commit on that day may be before or after.
  const order = one.numbers.length - other.numbers.length;
  if (order === 0) return one.rest === other.rest ? 0 : undefined;
  return (order < 0 ? one : other).rest === '' ? order : undefined;
}
