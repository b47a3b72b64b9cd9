import { at, isList, isMap, type Json, type JsonMap } from '../base/json.js';

const KEYS = 'x-kubernetes-list-map-keys';
const OPEN = 'x-kubernetes-preserve-unknown-fields';
/** A larger number does not fit into the field of the controller. */
const INT32 = 2_147_483_647;
const TIME = { $ref: '#/$defs/meta.v1.Time' };
const PODS = { $ref: '#/$defs/core.v1.PodSpec' };
const JOB = { $ref: '#/$defs/batch.v1.JobSpec' };
/** What says nothing about the structure; nulls are pruned before objects are checked. */
const NOTES = new Set(['format', 'default', 'nullable', 'example', 'externalDocs']);

/** Where a resource holds pods, its own structure leaves volumes and resources open: Kubernetes' definition takes its place. */
function holdsPods(key: string, schema: Json): Json {
  const spec = at(schema, ['properties', 'spec']);
  const inside =
    key === 'template' && at(spec, ['properties', 'containers']) !== undefined
      ? PODS
      : key === 'job' && spec !== undefined
        ? JOB
        : undefined;
  return inside === undefined || !isMap(schema) || !isMap(schema['properties'])
    ? schema
    : { ...schema, properties: { ...schema['properties'], spec: inside } };
}

/** Go's inline flags are not part of JavaScript's patterns: `(?i)` is written out. */
const pattern = (text: string): string =>
  text.includes('(?i)') ? text.replace('(?i)', '').replace(/[a-z]/gi, (c) => `[${c.toLowerCase()}${c.toUpperCase()}]`) : text;

/** Closes every object that names its fields. Schemas below `anyOf`, `oneOf` and `not` only add conditions and stay as they are. */
function close(schema: Json): Json {
  if (!isMap(schema) || schema['$ref'] !== undefined) return schema;
  if (schema['format'] === 'date-time') return TIME;
  const { properties, items, additionalProperties } = schema;
  const text = schema['pattern'];
  const rest = Object.fromEntries(
    Object.entries(schema).filter(([key]) => !NOTES.has(key) && (!key.startsWith('x-kubernetes-') || key === KEYS)),
  );
  const made: Record<string, Json> = {
    ...rest,
    ...(schema['format'] === 'int32' && rest['maximum'] === undefined ? { maximum: INT32 } : {}),
    ...(typeof text === 'string' ? { pattern: pattern(text) } : {}),
    ...(isMap(properties)
      ? { properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, close(holdsPods(key, child))])) }
      : {}),
    ...(items === undefined ? {} : { items: close(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: close(additionalProperties) }),
  };
  if (schema['x-kubernetes-int-or-string'] === true) {
    delete made['anyOf'];
    return { ...made, type: ['integer', 'string'] };
  }
  if (isMap(properties) && additionalProperties === undefined && schema[OPEN] !== true) made['additionalProperties'] = false;
  return made;
}

/**
 * The closed schema of a custom resource, from its `openAPIV3Schema`. The API server prunes what such an object does not name, which is
 * how a misspelt field gets lost without a word ("Specifying a structural schema", kubernetes.io). Refers to Kubernetes' definitions.
 */
export function customResource(schema: JsonMap, kind: string): JsonMap {
  const made = close(schema);
  const own = {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { $ref: '#/$defs/meta.v1.ObjectMeta' },
    status: { type: 'object' },
  };
  const properties = isMap(made) && isMap(made['properties']) ? made['properties'] : undefined;
  return {
    ...(isMap(made) ? made : {}),
    type: 'object',
    properties: { ...properties, ...own },
    additionalProperties: properties === undefined || schema[OPEN] === true,
    title: kind,
  };
}

/** The schemas in a document, by `group/version/Kind`: of a CustomResourceDefinition, or a JSON Schema that fixes apiVersion and kind. */
export function schemasIn(document: Json): Readonly<Record<string, JsonMap>> {
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : '');
  if (at(document, ['kind']) === 'CustomResourceDefinition') {
    const [group, kind] = [text(at(document, ['spec', 'group'])), text(at(document, ['spec', 'names', 'kind']))];
    const versions = at(document, ['spec', 'versions']);
    return Object.fromEntries(
      (isList(versions) ? versions : []).flatMap((version) => {
        const schema = at(version, ['schema', 'openAPIV3Schema']);
        return at(version, ['served']) === false
          ? []
          : [[`${group}/${text(at(version, ['name']))}/${kind}`, customResource(isMap(schema) ? schema : {}, kind)]];
      }),
    );
  }
  const fixed = (key: string) => text(at(document, ['properties', key, 'const']) ?? at(document, ['properties', key, 'enum', 0]));
  return isMap(document) && fixed('apiVersion') !== '' && fixed('kind') !== ''
    ? { [`${fixed('apiVersion')}/${fixed('kind')}`]: document }
    : {};
}
