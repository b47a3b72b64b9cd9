import { at, dotted, isList, isMap, type Json, type JsonMap, type Path } from '../base/json.js';
import { remembered } from '../base/memo.js';
import { byPlace, finding } from '../findings/findings.js';
import type { Finding, Origin } from '../findings/types.js';
import { isHidden } from '../schema/hidden.js';
import { isSecret, schemaOf, step } from '../schema/lookup.js';
import { type Problem, problems } from '../schema/problems.js';
import { lostNumbers, writtenNumber } from './numbers.js';
import { editOf, originOf } from './origins.js';
import type { Values } from './types.js';

const CODES = {
  'unknown-key': 'values/unknown-key',
  'wrong-type': 'values/wrong-type',
  'not-allowed': 'values/not-allowed',
  'missing-key': 'values/missing-key',
} as const;

function toFinding({ kind, path, message, fix, mend }: Problem, values: Values, schema: JsonMap): Finding {
  const origin = originOf(values, path);
  const name = path.length > 0 && kind !== 'unknown-key' ? `\`${dotted(path)}\`: ` : '';
  // `1.10` without quotes is a number; the text in quotes is what was meant, also where its last digit is lost already.
  const written =
    kind === 'wrong-type' && fix?.includes('quotes') && !isHidden(schema, values.data, path)
      ? writtenNumber(values, path)
      : undefined;
  // What was done is printed; a secret is not.
  const { edit } = mend && ('key' in mend || !isHidden(schema, values.data, path)) ? editOf(values, path, mend) : {};
  const renamed = mend && 'key' in mend ? [...path.slice(0, -1), mend.key] : path;
  const secret = mend && 'key' in mend && holdsSecrets(schema, renamed) ? { secret: true as const } : {};
  const how = written === undefined ? fix : `write "${written}"`;
  return finding(CODES[kind], `${name}${message}`, {
    ...(how ? { fix: how } : {}),
    ...(origin ? { origin } : {}),
    ...(edit ? { edit: { ...edit, ...secret } } : {}),
    ...secret,
  });
}

/** A secret at the path, or below it. */
const holdsSecrets = (schema: JsonMap, path: Path): boolean =>
  isSecret(schema, path) || /"writeOnly":true|"format":"password"/.test(JSON.stringify(schemaOf(schema, path) ?? {}));

/** False for a schema in which nothing is marked as secret; what it refers to may be. */
const mayHoldSecrets = remembered((schema: JsonMap) => /"(writeOnly|\$ref)":/.test(JSON.stringify(schema)));

/** Secrets that stand in a file as plain text. */
function plainSecrets(schema: JsonMap, values: Values): readonly Finding[] {
  const found: Finding[] = [];
  const walk = (value: Json, here: JsonMap | undefined, path: Path, around: boolean): void => {
    // What the schema does not describe is an error of its own; its keys may be part of the secret.
    if (!here || (!around && !mayHoldSecrets(here))) return;
    const secret = around || here['writeOnly'] === true;
    const below = (key: string | number, item: Json) => walk(item, step(schema, here, key), [...path, key], secret);
    if (isMap(value)) for (const key of Object.keys(value)) below(key, value[key] ?? null);
    else if (isList(value)) for (const [i, item] of value.entries()) below(i, item);
    else if (secret && typeof value === 'string' && value !== '') found.push(...plainSecret(path, originOf(values, path)));
  };
  walk(values.data, schemaOf(schema, []), [], false);
  return found;
}

function plainSecret(path: Path, origin: Origin | undefined): readonly Finding[] {
  if (origin?.from !== 'file') return [];
  const message = `\`${dotted(path)}\` is a secret in plain text: everybody who can read the repository has it`;
  const fix =
    'make the Secret outside of Git (External Secrets, Sealed Secrets) and name it; or waive this finding with a reason';
  return [finding('values/plain-secret', message, { origin, fix })];
}

/** Values against the bundle's schema: every problem, at the line of the layer that set it, in the order of the files. */
export function checkValues(schema: JsonMap, values: Values): readonly Finding[] {
  const found = problems(schema, values.data).map((problem) => toFinding(problem, values, schema));
  return [...found, ...plainSecrets(schema, values), ...lostNumbers(schema, values)].toSorted(byPlace);
}

/** True if the schema names the path: reading it is not a mistake even where no layer sets it. */
export const isKnown = (schema: JsonMap, path: Path): boolean => {
  const properties = at(schemaOf(schema, path.slice(0, -1)), ['properties']);
  return isMap(properties) && Object.hasOwn(properties, String(path.at(-1)));
};
