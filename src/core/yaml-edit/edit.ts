import { at, dotted, equal, type Json, type Path } from '../base/json.js';
import type { Outcome, SourceFile } from '../findings/types.js';
import { tagIn } from '../image/reference.js';
import { checkTag } from '../image/tag.js';
import { leaves } from '../values/origins.js';
import { lineIndex } from '../yaml/lines.js';
import { readYamlMap } from '../yaml/read.js';
import { insertEntry } from './insert.js';
import { findPlace, type Place } from './place.js';
import { cannotEdit, type Refusal } from './refusal.js';
import { replaceValue } from './replace.js';
import { spliced } from './splice.js';
import { withValue } from './with.js';

/** One scalar that changes, and the one line that matters. */
export interface Change {
  /** In the new text. */
  readonly line: number;
  /** That line as it was; empty if it is new. */
  readonly before: string;
  readonly after: string;
  /** The old value as it is written, without quotes; absent if there was none. */
  readonly from?: string;
}

/** A changed file. */
export interface Edit extends Change {
  readonly path: string;
  /** The whole new text. */
  readonly text: string;
  /** Dotted paths of the values that change with it, because they are the same anchor. */
  readonly also: readonly string[];
}

export interface EditOptions {
  /** Consent to edit the scalar of an anchor, and so every place that has its alias. */
  readonly anchors?: boolean;
}

/**
 * Sets the tag at `path` of a values file by changing the bytes of that one scalar, of an image those of its tag; comments, quotes, anchors
 * and line ends stay. Quotes are added where a YAML 1.1 or 1.2 reader would take the plain tag for something else than a string. A missing
 * key is written with the file's own indentation. Findings: `promotion/bad-tag`, those of reading the file, and `promotion/cannot-edit`
 * for values that other places share (unless `anchors`), for block scalars of several lines, and for what is not a scalar.
 */
export const editScalar = (file: SourceFile, path: Path, value: string, { anchors = false }: EditOptions = {}): Outcome<Edit> =>
  editAllowing(file, path, value, () => anchors);

/** As `editScalar`; `may` says of each other place whether it may change with it. */
export function editAllowing(file: SourceFile, path: Path, value: string, may: (other: Path) => boolean): Outcome<Edit> {
  const wrong = checkTag(tagIn(value) ?? value);
  if (wrong.length > 0) return { ok: false, findings: wrong };
  const read = readYamlMap(file);
  if (!read.ok) return read;
  const { root, data } = read.value;
  const place = findPlace(root, path);
  if (place.kind === 'refused') return cannotEdit(file, place);
  const old = place.kind === 'there' ? place.node : undefined;
  const name = `\`${dotted(path)}\``;
  const splice =
    place.kind === 'there' ? replaceValue(file.text, place, value) : insertEntry(file.text, place, value, root?.node);
  if ('message' in splice) return cannotEdit(file, { ...splice, message: `${name} ${splice.message}` });

  const text = spliced(file.text, [splice]);
  const result = readYamlMap({ path: file.path, text });
  const others = result.ok ? changed(data, result.value.data).filter((leaf) => !equal([...leaf], [...path])) : [];
  const wanted = [path, ...others].reduce<Json>((all, leaf) => withValue(all, leaf, value), data);
  if (!result.ok || !equal(result.value.data, wanted))
    return cannotEdit(file, {
      message: `there is no place for ${name} in this file`,
      fix: `write ${name} by hand once`,
      node: old ?? root?.node,
    });
  if (!others.every(may)) return cannotEdit(file, sharedBy(name, others, place, old));

  const end = splice.start + splice.text.trimEnd().length;
  const { line } = lineIndex(text)(end, end);
  return {
    ok: true,
    findings: read.findings,
    value: {
      path: file.path,
      text,
      line,
      before: /\n./.test(splice.text) ? '' : lineOf(file.text, lineIndex(file.text)(splice.start, splice.end).line),
      after: lineOf(text, line),
      ...(old?.kind === 'scalar' && at(data, path) !== null && old.text !== '' ? { from: old.text } : {}),
      also: others.map(dotted),
    },
  };
}

/** The leaves of `after` that are not so in `before`. */
const changed = (before: Json, after: Json): readonly Path[] => leaves(after, (leaf, path) => !equal(at(before, path), leaf));

function sharedBy(
  name: string,
  others: readonly Path[],
  { shared }: Place & { shared?: Refusal },
  node: Refusal['node'],
): Refusal {
  const [first = ''] = others.map((other) => `\`${dotted(other)}\``);
  const all = others.length > 1 ? `${first} and ${others.length - 1} more` : first;
  return {
    message: shared?.message ?? `${name} cannot change alone: ${all} would change with it`,
    fix: `${shared?.fix ?? 'write the values out, without an alias'}, or \`promote.aliases: true\` in fairlead.yaml, which changes ${all} too`,
    node: shared?.node ?? node,
  };
}

const lineOf = (text: string, line: number): string => (text.split('\n')[line - 1] ?? '').replace(/^\uFEFF|\r$/g, '');
