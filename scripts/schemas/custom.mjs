// Custom resources: the structure of a CustomResourceDefinition, closed. The API server prunes what such an object does not name,
// which is how a misspelt field gets lost without a word ("Specifying a structural schema", kubernetes.io).
const OPEN = 'x-kubernetes-preserve-unknown-fields';
const PODS = { $ref: '#/$defs/core.v1.PodSpec' };

/** Where a resource holds pods, its own structure leaves volumes and resources open: Kubernetes' definition takes its place. */
function holdsPods(key, schema) {
  if (key === 'template' && schema.properties?.spec?.properties?.containers)
    return { ...schema, properties: { ...schema.properties, spec: PODS } };
  return key === 'job' && schema.properties?.spec
    ? { ...schema, properties: { ...schema.properties, spec: { $ref: '#/$defs/batch.v1.JobSpec' } } }
    : schema;
}

/** Go's inline flags are not part of JavaScript's patterns. */
const pattern = (text) => text.replace(/\(\?i\)/, '').replace('(abort|warn)', '([aA][bB][oO][rR][tT]|[wW][aA][rR][nN])');

function close(schema) {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (schema.$ref) return schema;
  const { format, default: _, nullable, properties, items, additionalProperties, anyOf, oneOf, allOf, not, ...rest } = schema;
  for (const key of Object.keys(rest))
    if (key.startsWith('x-kubernetes-') && key !== 'x-kubernetes-list-map-keys') delete rest[key];
  const list = (name, schemas) => (schemas === undefined ? {} : { [name]: schemas });
  const made = {
    ...rest,
    ...(rest.pattern === undefined ? {} : { pattern: pattern(rest.pattern) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, close(holdsPods(key, child))])),
        }),
    ...(items === undefined ? {} : { items: close(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: close(additionalProperties) }),
    ...list('oneOf', oneOf),
    ...list('allOf', allOf),
    ...list('not', not),
  };
  if (schema['x-kubernetes-int-or-string']) return { ...made, type: ['integer', 'string'] };
  if (anyOf !== undefined) made.anyOf = anyOf;
  if (properties !== undefined && additionalProperties === undefined && !schema[OPEN]) made.additionalProperties = false;
  return made;
}

/** A closed schema of a custom resource, in the words of Kubernetes' definitions where it holds their objects. */
export function customResource(schema, kind) {
  const made = close(schema);
  const own = {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { $ref: '#/$defs/meta.v1.ObjectMeta' },
    status: true,
  };
  return { type: 'object', ...made, properties: { ...made.properties, ...own }, additionalProperties: false, title: kind };
}
