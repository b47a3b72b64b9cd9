import { isMap, type Json } from '../json.js';
import { isNamedSecret } from '../secrets.js';

/** The fields of a Secret that are no secret (Secret v1 core); whatever else stands in one, misspelt keys too, is taken for one. */
const OPEN = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable']);

const isSecretObject = (value: Json | undefined): boolean =>
  isMap(value) && (value['kind'] === 'Secret' || value['kind'] === 'SecretList');

/** True if `key` of a map holds secret values. A Secret is one wherever it stands, so also inside another object. */
export const hidesKey = (base: Json | undefined, head: Json | undefined, key: string): boolean =>
  ((isSecretObject(base) || isSecretObject(head)) && !OPEN.has(key)) ||
  NAMES.has(key) ||
  [base, head].some((map) => isMap(map) && typeof map[key] === 'string' && isNamedSecret(map, key));

/** kubectl writes the whole object, data included, into this annotation; the other two are keys of image-pull Secrets. */
const NAMES = new Set(['kubectl.kubernetes.io/last-applied-configuration', '.dockerconfigjson', '.dockercfg']);

/** A Docker config in plain text or base64 (`{"auths"`), whatever its field is called. */
export const isDockerConfig = (value: Json | undefined): boolean =>
  typeof value === 'string' && /"auths"\s*:|eyJhdXRocyI/.test(value);
