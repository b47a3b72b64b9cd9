import { at, isList, isMap, type Json, type JsonMap, type Path, pathOf } from '../json.js';

/** Follows a `$ref` within the same schema. */
function resolve(root: JsonMap, schema: Json | undefined): JsonMap | undefined {
  if (!isMap(schema)) return undefined;
  const ref = schema['$ref'];
  return typeof ref === 'string' && ref.startsWith('#') ? resolve(root, at(root, pathOf(ref.slice(1)))) : schema;
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

/** The JSON types that a schema allows; empty if it allows any. */
export function typesOf(schema: JsonMap | undefined): readonly string[] {
  const type = schema?.['type'];
  return isList(type) ? type.map(String) : typeof type === 'string' ? [type] : [];
}
