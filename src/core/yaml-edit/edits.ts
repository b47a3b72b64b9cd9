import { dotted, equal, type Path } from '../base/json.js';
import type { Outcome, SourceFile } from '../findings/types.js';
import { readYamlMap } from '../yaml/read.js';
import { type Change, type EditOptions, editAllowing } from './edit.js';
import { cannotEdit } from './refusal.js';

/** A tag to write, and where to. */
export interface TagChange {
  readonly path: Path;
  /** A tag, or an image with its tag. */
  readonly value: string;
}

/** A file with several tags changed. */
export interface Edits {
  readonly path: string;
  /** The whole new text. */
  readonly text: string;
  /** In the order asked for; `before` is a line of the old text, `line` and `after` are of the new one. */
  readonly changes: readonly (Change & { readonly key: string })[];
  /** As in `Edit`, without what was asked for. */
  readonly also: readonly string[];
}

/**
 * Sets several tags of one values file, each as `editScalar` does. Places that share an anchor may change together if all of them
 * get the same tag. Findings are those of all changes at once; none is made if one cannot be.
 */
export function editScalars(
  file: SourceFile,
  changes: readonly TagChange[],
  { anchors = false }: EditOptions = {},
): Outcome<Edits> {
  const read = readYamlMap(file);
  if (!read.ok) return read;
  const edit = (text: string, { path, value }: TagChange) =>
    editAllowing(
      { ...file, text },
      path,
      value,
      (other) => anchors || changes.some((change) => change.value === value && equal([...change.path], [...other])),
    );
  const alone = changes.map((change) => edit(file.text, change));
  const failed = alone.flatMap((outcome) => (outcome.ok ? [] : outcome.findings));
  if (failed.length > 0) return { ok: false, findings: failed };

  let text = file.text;
  for (const change of changes) {
    const outcome = edit(text, change);
    if (!outcome.ok) return outcome;
    text = outcome.value.text;
  }

  const made: Edits['changes'][number][] = [];
  for (const [i, change] of changes.entries()) {
    const first = alone[i];
    const key = dotted(change.path);
    // The same edit again changes nothing, and so tells where each one stands now that all are made.
    const again = edit(text, change);
    if (!first?.ok || !again.ok || again.value.text !== text)
      return cannotEdit(file, {
        message: `\`${key}\` cannot be \`${change.value}\`: another tag is written to the same place`,
        fix: 'give each key a place of its own, or the same tag',
      });
    const { before, from } = first.value;
    made.push({ key, line: again.value.line, before, after: again.value.after, ...(from === undefined ? {} : { from }) });
  }
  const asked = new Set(made.map(({ key }) => key));
  const also = alone.flatMap((outcome) => (outcome.ok ? outcome.value.also : [])).filter((key) => !asked.has(key));
  return { ok: true, value: { path: file.path, text, changes: made, also: [...new Set(also)] }, findings: read.findings };
}
