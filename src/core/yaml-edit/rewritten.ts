import { dotted, equal, type Json, type Path } from '../base/json.js';
import type { Outcome, SourceFile } from '../findings/types.js';
import { readYamlMap } from '../yaml/read.js';
import { cannotEdit } from './refusal.js';
import { type Splice, spliced } from './splice.js';

/** The file with the splices made, if it then reads as wanted; else the finding that `path` is to be edited by hand. */
export function rewritten(file: SourceFile, splices: readonly Splice[], wanted: Json, path: Path): Outcome<SourceFile> {
  const value = { path: file.path, text: spliced(file.text, splices) };
  const result = readYamlMap(value);
  if (result.ok && equal(result.value.data, wanted)) return { ok: true, value, findings: result.findings };
  return cannotEdit(file, {
    message: `\`${dotted(path)}\` cannot be changed without another value of this file`,
    fix: `change \`${dotted(path)}\` by hand once`,
  });
}
