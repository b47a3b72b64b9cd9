import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Origin } from '../../../src/core/findings/types.js';
import { parseWindows, type WindowInput } from '../../../src/core/windows/parse-windows.js';
import { type Opening, windowAt } from '../../../src/core/windows/window.js';

const origin: Origin = { from: 'file', path: 'fairlead.yaml', line: 9, column: 7, length: 1 };
const AMS = 'Europe/Amsterdam';

type Written = Omit<WindowInput, 'origin'>;

function windows(...inputs: readonly Written[]) {
  const parsed = parseWindows(inputs.map((input) => ({ ...input, origin })));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return parsed.value;
}

const at = (inputs: readonly Written[], now: string) => windowAt(windows(...inputs), Date.parse(now));

const allow = (rule: string, length: string, zone?: string, reason?: string): Written => ({
  kind: 'allow',
  rule,
  for: length,
  ...(zone ? { zone } : {}),
  ...(reason ? { reason } : {}),
});
const deny = (...args: Parameters<typeof allow>): Written => ({ ...allow(...args), kind: 'deny' });

const OFFICE = allow('0 9 * * 1-4', '8h', AMS, 'office hours');
const FREEZE = deny('0 0 20 12 *', '14d', AMS, 'end of year freeze');

describe('the answers of croniter, dateutil and zoneinfo', () => {
  const file = join(import.meta.dirname, 'cases', 'windows', 'answers.json');
  const cases: { windows: Written[]; answers: [number, 'open' | number | null][] }[] = JSON.parse(readFileSync(file, 'utf8'));
  const title = (inputs: readonly Written[]) => inputs.map(({ kind, rule, zone }) => `${kind} ${rule} ${zone}`).join(', ');
  const short = (opening: Opening) => (opening.open ? 'open' : (opening.until ?? null));

  test.each(cases.map((one) => [title(one.windows), one] as const))('%s', (_, { windows: inputs, answers }) => {
    const parsed = windows(...inputs);
    expect(answers.map(([now]) => [new Date(now), short(windowAt(parsed, now))])).toEqual(
      answers.map(([now, answer]) => [new Date(now), answer]),
    );
  });
});

test.each([
  [[], '2026-12-24T12:00Z', 'open'],
  [[OFFICE], '2026-11-26T10:00Z', 'open'],
  [
    [OFFICE],
    '2026-11-26T16:00Z',
    'outside of the allowed windows; `0 9 * * 1-4` (office hours) opens at 2026-11-30 09:00 Europe/Amsterdam',
  ],
  [[FREEZE], '2026-12-24T12:00Z', 'frozen by `0 0 20 12 *` (end of year freeze) until 2027-01-03 00:00 Europe/Amsterdam'],
  [[OFFICE, FREEZE], '2026-12-24T12:00Z', 'frozen by `0 0 20 12 *` (end of year freeze) until 2027-01-04 09:00 Europe/Amsterdam'],
  [
    [deny('0 0 24 12 *', '1d', 'UTC', 'eve'), FREEZE, deny('0 6 24 12 *', '1h')],
    '2026-12-24T06:30Z',
    'frozen by `0 0 20 12 *` (end of year freeze) until 2027-01-03 00:00 Europe/Amsterdam',
  ],
  [[deny('* * * * *', '1d')], '2026-12-24T12:00Z', 'frozen by `* * * * *`, and no end of it was found'],
  [
    [allow('DTSTART:20260101T090000\nRRULE:FREQ=DAILY;COUNT=2', '1h')],
    '2026-12-24T12:00Z',
    'outside of `DTSTART:20260101T090000 RRULE:FREQ=DAILY;COUNT=2`, and no next one was found',
  ],
] as [Written[], string, string][])('%j at %s', (inputs, now, answer) => {
  const opening = at(inputs, now);
  expect(opening.open ? 'open' : opening.reason).toBe(answer);
});

describe('what is no window', () => {
  const said = (input: Partial<Written>) => {
    const parsed = parseWindows([{ ...OFFICE, ...input, origin }]);
    return parsed.findings.map(({ code, message, fix, origin: place }) => {
      expect([code, place]).toEqual(['config/not-allowed', origin]);
      return fix === undefined ? message : `${message} → ${fix}`;
    });
  };
  const FIELDS = 'minute, hour, day of the month, month, day of the week, for example "0 9 * * 1-5"';

  test.each([
    ['0 9 * *', `a cron expression has five fields → ${FIELDS}`],
    ['2026-12-20T00:00:00', `a cron expression has five fields → ${FIELDS}`],
    ['0 25 * * *', `Invalid value for hour: 25 → ${FIELDS}`],
    ['? 9 * * *', 'a cron expression of a window has no `?` → write `*`'],
    ['0 0 30 2 *', 'that day never comes'],
    ['FREQ=HOURLY', '`FREQ` cannot be `HOURLY`'],
    ['FREQ=DAILY;BYHOUR=25', '`BYHOUR` cannot be `25`'],
    ['FREQ=DAILY;HOUR=9', /^`HOUR` is not a part of a rule → known here: FREQ, /],
    ['FREQ=DAILY;constructor=9', /^`CONSTRUCTOR` is not a part of a rule/],
    ['FREQ=DAILY;FREQ=WEEKLY', '`FREQ` is there twice'],
    ['BYDAY=MO', '`FREQ` is missing'],
    ['FREQ=WEEKLY', '`FREQ=WEEKLY` does not say on which day → add BYDAY'],
    ['FREQ=DAILY;INTERVAL=2', '`INTERVAL` counts from a first start → put a DTSTART line before it'],
    ['DTSTART:20260101T090000\nRRULE:FREQ=DAILY;COUNT=2;UNTIL=20270101T000000', 'a rule has `COUNT` or `UNTIL`, not both'],
    ['DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY', 'DTSTART is in UTC, the window in Europe/Amsterdam → set `zone: UTC`'],
    ['DTSTART:20261301T090000\nRRULE:FREQ=DAILY', /\w/],
    ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', 'no start is found for it'],
    ['FREQ=WEEKLY;BYDAY=1MO', /BYDAY with numeric value MUST NOT/],
    ['FREQ=DAILY;UNTIL=20269901T000000Z', '`UNTIL` cannot be `20269901T000000Z`'],
    ['FREQ=DAILY\nEXDATE:20260101T000000', 'it is neither `FREQ=…` nor `DTSTART…` and `RRULE:FREQ=…` on two lines'],
  ])('%j', (rule, why) => {
    const [first = '', ...others] = said({ rule });
    expect(others).toEqual([]);
    const lead = `\`${rule.replace('\n', ' ')}\` is not a rule of a window: `;
    expect(first.startsWith(lead)).toBe(true);
    if (typeof why === 'string') expect(first.slice(lead.length)).toBe(why);
    else expect(first.slice(lead.length)).toMatch(why);
  });

  test.each([
    ['Europe/Amsterdm', 'did you mean `Europe/Amsterdam`?'],
    ['EST', 'write UTC or a name such as Europe/Amsterdam'],
    ['+01:00', 'write UTC or a name such as Europe/Amsterdam'],
    ['', 'write UTC or a name such as Europe/Amsterdam'],
  ])('the zone %j', (zone, fix) => {
    expect(said({ zone })).toEqual([`\`${zone}\` is not a time zone → ${fix}`]);
  });

  test.each(['', '8', '0h', '-1h', '8 h', '1h30m', '90s', '367d', '9999h', '1e3h'])('the length %j', (length) => {
    expect(said({ for: length })).toEqual([
      `\`${length}\` is not a valid length of a window → write, for example, 30m, 8h or 14d; a year at most`,
    ]);
  });

  test('all mistakes are said at once, each at its place', () => {
    const place = (line: number): Origin => ({ ...origin, line });
    const origins = { rule: place(1), for: place(2), zone: place(3) };
    const inputs = [
      { ...OFFICE, rule: 'x', for: 'y', zone: 'z', origin, origins },
      { ...FREEZE, rule: '', origin },
    ];
    expect(parseWindows(inputs).findings.map((item) => item.origin)).toEqual([place(1), place(2), place(3), origin]);
  });
});

describe('any windows', () => {
  const number = (max: number) => fc.nat({ max });
  const field = (max: number, min = 0) => fc.oneof(fc.constant('*'), fc.integer({ min, max }).map(String));
  const cron = fc.tuple(field(59), field(23), field(28, 1), field(12, 1), field(6)).map((fields) => fields.join(' '));
  const weekdays = fc
    .subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], { minLength: 1 })
    .map((days) => `BYDAY=${days.join(',')}`);
  const rrule = fc
    .tuple(fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'), weekdays, number(23), number(59))
    .map(([freq, days, hour, minute]) => `FREQ=${freq};${days};BYHOUR=${hour};BYMINUTE=${minute}`);
  const length = fc.oneof(
    number(500).map((minutes) => `${minutes + 1}m`),
    number(72).map((hours) => `${hours + 1}h`),
    number(20).map((days) => `${days + 1}d`),
  );
  const zone = fc.constantFrom('UTC', AMS, 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Pacific/Chatham');
  const kind = fc.constantFrom('allow' as const, 'deny' as const);
  const some = fc.array(fc.record({ kind, rule: fc.oneof(cron, rrule), for: length, zone }), { minLength: 1, maxLength: 3 });
  const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2060, 0) });

  afterEach(() => {
    jest.useRealTimers();
  });

  test('open at `until`, and not before', () => {
    fc.assert(
      fc.property(some, moment, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (inputs, now, part) => {
        const parsed = windows(...inputs);
        const opening = windowAt(parsed, now);
        if (opening.open || opening.until === undefined) return;
        expect(windowAt(parsed, opening.until)).toEqual({ open: true });
        const between = Math.min(Math.floor(now + (opening.until - now) * part), opening.until - 1);
        expect(windowAt(parsed, between)).toMatchObject({ open: false, until: opening.until });
      }),
      { numRuns: 60 },
    );
  });

  test('the clock has no say', () => {
    fc.assert(
      fc.property(some, moment, fc.tuple(moment, moment), (inputs, now, clocks) => {
        const [one, other] = clocks.map((clock) => {
          jest.useFakeTimers({ now: clock });
          return windowAt(windows(...inputs), now);
        });
        expect(one).toEqual(other);
      }),
      { numRuns: 30 },
    );
  });

  test('any text is a rule or a finding, soon', () => {
    const bits = fc.constantFrom(
      'FREQ=',
      'DAILY',
      ';',
      'BYDAY=',
      '-1MO',
      'COUNT=',
      '99',
      ',',
      '*',
      ' ',
      '/',
      '-',
      'L',
      '#',
      'W',
      '5',
      '0',
      '31',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(bits, { maxLength: 12 }).map((parts) => parts.join('')),
        ),
        (rule) => {
          const parsed = parseWindows([{ ...OFFICE, rule, origin }]);
          if (parsed.ok) windowAt(parsed.value, Date.UTC(2026, 0));
          else expect(parsed.findings).toHaveLength(1);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
