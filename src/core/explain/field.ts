import { dotted, type Json, type Path } from '../base/json.js';
import type { ObjectRef, Origin } from '../findings/types.js';
import type { RenderedObject } from '../objects/types.js';
import type { Rendered } from '../render/render.js';
import type { Read } from '../template/reads.js';
import { originOf } from '../values/origins.js';

/** Something that a field was made from: a value, or what the release, the bundle or the cluster is. */
export interface Source {
  /** As templates name it, without `values.`. */
  readonly name: string;
  /** Without secrets. */
  readonly value: Json | undefined;
  /** Who set it; undefined for what is not a value, or a value that nobody set. */
  readonly origin: Origin | undefined;
}

/** All that is known of one leaf of an object. */
export interface FieldExplanation {
  readonly object: ObjectRef;
  readonly path: Path;
  /** Without secrets. */
  readonly value: Json;
  /** The template line that printed it. */
  readonly origin: Origin;
  readonly from: readonly Source[];
  readonly because: readonly Source[];
}

function sourcesOf(reads: readonly Read[], { values, secrets }: Rendered): readonly Source[] {
  const paths = new Map(reads.map((read) => [JSON.stringify(read.path), read.path]));
  return [...paths.values()].map((path): Source => {
    const [root, ...rest] = path;
    if (root !== 'values') return { name: path.join('.'), value: undefined, origin: undefined };
    return { name: dotted(rest), value: secrets().value(rest), origin: originOf(values, rest) };
  });
}

/** The object that users name `Deployment/web`; case does not count. */
export const findObject = (objects: readonly RenderedObject[], name: string): RenderedObject | undefined =>
  objects.find(({ ref }) => `${ref.kind}/${ref.name}`.toLowerCase() === name.toLowerCase());

/** Explains every leaf at or below a path of an object. */
export function explainFields(rendered: Rendered, object: RenderedObject, path: Path): readonly FieldExplanation[] {
  return Array.from(object.fieldsAt?.(path) ?? [], (field) => {
    const [line, column, length] = field.place;
    return {
      object: object.ref,
      path: field.path,
      value: rendered.secrets().field(object.data, field.path) ?? null,
      origin: { from: 'file', path: field.template, line, column, length },
      from: sourcesOf(field.reads, rendered),
      because: sourcesOf(field.under, rendered),
    };
  });
}
