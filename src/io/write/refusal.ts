import { getSystemErrorMap, types } from 'node:util';
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
export class Unwritable extends Error {
  constructor(readonly finding: Finding) {
    super(finding.message);
  }
}

/** What the operating system calls its reason, such as ENOSPC; nothing for a bug. */
export const systemCode = (error: unknown): string | undefined =>
  types.isNativeError(error) && 'syscall' in error && 'code' in error ? String(error.code) : undefined;

/** What was thrown as a finding: what the operating system does not let us do is nobody's bug. Anything else is thrown again. */
export function refusalOf(path: string, error: unknown): Finding {
  if (error instanceof Unwritable) return error.finding;
  const code = systemCode(error);
  if (code === undefined) throw error;
  const [, reason] = [...getSystemErrorMap().values()].find(([name]) => name === code) ?? [];
  return refusal('file/unwritable', path, `cannot be written: ${reason ?? 'the system refuses it'} (${code})`);
}
