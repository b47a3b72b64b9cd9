import { at, isList, isMap, type Json, type JsonMap, type Path, pathOf } from '../base/json.js';

const MAX_HOPS = 20;

/** Follows `$ref`s within the same schema; one that leads back to itself says nothing. */
function resolve(root: JsonMap, schema: Json | undefined, hops = 0): JsonMap | undefined {
  if (!isMap(schema) || hops > MAX_HOPS) return undefined;
  const { $ref: ref, ...own } = schema;
  if (typeof ref !== 'string' || !ref.startsWith('#')) return schema;
  const target = resolve(root, at(root, pathOf(ref.slice(1))), hops + 1);
  // What stands beside a `$ref` counts as well (JSON Schema 2020-12, 8.2.3.1): a description, or that it is a secret.
  return target && Object.keys(own).length > 0 ? { ...target, ...own } : target;
}

/** What a schema (of `root`) says of the value at one key or index. */
export function step(root: JsonMap, here: JsonMap, key: string | number): JsonMap | undefined {
  const properties = here['properties'];
  const named = typeof key === 'string' && isMap(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  const others = /^\d+$/.test(String(key)) ? (here['items'] ?? here['additionalProperties']) : here['additionalProperties'];
  return resolve(root, named ?? others);
}

/** What a schema says of the value at a path; undefined where it says nothing. */
export const schemaOf = (root: JsonMap, path: Path): JsonMap | undefined =>
  path.reduce<JsonMap | undefined>((here, key) => here && step(root, here, key), resolve(root, root));

const marksSecret = (here: JsonMap | undefined): boolean => here?.['writeOnly'] === true || here?.['format'] === 'password';

/** True if the schema marks the value at a path, or something around it, as secret (`writeOnly`: JSON Schema validation, 9.4; `format: password`: OpenAPI). */
export const isSecret = (schema: JsonMap, path: Path): boolean =>
  path.some((_, i) => marksSecret(schemaOf(schema, path.slice(0, i + 1))));

/** The JSON types that a schema allows; empty if it allows any. */
export function typesOf(schema: JsonMap | undefined): readonly string[] {
  const type = schema?.['type'];
  return isList(type) ? type.map(String) : typeof type === 'string' ? [type] : [];
}
