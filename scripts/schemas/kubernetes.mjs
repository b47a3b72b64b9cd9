// Kubernetes' own kinds: every definition once per change, `[[since, schema], …]`, so that thirteen minors take little more than one.
import { CONDITIONS, FIELDS } from './conditions.mjs';
import { DEFAULTED, FORMS, OVERLAY } from './overlay.mjs';
import { REMOVED } from './removed.mjs';

/** A larger number does not fit into the field: the API server refuses to decode it. */
const INT32 = 2_147_483_647;
const GVK = 'x-kubernetes-group-version-kind';
const LIST_KEYS = 'x-kubernetes-list-map-keys';
// What is asked of the API server and never kept there, and lists of objects, do not come out of templates.
const TRANSIENT =
  /List$|Review$|^(Binding|Eviction|EvictionRequest|DeleteOptions|WatchEvent|Status|TokenRequest|PodStatusResult|Scale)$/;

/** `io.k8s.api.apps.v1.Deployment` → `apps.v1.Deployment`. */
const short = (name) =>
  name.replace(
    /^io\.k8s\.(api|apimachinery\.pkg\.(apis|api|util)|apimachinery\.pkg|kube-aggregator\.pkg\.apis|apiextensions-apiserver\.pkg\.apis)\./,
    '',
  );

const notNull = (type) => {
  const types = [type].flat().filter((name) => name !== 'null');
  return types.length === 1 ? types[0] : types;
};

/** One schema: structure only, and without null, since nulls are pruned before objects are checked. */
function structure(schema) {
  if (schema.$ref) return { $ref: `#/$defs/${short(schema.$ref.slice('#/$defs/'.length))}` };
  const { type, format, items, properties, required, additionalProperties, enum: names, [LIST_KEYS]: keys } = schema;
  return {
    ...(type === undefined ? {} : { type: notNull(type) }),
    ...(format === 'int32' ? { maximum: INT32 } : {}),
    ...(names === undefined ? {} : { enum: names }),
    ...(items === undefined ? {} : { items: structure(items) }),
    ...(keys === undefined ? {} : { [LIST_KEYS]: keys }),
    ...(properties === undefined ? {} : { properties: fields(properties) }),
    ...(required === undefined ? {} : { required }),
    ...(additionalProperties === undefined
      ? {}
      : {
          additionalProperties: typeof additionalProperties === 'object' ? structure(additionalProperties) : additionalProperties,
        }),
  };
}

const fields = (properties) =>
  Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [
      key,
      key === 'managedFields' ? true : key === 'status' && schema.$ref ? { type: 'object' } : structure(schema),
    ]),
  );

function definition(name, schema) {
  if (name in FORMS) return FORMS[name];
  const made = structure(schema);
  if (name in DEFAULTED) made.required = made.required?.filter((key) => !DEFAULTED[name].includes(key));
  for (const [key, field] of Object.entries(made.properties ?? {})) {
    const place = `${name}.${key}`;
    if (place in OVERLAY || place in FIELDS) made.properties[key] = { ...field, ...OVERLAY[place], ...FIELDS[place] };
  }
  const { required, ...more } = CONDITIONS[name] ?? {};
  return { ...made, ...more, ...(required ? { required: [...new Set([...(made.required ?? []), ...required])] } : {}) };
}

/** `{ minors, kinds: { "apps/v1/Deployment": { is, since, until? } }, definitions: { name: [[since, schema]] } }`; `until` is the first minor without it. */
export function kubernetes(byMinor) {
  const minors = byMinor.map(([minor]) => minor);
  const kinds = {};
  const definitions = {};
  for (const [i, [minor, all]] of byMinor.entries()) {
    const seen = new Set();
    const take = (long) => {
      const name = short(long);
      if (seen.has(name)) return;
      seen.add(name);
      const schema = definition(name, all[long]);
      definitions[name] ??= [];
      const versions = definitions[name];
      if (JSON.stringify(versions.at(-1)?.[1]) !== JSON.stringify(schema)) versions.push([minor, schema]);
      if (name in FORMS) return;
      const text = JSON.stringify({ ...all[long], properties: { ...all[long].properties, status: true, managedFields: true } });
      for (const [, ref] of text.matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)) take(ref);
    };
    for (const [long, schema] of Object.entries(all)) {
      for (const { group, version, kind } of schema[GVK] ?? []) {
        if (TRANSIENT.test(kind) || schema[GVK].length > 1) continue;
        const key = `${group === '' ? '' : `${group}/`}${version}/${kind}`;
        kinds[key] ??= { is: short(long), since: minor };
        const next = minors[i + 1];
        if (next === undefined) delete kinds[key].until;
        else kinds[key].until = next;
        take(long);
      }
    }
  }
  const fieldsNamed = [OVERLAY, FIELDS].flatMap(Object.keys).filter((key) => !definitions[key.slice(0, key.lastIndexOf('.'))]);
  const unused = [...fieldsNamed, ...[CONDITIONS, DEFAULTED].flatMap(Object.keys).filter((key) => !definitions[key])];
  if (unused.length > 0) throw new Error(`the overlay names what there is not: ${unused.join(', ')}`);
  return { minors, kinds: { ...REMOVED, ...kinds }, definitions };
}
