import { finding } from '../findings/findings.js';
import { didYouMean } from '../findings/suggest.js';
import type { Finding, Origin, Outcome } from '../findings/types.js';
import { readCron } from './cron.js';
import { readRule } from './rrule.js';
import type { Window } from './window.js';
import { UTC, zoneNames, zoneOf } from './zone.js';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000 };
const MOST_DAYS = 366;

/** A window as `fairlead.yaml` has it. */
export interface WindowInput {
  readonly kind: 'allow' | 'deny';
  /** A cron expression, or a recurrence rule of RFC 5545 with or without DTSTART. */
  readonly rule: string;
  /** `30m`, `8h`, `14d` */
  readonly for: string;
  /** An IANA name; default `UTC`. */
  readonly zone?: string;
  readonly reason?: string;
  readonly origin: Origin;
  /** Where the single values stand, as far as that is known. */
  readonly origins?: { readonly rule?: Origin; readonly for?: Origin; readonly zone?: Origin };
}

/** The windows that `windowAt` asks. Every rule, length and zone that is none is a finding `config/not-allowed`. */
export function parseWindows(inputs: readonly WindowInput[]): Outcome<readonly Window[]> {
  const parsed = inputs.map(parseWindow);
  const findings = parsed.flatMap((one) => ('findings' in one ? one.findings : []));
  return findings.length > 0
    ? { ok: false, findings }
    : { ok: true, value: parsed.flatMap((one) => ('findings' in one ? [] : [one])), findings };
}

function parseWindow(input: WindowInput): Window | { readonly findings: readonly Finding[] } {
  const { kind, rule, reason, origin, origins = {} } = input;
  const findings: Finding[] = [];
  const wrong = (key: 'rule' | 'for' | 'zone', message: string, fix?: string) =>
    findings.push(
      finding('config/not-allowed', message, { origin: origins[key] ?? origin, ...(fix === undefined ? {} : { fix }) }),
    );

  // Without its zone a rule can still be checked.
  const zone = zoneOf(input.zone ?? UTC.name);
  const read = /=/.test(rule) ? readRule(rule, zone ?? UTC) : readCron(rule, zone?.name ?? UTC.name);
  if ('wrong' in read) wrong('rule', `\`${shown(rule)}\` is not a rule of a window: ${read.wrong}`, read.fix);
  const length = lengthOf(input.for);
  if (!length)
    wrong(
      'for',
      `\`${shown(input.for)}\` is not a valid length of a window`,
      `write, for example, 30m, 8h or 14d; a year at most`,
    );
  if (!zone) wrong('zone', `\`${shown(input.zone ?? '')}\` is not a time zone`, zoneFix(input.zone ?? ''));
  if (!zone || !length || 'wrong' in read) return { findings };
  return { kind, rule, zone, length, starts: read.starts, ...(reason === undefined ? {} : { reason }) };
}

function lengthOf(text: string): Window['length'] | undefined {
  const [, digits = '', unit = ''] = /^([1-9]\d{0,5})([mhd])$/.exec(text) ?? [];
  const milliseconds = Number(digits) * (UNITS[unit] ?? 86_400_000);
  if (milliseconds === 0 || milliseconds > MOST_DAYS * 86_400_000) return undefined;
  return unit === 'd' ? { days: Number(digits) } : { milliseconds };
}

const zoneFix = (name: string) => didYouMean(name, zoneNames()) ?? 'write UTC or a name such as Europe/Amsterdam';

function shown(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
