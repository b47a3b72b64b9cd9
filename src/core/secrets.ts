import { at, isMap, type Json, type JsonMap, type Path } from './json.js';
import { isSecret } from './schema/lookup.js';

/** Beginnings that issuers give their credentials, so that they are found. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_[A-Za-z0-9_]{40,}/, 'a GitHub token'],
  [/\bglpat-[-A-Za-z0-9_]{20,}/, 'a GitLab token'],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, 'an AWS access key'],
  [/\bxox[abeoprs]-[-A-Za-z0-9]{10,}/, 'a Slack token'],
  [/\bsk_live_[A-Za-z0-9]{16,}/, 'a Stripe key'],
  [/\bAIza[-A-Za-z0-9_]{35}\b/, 'a Google API key'],
  [/\bnpm_[A-Za-z0-9]{36}\b/, 'an npm token'],
  [/\beyJ[-A-Za-z0-9_]{10,}\.eyJ[-A-Za-z0-9_]{10,}\.[-A-Za-z0-9_]+/, 'a signed token (JWT)'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@$]*:(?![$<{*])[^\s/@]{3,}@/, 'a URL with a password'],
];

/** The known kind of credential that a text holds. */
export const knownSecret = (text: string): string | undefined => KNOWN.find(([pattern]) => pattern.test(text))?.[1];

/** How people name what is secret, for regular expressions that ignore case. */
export const SECRET_NAMES = 'password|passwd|pwd|token|secret|api[-_]?key|private[-_]?key|access[-_]?key|credentials?';
const NAMED = new RegExp(`(${SECRET_NAMES}|dockerconfigjson)$`, 'i');

/** True for a key that people keep secrets under: what stands there is not shown. */
export const namesSecret = (key: string): boolean => NAMED.test(key);

/** True if an entry of a map is kept secret by its name, or by the `name` beside its `value`, as in a container's environment. */
export function isNamedSecret(map: Json | undefined, key: string): boolean {
  const name = isMap(map) && key === 'value' ? map['name'] : key;
  return typeof name === 'string' && namesSecret(name);
}

/** True for a value that is not shown: its schema marks it as secret, or its name does. */
export const isHidden = (schema: JsonMap, data: Json, path: Path): boolean =>
  isSecret(schema, path) || isNamedSecret(at(data, path.slice(0, -1)), String(path.at(-1)));
