import { at, isList, isMap, type Json, type JsonMap, type Path, pathOf } from '../json.js';

const MAX_HOPS = 20;

/** Follows `$ref`s within the same schema; one that leads back to itself says nothing. */
function resolve(root: JsonMap, schema: Json | undefined, hops = 0): JsonMap | undefined {
  if (!isMap(schema) || hops > MAX_HOPS) return undefined;
  const ref = schema['$ref'];
  return typeof ref === 'string' && ref.startsWith('#') ? resolve(root, at(root, pathOf(ref.slice(1))), hops + 1) : schema;
}

/** What a schema says of the value at a path; undefined where it says nothing. */
export function schemaOf(root: JsonMap, path: Path): JsonMap | undefined {
  let here: JsonMap | undefined = resolve(root, root);
  for (const step of path) {
    if (!here) return undefined;
    const named =
      typeof step === 'string' && isMap(here['properties']) && Object.hasOwn(here['properties'], step)
        ? here['properties'][step]
        : undefined;
    here = resolve(root, named ?? (typeof step === 'number' ? here['items'] : here['additionalProperties']));
  }
  return here;
}

/** True if the schema marks the value at a path, or something around it, as secret (`writeOnly`: JSON Schema validation, 9.4). */
export const isSecret = (schema: JsonMap, path: Path): boolean =>
  path.some((_, i) => schemaOf(schema, path.slice(0, i + 1))?.['writeOnly'] === true);

/** The JSON types that a schema allows; empty if it allows any. */
export function typesOf(schema: JsonMap | undefined): readonly string[] {
  const type = schema?.['type'];
  return isList(type) ? type.map(String) : typeof type === 'string' ? [type] : [];
}
