import { type Finding, finding } from '../core/index.js';
import { fingerprintsOf } from './fingerprint.js';
import type { EnvironmentFinding } from './group.js';

/** The file that remembers what an old repository had when it began; users review it like any other. */
export const BASELINE = '.fairlead-baseline.json';

/** The text of a baseline: each finding's fingerprint, with its code and file for those who read the file. */
export function writeBaseline(findings: readonly EnvironmentFinding[]): string {
  const prints = fingerprintsOf(findings);
  const list = findings.map(({ code, origin }, i) => ({
    code,
    ...(origin?.from === 'file' ? { file: origin.path } : {}),
    fingerprint: prints[i] ?? '',
  }));
  const key = (item: (typeof list)[number]) => `${item.file ?? ''} ${item.code} ${item.fingerprint}`;
  const sorted = list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return `${JSON.stringify({ version: 1, findings: sorted }, undefined, 2)}\n`;
}

interface Entry {
  readonly fingerprint: string;
  /** What the entry is about, for users. */
  readonly about: string;
}

function entryOf(item: unknown): Entry | undefined {
  const { code, file, fingerprint }: Readonly<Record<string, unknown>> = Object(item);
  if (typeof fingerprint !== 'string') return undefined;
  const about = [code, file].filter((part) => typeof part === 'string').join(' in ');
  return { fingerprint, about };
}

/** The entries of a baseline, or what is wrong with its text. */
function entriesIn(text: string): readonly Entry[] | string {
  try {
    const { version, findings }: Readonly<Record<string, unknown>> = Object(JSON.parse(text));
    if (version !== 1)
      return version === undefined ? 'this is not a baseline: `version` is missing' : 'another version of Fairlead wrote this';
    if (!Array.isArray(findings)) return 'this is not a baseline: `findings` must be a list';
    const entries = findings.map(entryOf);
    const whole = entries.filter((item) => item !== undefined);
    return whole.length === entries.length ? whole : 'this is not a baseline: each finding needs its `fingerprint`';
  } catch {
    return 'this is not a baseline: it is not JSON';
  }
}

const NAMED = 3;

/**
 * The findings that a baseline does not hold, and how many it does; without a text there is none. With `whole`, when everything was
 * checked, a warning about entries that are found no more, so that they cannot come back unseen. A baseline that cannot be read is an error.
 */
export function againstBaseline(
  findings: readonly EnvironmentFinding[],
  text: string | undefined,
  whole: boolean,
): { readonly fresh: readonly EnvironmentFinding[]; readonly known: number } {
  if (text === undefined) return { fresh: findings, known: 0 };
  const entries = entriesIn(text);
  const fix = 'write it anew with `fairlead validate --write-baseline`';
  const about = (message: string, severity: Finding['severity'], line = 1) =>
    finding('baseline/stale', message, { origin: { from: 'file', path: BASELINE, line, column: 1, length: 1 }, fix, severity });
  if (typeof entries === 'string') return { fresh: [...findings, about(entries, 'error')], known: 0 };
  const known = new Set(entries.map(({ fingerprint }) => fingerprint));
  const prints = fingerprintsOf(findings);
  const fresh = findings.filter((_, i) => !known.has(prints[i] ?? ''));
  const here = new Set(prints);
  const stale = whole ? entries.filter(({ fingerprint }) => !here.has(fingerprint)) : [];
  const [first] = stale;
  if (!first) return { fresh, known: findings.length - fresh.length };
  const names = stale.slice(0, NAMED).map((item) => item.about);
  const more = stale.length > NAMED ? `, and ${stale.length - NAMED} more` : '';
  const line = text.slice(0, Math.max(0, text.indexOf(first.fingerprint))).split('\n').length;
  const message = `${stale.length} of its findings ${stale.length === 1 ? 'is' : 'are'} fixed: ${names.join(', ')}${more}`;
  return { fresh: [...fresh, about(message, 'warning', line)], known: findings.length - fresh.length };
}
