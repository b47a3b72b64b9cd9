import { isList, isMap, type Json, type JsonMap } from '../../src/core/index.js';

const OPEN = 'x-kubernetes-preserve-unknown-fields';
const CONDITIONS = new Set(['anyOf', 'oneOf', 'allOf', 'not']);

function close(value: Json): Json {
  if (isList(value)) return value.map(close);
  if (!isMap(value)) return value;
  const made = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, CONDITIONS.has(key) ? item : close(item)]));
  return isMap(value['properties']) && value['additionalProperties'] === undefined && value[OPEN] !== true
    ? { ...made, additionalProperties: false }
    : made;
}

/**
 * The schema of a custom resource as kubeconform's converter makes it (scripts/openapi2jsonschema.py: what names its fields takes no
 * others), but for what its authors left open and for the conditions below `anyOf` and its like, which would contradict what is around them.
 */
export function strict(schema: JsonMap): JsonMap {
  const closed = close(schema);
  const properties = isMap(closed) && isMap(closed['properties']) ? closed['properties'] : {};
  return {
    ...(isMap(closed) ? closed : {}),
    properties: {
      ...properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      status: {},
    },
  };
}
