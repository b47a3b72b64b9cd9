import { finding } from '../findings.js';
import { at, dotted, equal, isMap, type Json, type JsonMap } from '../json.js';
import type { Outcome, SourceFile } from '../types.js';
import { leaves } from '../values/origins.js';
import { lineIndex } from '../yaml/lines.js';
import { readYamlMap } from '../yaml/read.js';
import { insertKey } from './insert.js';
import { findPlace } from './place.js';
import { replaceValue } from './replace.js';
import { checkTag } from './tag.js';

/** A changed file, and the one line of it that matters. */
export interface Edit {
  readonly path: string;
  /** The whole new text. */
  readonly text: string;
  /** In the new text. */
  readonly line: number;
  /** That line as it was; empty if it is new. */
  readonly before: string;
  readonly after: string;
  /** The old value as it is written, without quotes; absent if there was none. */
  readonly from?: string;
}

/**
 * Sets the tag at `path` of a values file by changing the bytes of that one scalar; comments, quotes, anchors and line ends stay.
 * Quotes are added where a YAML 1.1 or 1.2 reader would take the plain tag for something else than a string. A missing key is
 * written with the file's own indentation. Findings: `promotion/bad-tag`, those of reading the file, and `promotion/cannot-edit`
 * for aliases, merge keys, block scalars, and values that other places share.
 */
export function editScalar(file: SourceFile, path: readonly string[], value: string): Outcome<Edit> {
  const wrong = checkTag(value);
  if (wrong.length > 0) return { ok: false, findings: wrong };
  const read = readYamlMap(file);
  if (!read.ok) return read;
  const span = lineIndex(file.text);
  const refuse = (message: string, fix: string, node = read.value.root?.node): Outcome<Edit> => {
    const origin = { from: 'file' as const, path: file.path, ...span(node?.start ?? 0, node?.end ?? 0) };
    return { ok: false, findings: [finding('promotion/cannot-edit', message, { fix, origin })] };
  };

  const place = findPlace(read.value.root, path);
  if (place.kind === 'refused') return refuse(place.refusal.message, place.refusal.fix, place.refusal.node);
  const old = place.kind === 'there' ? place.entry.value : undefined;
  const splice =
    place.kind === 'there' ? replaceValue(file.text, place.entry, place.flow, value) : insertKey(file.text, place, value);
  if ('message' in splice) return refuse(`\`${dotted(path)}\` ${splice.message}`, splice.fix, splice.node);

  const text = file.text.slice(0, splice.start) + splice.text + file.text.slice(splice.end);
  const wanted = withValue(read.value.data, path, value);
  const result = readYamlMap({ path: file.path, text });
  if (!result.ok || !equal(result.value.data, wanted)) {
    const other = result.ok ? leaves(wanted).find((leaf) => !equal(at(result.value.data, leaf), at(wanted, leaf))) : undefined;
    return other
      ? refuse(
          `\`${dotted(path)}\` cannot change alone: \`${dotted(other)}\` would change with it`,
          'write the two values out, without an alias',
          old,
        )
      : refuse(`there is no place for \`${dotted(path)}\` in this file`, `write \`${dotted(path)}\` by hand once`, old);
  }

  const end = splice.start + splice.text.trimEnd().length;
  const { line } = lineIndex(text)(end, end);
  return {
    ok: true,
    findings: read.findings,
    value: {
      path: file.path,
      text,
      line,
      before: /\n./.test(splice.text) ? '' : lineOf(file.text, span(splice.start, splice.end).line),
      after: lineOf(text, line),
      ...(old?.kind === 'scalar' && at(read.value.data, path) !== null && old.text !== '' ? { from: old.text } : {}),
    },
  };
}

const lineOf = (text: string, line: number): string => (text.split('\n')[line - 1] ?? '').replace(/^\uFEFF|\r$/g, '');

function withValue(data: Json | undefined, [step, ...rest]: readonly string[], value: string): JsonMap {
  const map = isMap(data) ? data : {};
  if (step === undefined) return map;
  return { ...map, [step]: rest.length > 0 ? withValue(map[step], rest, value) : value };
}
