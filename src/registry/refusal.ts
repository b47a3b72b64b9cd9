import type { Credentials } from './credentials.js';
import type { Reference } from './reference.js';
import type { Reply } from './send.js';
import { type Unknown, unknown } from './types.js';

const LATER = 'run again later, and look whether the registry is up';

/** A registry wants to know who asks, and nothing can be told. */
export const noLogin = ({ registry }: Reference, { where }: Credentials): Unknown =>
  unknown(
    `${registry} asks for credentials, and ${where}`,
    `log in to ${registry} in a step before (docker/login-action, \`docker login\`), or name a file with its credentials in REGISTRY_AUTH_FILE`,
  );

/** Why an answer of the registry or of its token server is of no use. Nothing of the answer's text is repeated. */
export function refusal({ url, status }: Reply, reference: Reference, credentials: Credentials): Unknown {
  const { host } = url;
  if (status === 401 || status === 403) {
    if (!credentials.login) return noLogin(reference, credentials);
    return unknown(
      `${host} does not let ${credentials.where} read ${reference.repository} (${status})`,
      'give them the right to read it, log in with others, or correct the name of the image',
    );
  }
  if (status === 429) {
    const fix = credentials.login ? 'run again later' : 'run again later, or log in: that mostly allows more';
    return unknown(`${host} was asked too often (429)`, fix);
  }
  if (status >= 500) return unknown(`${host} fails (${status})`, LATER);
  return unknown(`${host} answers with ${status}`, `check that ${reference.registry} is a registry of images`);
}
