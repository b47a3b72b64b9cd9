import { at, isList, isMap, type Json, type JsonMap, type Path } from '../base/json.js';
import { HIDDEN } from '../secrets/forms.js';
import { isOpen, isUrl, namesSecret } from '../secrets/names.js';
import { concealed } from '../secrets/text.js';
import { isSecret, schemaOf, typesOf } from './lookup.js';

/** The fields of a Secret that are not secret (Secret v1 core); whatever else stands in one, misspelt keys too, is taken for one. */
const OPEN = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable']);

/** kubectl writes the whole object, data included, into this annotation. */
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const isSecretObject = (value: Json | undefined): boolean =>
  isMap(value) && (value['kind'] === 'Secret' || value['kind'] === 'SecretList');

/** A text that its name makes a secret. */
const isNamed = (name: Json | undefined, value: Json | undefined): boolean =>
  typeof name === 'string' && typeof value === 'string' && namesSecret(name) && !isOpen(value, name) && !isUrl(value);

/** What a `value` is called by what stands beside it: in the environment of a container, and in headers. */
const besideOf = (map: Json | undefined): Json | undefined => at(map, ['name']) ?? at(map, ['key']);

/**
 * True for an entry of a map or list that is not shown at all. A Secret is one wherever it stands, so also inside another object.
 * `around` is the name of a list; `value` is given for an entry that is taken for another value than it has.
 */
export function hidesEntry(
  parent: Json | undefined,
  key: string | number,
  around: string | number = '',
  value: Json | undefined = at(parent, [key]),
): boolean {
  if (isList(parent)) {
    const before = at(parent, [Number(key) - 1]);
    const isFlag =
      typeof before === 'string' && typeof value === 'string' && /^--?[\w.-]+$/.test(before) && !value.startsWith('-');
    return (isFlag && isNamed(before, value)) || isNamed(around, value);
  }
  if ((isSecretObject(parent) && !OPEN.has(String(key))) || key === APPLIED) return true;
  if (key === 'secretKey' && at(parent, ['remoteRef']) !== undefined) return false;
  return isNamed(key === 'value' ? (besideOf(parent) ?? around) : key, value);
}

/** True for what stands at, or below, an entry of data that is not shown. */
export const hidesAt = (data: Json | undefined, path: Path): boolean =>
  path.some((key, i) => hidesEntry(at(data, path.slice(0, i)), key, path[i - 1]));

/** True for what is not shown of data that a schema describes. A number is a secret only where a text is wanted. */
export function isHidden(schema: JsonMap, data: Json, path: Path): boolean {
  const [value, key = ''] = [at(data, path), path.at(-1)];
  if (value === '' || value === null) return false;
  if (isSecret(schema, path) || hidesAt(data, path)) return true;
  const types = typeof value === 'number' ? typesOf(schemaOf(schema, path)) : [];
  if (!types.includes('string') || types.includes('number') || types.includes('integer')) return false;
  const parent = at(data, path.slice(0, -1));
  return hidesEntry(isMap(parent) ? parent : {}, key, '', String(value));
}

/** What stands at a path of data, as it may be shown: with `HIDDEN` for what is not, and texts without the secrets in them. */
export function shownAt(
  data: Json,
  path: Path,
  hides: (path: Path) => boolean = (at) => hidesAt(data, at),
  hide: (text: string) => string = concealed,
): Json | undefined {
  const value = at(data, path);
  const below = (key: string | number) => shownAt(data, [...path, key], hides, hide) ?? null;
  if (value !== undefined && hides(path)) return HIDDEN;
  if (typeof value === 'string') return hide(value);
  if (isList(value)) return value.map((_, i) => below(i));
  return isMap(value) ? Object.fromEntries(Object.keys(value).map((key) => [hide(key), below(key)])) : value;
}
