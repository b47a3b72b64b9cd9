import type { Finding } from '../../core/index.js';
import { nothingWritten, refusal, refusalOf } from './refusal.js';
import { fileAt, type Place } from './target.js';
import { type Change, type Step, transaction } from './transaction.js';

/** Why a file cannot be written, if that can be told before. */
export function reasonAgainst(path: string, place: Place): Finding | undefined {
  try {
    fileAt(path, place);
    return undefined;
  } catch (error) {
    return refusalOf(path, error);
  }
}

/**
 * Writes files: all of them, or none. A link is followed to its target, which is replaced whole; its mode and owner stay. Where another run
 * writes the same, or has since `before`, nothing is done. Findings say why; without one, all is done.
 */
export function writeFiles(changes: readonly Change[], place: Place): readonly Finding[] {
  const refused = changes.flatMap(({ path }) => reasonAgainst(path, place) ?? []);
  return refused.length > 0
    ? nothingWritten(refused)
    : carryOut(changes.map((change) => ({ ...change, ...fileAt(change.path, place) })));
}

/** Half of the files would be written if these ended the process. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Writes files that were found: all of them, or none. */
export function carryOut(steps: readonly Step[]): readonly Finding[] {
  const once = new Map<string, Step>();
  for (const step of steps) {
    const other = once.get(step.real);
    if (other && other.text !== step.text)
      return [refusal('file/unwritable', step.path, `is the same file as \`${other.path}\`, which is to hold something else`)];
    once.set(step.real, step);
  }
  const wait = () => {};
  for (const signal of SIGNALS) process.on(signal, wait);
  try {
    return transaction([...once.values()]);
  } finally {
    for (const signal of SIGNALS) process.off(signal, wait);
  }
}
