import { at, type Json, type JsonMap, type Path } from '../base/json.js';
import type { ObjectRef, Origin } from '../findings/types.js';
import type { Rendered } from '../render/render.js';
import { schemaOf, typesOf } from '../schema/lookup.js';
import { HIDDEN } from '../secrets/index.js';
import { covers, type Read } from '../template/reads.js';
import { type Setting, settingsOf } from '../values/origins.js';
import { wholes } from './wholes.js';

/** A part of an object of the output; an empty path is the object. */
export interface Part {
  readonly object: ObjectRef;
  readonly path: Path;
  /** Without secrets, as all values here. */
  readonly value: Json;
}

/** All that is known of one key of the values in one environment. */
export interface ValueExplanation {
  readonly path: Path;
  readonly value: Json | undefined;
  /** Every layer that set it, winner first. */
  readonly settings: readonly Setting[];
  /** What the schema says; undefined if it does not know the key. */
  readonly described: { readonly text: string; readonly types: readonly string[] } | undefined;
  /** Where templates look at it; undefined if they do not get that far. */
  readonly readers: readonly Origin[] | undefined;
  /** The fields of the output that it is in. */
  readonly reaches: readonly Part[];
  /** The parts of the output that are there, or are as they are, because of it. */
  readonly decides: readonly Part[];
}

/** Where templates made the reads, each place once. */
export function readersOf(reads: readonly Read[]): readonly Origin[] {
  const places = new Map(
    reads.map(({ template, place: [line, column, length] }): [string, Origin] => [
      `${template}:${line}:${column}`,
      { from: 'file', path: template, line, column, length },
    ]),
  );
  return [...places.values()];
}

/** Explains the key at a path of the values. */
export function explainValue(rendered: Rendered, schema: JsonMap, path: Path): ValueExplanation {
  const { values, objects } = rendered;
  const described = schemaOf(schema, path);
  const secrets = rendered.secrets();
  const isWhole = secrets.hides(path);
  const covering = (list: readonly Read[]) => list.some((read) => covers(read, ['values', ...path]));
  const part = (object: (typeof objects)[number], field: Path): Part => ({
    object: object.ref,
    path: field,
    value: (isWhole && typeof at(object.data, field) === 'string' ? HIDDEN : secrets.field(object.data, field)) ?? null,
  });
  return {
    path,
    value: secrets.value(path),
    settings: settingsOf(values, path, secrets.value),
    described: described && { text: String(described['description'] ?? ''), types: typesOf(described) },
    readers: objects.length > 0 ? readersOf(rendered.reads().filter((read) => covering([read]))) : undefined,
    reaches: objects.flatMap((object) =>
      [...(object.fieldsAt?.([]) ?? [])].filter((field) => covering(field.reads)).map((field) => part(object, field.path)),
    ),
    decides: objects.flatMap((object) =>
      wholes([...(object.fieldsAt?.([]) ?? [])].map((field) => ({ path: field.path, chosen: covering(field.under) }))).map(
        (field) => part(object, field),
      ),
    ),
  };
}
