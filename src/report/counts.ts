import type { Finding, Severity } from '../core/index.js';

/** `1 error`, `2 errors`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** `1 error, 2 warnings`; empty without findings. */
export const tally = (findings: readonly Finding[]): readonly string[] =>
  SEVERITIES.flatMap((severity) => {
    const count = findings.filter((item) => item.severity === severity).length;
    return count > 0 ? [counted(count, severity)] : [];
  });
