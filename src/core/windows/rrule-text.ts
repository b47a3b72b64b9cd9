// RFC 5545, 3.3.10, without what starts more than once a minute or counts in other calendars.
const DAY_OF_YEAR = /^[+-]?([1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])$/;

/** The form of a value, of those that begin with BY that of each in a list. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(YEARLY|MONTHLY|WEEKLY|DAILY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,2}$/,
  UNTIL: /^\d{8}T\d{6}Z?$/,
  BYMONTH: /^([1-9]|1[0-2])$/,
  BYWEEKNO: /^[+-]?([1-9]|[1-4]\d|5[0-3])$/,
  BYYEARDAY: DAY_OF_YEAR,
  BYMONTHDAY: /^[+-]?([1-9]|[12]\d|3[01])$/,
  BYDAY: /^([+-]?([1-9]|[1-4]\d|5[0-3]))?(MO|TU|WE|TH|FR|SA|SU)$/,
  BYHOUR: /^(\d|1\d|2[0-3])$/,
  BYMINUTE: /^[0-5]?\d$/,
  BYSECOND: /^0$/,
  BYSETPOS: DAY_OF_YEAR,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
};

/** Of these a rule without DTSTART needs one, or it would not say on which day. */
const DAYS: Readonly<Record<string, readonly string[]>> = {
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY'],
  YEARLY: ['BYDAY', 'BYMONTHDAY', 'BYYEARDAY'],
};

export interface RuleText {
  /** `20260105T090000`, by the clocks of the zone; undefined without DTSTART. */
  readonly start?: string;
  /** The zone that DTSTART names. */
  readonly zone?: string;
  readonly parts: ReadonlyMap<string, string>;
}

/** Reads `FREQ=…`, `RRULE:FREQ=…`, or `DTSTART…` and `RRULE:…` on two lines. The library that follows the rule drops what it does not know. */
export function readRuleText(text: string): RuleText | { readonly wrong: string; readonly fix?: string } {
  const match = /^(?:DTSTART(?:;TZID=([^:;\s]+))?:(\d{8}T\d{6})(Z?)\s+RRULE:|RRULE:)?([^\s:]+)$/i.exec(text.trim());
  if (!match) return { wrong: 'it is neither `FREQ=…` nor `DTSTART…` and `RRULE:FREQ=…` on two lines' };
  const [, named, start, utc, rule = ''] = match;
  const zone = utc ? 'UTC' : named;
  const parts = new Map<string, string>();
  for (const part of rule.toUpperCase().replace(/;$/, '').split(';')) {
    const [name = '', value = ''] = part.split(/=(.*)/s);
    const form = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (!form) return { wrong: `\`${name}\` is not a part of a rule`, fix: `known here: ${Object.keys(PARTS).join(', ')}` };
    if (parts.has(name)) return { wrong: `\`${name}\` is there twice` };
    const each = name.startsWith('BY') ? value.split(',') : [value];
    if (!each.every((item) => form.test(item))) return { wrong: `\`${name}\` cannot be \`${value}\`` };
    parts.set(name, value);
  }
  return (
    incomplete(parts, start !== undefined) ?? {
      parts,
      ...(start === undefined ? {} : { start }),
      ...(zone === undefined ? {} : { zone }),
    }
  );
}

function incomplete(parts: ReadonlyMap<string, string>, hasStart: boolean): { wrong: string; fix?: string } | undefined {
  const frequency = parts.get('FREQ');
  if (frequency === undefined) return { wrong: '`FREQ` is missing' };
  if (parts.has('COUNT') && parts.has('UNTIL')) return { wrong: 'a rule has `COUNT` or `UNTIL`, not both' };
  if (hasStart) return undefined;
  const counted = ['INTERVAL', 'COUNT'].find((name) => parts.has(name));
  if (counted !== undefined) return { wrong: `\`${counted}\` counts from a first start`, fix: 'put a DTSTART line before it' };
  const days = DAYS[frequency];
  return days && !days.some((name) => parts.has(name))
    ? { wrong: `\`FREQ=${frequency}\` does not say on which day`, fix: `add ${days.join(' or ')}` }
    : undefined;
}
