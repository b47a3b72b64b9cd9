import { type Finding, finding } from '../core/index.js';
import { fingerprintsOf } from './fingerprint.js';
import type { EnvironmentFinding } from './group.js';

/** The file that remembers what an old repository had when it began; people review it like any other. */
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

const printsIn = (text: string): ReadonlySet<string> | undefined => {
  try {
    const data: unknown = JSON.parse(text);
    const list = typeof data === 'object' && data !== null && 'findings' in data ? data.findings : undefined;
    if (!Array.isArray(list)) return undefined;
    return new Set(list.map((item: unknown) => String(Object(item).fingerprint)));
  } catch {
    return undefined;
  }
};

/**
 * The findings that a baseline does not hold, and how many it does. With `whole`, when everything was checked, a finding for entries that
 * are found no more, so that they cannot come back unseen.
 */
export function againstBaseline(
  findings: readonly EnvironmentFinding[],
  text: string | undefined,
  whole: boolean,
): { readonly fresh: readonly EnvironmentFinding[]; readonly known: number } {
  if (text === undefined) return { fresh: findings, known: 0 };
  const origin = { from: 'file' as const, path: BASELINE, line: 1, column: 1, length: 1 };
  const known = printsIn(text);
  const fix = 'write it anew with `fairlead validate --write-baseline`';
  const about = (message: string, severity: Finding['severity']) => finding('baseline/stale', message, { origin, fix, severity });
  if (!known) return { fresh: [...findings, about('this is no baseline', 'error')], known: 0 };
  const prints = fingerprintsOf(findings);
  const fresh = findings.filter((_, i) => !known.has(prints[i] ?? ''));
  const here = new Set(prints);
  const stale = whole ? [...known].filter((print) => !here.has(print)).length : 0;
  const said = stale === 0 ? [] : [about(`${stale} of its findings are mended`, 'warning')];
  return { fresh: [...fresh, ...said], known: findings.length - fresh.length };
}
