import { at, type Json, type JsonMap, type Path, pointer } from '../base/json.js';
import { remembered } from '../base/memo.js';
import type { Finding, Origin, TextEdit } from '../findings/types.js';
import type { RenderedObject } from '../objects/types.js';
import { hidesAt, isHidden, shownAt } from '../schema/hidden.js';
import { decoded, encodedSpans } from '../secrets/encoded.js';
import { HIDDEN } from '../secrets/forms.js';
import { finderOf } from '../secrets/literals.js';
import { merged, replaced, type Span } from '../secrets/spans.js';
import { secretSpans } from '../secrets/text.js';
import type { Field } from '../template/reads.js';
import { leaves } from '../values/origins.js';
import type { Values } from '../values/types.js';

/** What is secret in one environment. */
export interface Secrets {
  /** True for the value at a path of the values that is not shown at all. */
  readonly hides: (path: Path) => boolean;
  /** What stands at a path of the values, or of one layer of them, as it may be shown. */
  readonly value: (path: Path, layer?: JsonMap) => Json | undefined;
  /** The same of an object. */
  readonly field: (object: JsonMap, path: Path) => Json | undefined;
  /** Where in a text of users secrets stand, in order. */
  readonly spans: (text: string) => readonly Span[];
  /** A line of a file, as it may be shown. */
  readonly line: (place: { readonly path: string; readonly line: number }, text: string) => string;
  /** A finding without secrets, its line marked if one stands there. */
  readonly finding: (item: Finding) => Finding;
}

/** The text of a leaf of a Secret. */
function contentOf(value: Json | undefined, path: Path): string {
  const text = String(value ?? '');
  return path[0] === 'data' && /^[\w+/=\s-]*$/.test(text) ? decoded(text.replace(/[\s=]/g, '')) : text;
}

const partsOf = ({ fieldsAt }: RenderedObject): readonly Field[] => [
  ...(fieldsAt?.(['data']) ?? []),
  ...(fieldsAt?.(['stringData']) ?? []),
];

/** The values that Secrets are made of. Of a text with parts that are not secret, as a docker config, these are none. */
function madeInto(object: RenderedObject, values: JsonMap): readonly Path[] {
  return partsOf(object).flatMap((field) => {
    const text = contentOf(at(object.data, field.path), field.path);
    const spans = secretSpans(text);
    const shown = replaced(text, spans, () => HIDDEN);
    return field.reads
      .filter(({ path }) => path[0] === 'values')
      .flatMap(({ path: [, ...top] }) => {
        const isSecret = (leaf: Json) => typeof leaf === 'string' && leaf !== '' && !(spans.length > 0 && shown.includes(leaf));
        return leaves(at(values, top) ?? null, isSecret).map((path) => [...top, ...path]);
      });
  });
}

const lineOf = (origin: Origin | undefined): string => (origin?.from === 'file' ? `${origin.path}:${origin.line}` : '');

/** What the schema and names make a secret in one layer; environments share most of theirs. */
const hiddenIn = remembered((schema: JsonMap) =>
  remembered((data: JsonMap) => leaves(data, (_, path) => isHidden(schema, data, path))),
);

/** What is secret in an environment: by schema, by name, by form, and because a Secret is made of it. */
export function secretsOf(schema: JsonMap, values: Values, objects: readonly RenderedObject[]): Secrets {
  const kept = objects.filter(({ ref }) => ref.kind === 'Secret');
  const made = new Map(kept.flatMap((object) => madeInto(object, values.data)).map((path) => [pointer(path), path]));
  const hidesIn = (data: JsonMap, path: Path): boolean =>
    (made.size > 0 && path.some((_, i) => made.has(pointer(path.slice(0, i + 1))))) || isHidden(schema, data, path);
  const found = values.layers.flatMap((layer) =>
    [...hiddenIn(schema)(layer.data), ...made.values()].flatMap((path) => {
      const value = at(layer.data, path);
      return value === undefined ? [] : [{ value, line: lineOf(layer.originOf(path)) }];
    }),
  );
  const inSecrets = kept.flatMap((object) =>
    partsOf(object).map((field) => ({
      value: contentOf(at(object.data, field.path), field.path),
      line: field.reads.length > 0 ? '' : `${field.template || object.template}:${field.place[0]}`,
    })),
  );
  const all = [...found, ...inSecrets];
  const lines = new Map<string, Json[]>();
  for (const { value = null, line } of all) if (line !== '') lines.set(line, [...(lines.get(line) ?? []), value]);
  const find = finderOf(all.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])));
  const known = (text: string): readonly Span[] => [...find(text), ...encodedSpans(text, (content) => find(content).length > 0)];
  const spans = (item: string) => merged([...secretSpans(item), ...known(item)]);
  const text = (item: string) => replaced(item, spans(item), () => HIDDEN);
  // Sentences of ours speak of passwords and tokens; those that have a form are not in them.
  const said = (item: string) => replaced(item, merged(known(item)), () => HIDDEN);
  // A short secret is not secret elsewhere; quoted in what is said of its own line it is.
  const quoted = (item: string, here: readonly Json[]) =>
    here.reduce<string>((rest, value) => rest.replaceAll(JSON.stringify(value), HIDDEN), item);
  const lineText = (here: readonly Json[], item: string) => {
    const values = here.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
    const kept = values.reduce((rest, value) => (value === '' ? rest : rest.replaceAll(value, HIDDEN)), item);
    return text(kept);
  };
  const editOf = (edit: TextEdit | undefined): { readonly edit?: TextEdit } => {
    if (!edit) return {};
    const here = lines.get(`${edit.path}:${edit.line}`);
    if (!here) return { edit };
    return here.some((value) => typeof value === 'string' && edit.before.includes(value))
      ? {}
      : { edit: { ...edit, secret: true } };
  };
  return {
    hides: (path) => hidesIn(values.data, path),
    value: (path, layer = values.data) => shownAt(layer, path, (at) => hidesIn(layer, at), text),
    field: (object, path) => shownAt(object, path, (at) => hidesAt(object, at), text),
    spans,
    line: ({ path, line }, item) => lineText(lines.get(`${path}:${line}`) ?? [], item),
    finding: ({ edit, ...item }) => {
      const here = lines.get(lineOf(item.origin));
      const about = (sentence: string) => said(here ? quoted(sentence, here) : sentence);
      return {
        ...item,
        message: about(item.message),
        ...(item.fix === undefined ? {} : { fix: about(item.fix) }),
        ...(item.pointer === undefined ? {} : { pointer: said(item.pointer) }),
        ...editOf(edit),
        ...(here ? { secret: true as const } : {}),
      };
    },
  };
}
