import { finding } from '../findings/findings.js';
import type { Outcome, SourceFile } from '../findings/types.js';
import { lineIndex } from '../yaml/lines.js';
import type { YamlNode } from '../yaml/nodes.js';

/** Why a file cannot be edited, what to do about it, and the node that it is about (the start of the file without one). */
export interface Refusal {
  readonly message: string;
  readonly fix: string;
  readonly node?: YamlNode | undefined;
}

/** A refusal as the finding `promotion/cannot-edit`. */
export function cannotEdit(file: SourceFile, { message, fix, node }: Refusal): Outcome<never> {
  const origin = { from: 'file' as const, path: file.path, ...lineIndex(file.text)(node?.start ?? 0, node?.end ?? 0) };
  return { ok: false, findings: [finding('promotion/cannot-edit', message, { fix, origin })] };
}
