import { getSystemErrorMap } from 'node:util';
import { type Finding, finding } from '../../core/index.js';

type Code = 'file/outside-root' | 'file/unwritable' | 'file/busy';

/** Why a file is not written. */
export const refusal = (code: Code, path: string, message: string, fix?: string): Finding =>
  finding(code, message, {
    origin: { from: 'file', path, line: 1, column: 1, length: 1 },
    ...(fix === undefined ? {} : { fix }),
  });

/** Said of each where one refusal keeps all from being written. */
export const nothingWritten = (findings: readonly Finding[]): readonly Finding[] =>
  findings.map((item) => ({ ...item, message: `${item.message}; nothing was written` }));

/** Thrown where a file must not be written. */
export class Refused extends Error {
  constructor(readonly finding: Finding) {
    super(finding.message);
  }
}

/** What was thrown as a finding: what the operating system does not let us do is nobody's bug. Anything else is thrown again. */
export function refusalOf(path: string, error: unknown): Finding {
  if (error instanceof Refused) return error.finding;
  if (!(error instanceof Error && 'errno' in error && typeof error.errno === 'number' && 'code' in error)) throw error;
  const reason = getSystemErrorMap().get(error.errno)?.[1] ?? 'the system refuses it';
  return refusal('file/unwritable', path, `cannot be written: ${reason} (${String(error.code)})`);
}
