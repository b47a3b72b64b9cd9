import { isMap, type Json, type JsonMap } from '../core/index.js';
import { parseJson } from './json.js';
import { canonical, type Reference } from './reference.js';
import type { DockerConfig } from './types.js';

/** How to log in: with a name and password, with a token that is exchanged for others (OAuth 2), or with a finished one. */
export type Login =
  | { readonly by: 'password'; readonly basic: string }
  | { readonly by: 'identity' | 'bearer'; readonly token: string };

export interface Credentials {
  readonly login?: Login;
  /** Where they are from, or why there are none, as part of a sentence. Holds no secret. */
  readonly where: string;
}

const text = (data: JsonMap, key: string): string => (typeof data[key] === 'string' ? data[key] : '');

/**
 * How well a key of `auths` fits: the length of what it names, -1 if it names something else. A URL stands for its host
 * (docker's `ConvertToHostname`); without a scheme a path may follow, as in containers-auth.json(5): `quay.io/acme`.
 */
function closeness(key: string, { registry, repository }: Reference): number {
  const url = /^https?:\/\/([^/]+)/.exec(key);
  const [host = '', ...path] = url ? [url[1]] : key.replace(/\/$/, '').split('/');
  const named = [canonical(host), ...path].join('/');
  return `${registry}/${repository}/`.startsWith(`${named}/`) ? named.length : -1;
}

function best(map: Json | undefined, reference: Reference): Json | undefined {
  const fitting = Object.entries(isMap(map) ? map : {}).filter(([key]) => closeness(key, reference) >= 0);
  return fitting.sort(([a], [b]) => closeness(b, reference) - closeness(a, reference))[0]?.[1];
}

function loginOf(entry: Json | undefined): Login | undefined {
  if (!isMap(entry)) return undefined;
  if (text(entry, 'registrytoken') !== '') return { by: 'bearer', token: text(entry, 'registrytoken') };
  if (text(entry, 'identitytoken') !== '') return { by: 'identity', token: text(entry, 'identitytoken') };
  const pair = Buffer.from(text(entry, 'auth'), 'base64').toString() || `${text(entry, 'username')}:${text(entry, 'password')}`;
  // Docker cuts NULs that old versions wrote.
  const [user, ...password] = pair.replace(/([^\0])\0+$/, '$1').split(':');
  if (!user || password.join(':') === '') return undefined;
  return { by: 'password', basic: Buffer.from(`${user}:${password.join(':')}`).toString('base64') };
}

/** What a docker configuration has for an image. Credential helpers are programs, and none is run: only `auths` counts. */
export function credentialsFor(reference: Reference, config: DockerConfig | undefined): Credentials {
  if (!config) return { where: 'none were given' };
  if (config.text === undefined) return { where: `there is no ${config.path}` };
  const data = parseJson(config.text);
  if (!isMap(data)) return { where: `${config.path} is not JSON of \`docker login\`` };
  const login = loginOf(best(data['auths'], reference));
  if (login) return { login, where: `the credentials in ${config.path}` };
  const helper = best(data['credHelpers'], reference) ?? data['credsStore'];
  if (typeof helper !== 'string' || helper === '') return { where: `${config.path} has none for it` };
  return { where: `${config.path} leaves them to the credential helper ${JSON.stringify(helper)}, which Fairlead does not run` };
}
