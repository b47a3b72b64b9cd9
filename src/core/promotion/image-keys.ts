import { at, dotted, isList, isMap, type Json, type JsonMap, type Path } from '../base/json.js';
import type { Bundle } from '../bundle/types.js';
import type { TaggedImage } from '../config/types.js';
import { finding } from '../findings/findings.js';
import { suggest } from '../findings/suggest.js';
import type { Finding } from '../findings/types.js';
import { schemaOf, step, typesOf } from '../schema/lookup.js';
import { leaves } from '../values/origins.js';

/** Keywords by which a schema may allow a key that its `properties` do not name. */
const OPEN = ['patternProperties', 'allOf', 'anyOf', 'oneOf', 'if', '$ref'];
const SCALARS = ['string', 'number', 'integer', 'boolean'];
const MOST = 8;

/**
 * What is wrong with the keys of `promote.images`: those that the bundle does not have, and those that hold a map or a list. Where the schema
 * leaves open which keys there are, values files and defaults say it. `files`: the values files of all environments.
 */
export function checkImageKeys(
  images: readonly TaggedImage[],
  { schema, defaults }: Pick<Bundle, 'schema' | 'defaults'>,
  files: readonly JsonMap[],
): readonly Finding[] {
  const layers = [defaults, ...files];
  const known = () => [...new Set([...layers.flatMap((data) => leaves(data)), ...leavesOf(schema)].map(dotted))];
  return images.flatMap(({ path, origin }): readonly Finding[] => {
    if (!origin) return [];
    const key = dotted(path);
    const there = layers.flatMap((data) => at(data, path) ?? []);
    const said = saidOf(schema, path);
    if (said === 'closed' || (said === 'open' && there.length === 0)) {
      const near = suggest(key, known());
      const fix = near === undefined ? keysOfTags(known()) : `did you mean \`${near}\`?`;
      return [finding('config/unknown-key', `the bundle has no value \`${key}\``, { origin, ...(fix ? { fix } : {}) })];
    }
    const whole = there.find((value) => isMap(value) || isList(value));
    const types = said === 'open' ? [] : typesOf(said);
    if (whole === undefined && (types.length === 0 || types.some((type) => SCALARS.includes(type)))) return [];
    const what = isList(whole) || types.includes('array') ? 'a list' : 'a map';
    const fix = keysOfTags(known().filter((one) => one.startsWith(`${key}.`) || one.startsWith(`${key}[`)));
    return [
      finding('config/not-allowed', `\`${key}\` is ${what}, and a tag is a single value`, { origin, ...(fix ? { fix } : {}) }),
    ];
  });
}

function keysOfTags(names: readonly string[]): string | undefined {
  const tags = names.filter((name) => /(^|\.)\w*(tag|image|version)$/i.test(name)).slice(0, MOST);
  return tags.length === 0 ? undefined : `values that may hold one: ${tags.map((name) => `\`${name}\``).join(', ')}`;
}

/** What a schema says of the value at a path; `closed` where it allows no such key, `open` where it does not say. */
function saidOf(root: JsonMap, path: Path): JsonMap | 'closed' | 'open' {
  let here = schemaOf(root, []);
  for (const key of path) {
    if (!here) return 'open';
    const properties = here['properties'];
    const isNamed = typeof key === 'number' ? isMap(here['items']) : isMap(properties) && Object.hasOwn(properties, key);
    if (!isNamed) return here['additionalProperties'] === false && !OPEN.some((word) => at(here, [word])) ? 'closed' : 'open';
    here = step(root, here, key);
  }
  return here ?? 'open';
}

function leavesOf(schema: Json | undefined, path: Path = []): readonly Path[] {
  const properties = at(schema, ['properties']);
  return isMap(properties)
    ? Object.entries(properties).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
    : path.length > 0
      ? [path]
      : [];
}
