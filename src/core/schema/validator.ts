import { type OutputUnit, Validator } from '@cfworker/json-schema';
import { at, isList, isMap, type Json, type JsonMap, pathOf } from '../json.js';

/** One keyword of a schema that the data breaks. `parent` is the schema that holds the keyword. */
export interface Breach {
  readonly path: readonly string[];
  /** What breaks it: the value at the path, or the last key of the path where keys are checked. */
  readonly value: Json | undefined;
  readonly keyword: string;
  readonly parent: JsonMap;
}

// These only say that something below them failed; what failed says so itself.
const CONTAINERS = new Set([
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  '$ref',
  'allOf',
  'if',
  'dependentSchemas',
  'propertyNames',
]);
const validators = new WeakMap<JsonMap, Validator>();

const steps = (location: string) => pathOf(decodeURI(location.slice(1)));

/** The schema in which a keyword stands, following the `$ref`s that its location names. */
function schemaAt(root: JsonMap, location: readonly string[]): JsonMap {
  let here: Json | undefined = root;
  for (const step of location) {
    if (step === '$ref' && isMap(here) && typeof here['$ref'] === 'string') here = at(root, steps(here['$ref']));
    else here = isMap(here) || isList(here) ? at(here, [step]) : undefined;
  }
  return isMap(here) ? here : {};
}

/** Checks data against a JSON Schema (2020-12): every keyword that is broken, at the deepest place. */
export function breaches(schema: JsonMap, data: Json): readonly Breach[] {
  let validator = validators.get(schema);
  if (!validator) {
    validator = new Validator({ ...schema }, '2020-12', false);
    validators.set(schema, validator);
  }
  const { errors } = validator.validate(data);
  const out: Breach[] = [];
  let above: OutputUnit | undefined;
  for (const error of errors) {
    const location = steps(error.keywordLocation);
    const path = steps(error.instanceLocation);
    const value = location.includes('propertyNames') ? path.at(-1) : at(data, path);
    const below = location.slice(0, -1).some((step) => step === 'anyOf' || step === 'oneOf');
    if (error.keyword === 'false' && above)
      out.push({
        path,
        value,
        keyword: 'false',
        parent: schemaAt(schema, steps(above.keywordLocation).slice(0, -1)),
      });
    else if (!below && !CONTAINERS.has(error.keyword) && error.keyword !== 'additionalProperties')
      out.push({ path, value, keyword: error.keyword, parent: schemaAt(schema, location.slice(0, -1)) });
    above = error;
  }
  return out;
}
