import type { Finding, Outcome } from './types.js';

/** All outcomes together: every value if all are ok, and all findings either way. */
export function all<T>(outcomes: readonly Outcome<T>[]): Outcome<readonly T[]> {
  const findings: Finding[] = outcomes.flatMap((outcome) => outcome.findings);
  const values = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  return values.length === outcomes.length ? { ok: true, value: values, findings } : { ok: false, findings };
}
