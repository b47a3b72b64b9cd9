import { isMap } from '../core/index.js';
import type { Challenge } from './challenge.js';
import type { Credentials } from './credentials.js';
import { parseJson } from './json.js';
import { mayAsk, type Reference } from './reference.js';
import { refusal } from './refusal.js';
import type { Question, Send } from './send.js';
import { isUnknown, type Unknown, unknown } from './types.js';

const CLIENT = 'fairlead';

/** What a header can hold; anything else would make `fetch` throw, with the token in its message. */
export const isToken = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

function question({ login }: Credentials, parameters: URLSearchParams): Question {
  if (login?.by === 'identity') {
    const grant = { grant_type: 'refresh_token', client_id: CLIENT, refresh_token: login.token };
    return { method: 'POST', body: new URLSearchParams([...parameters, ...Object.entries(grant)]) };
  }
  return login?.by === 'password' ? { headers: { authorization: `Basic ${login.basic}` } } : {};
}

/**
 * A token to read one repository, from the server that the challenge names: the distribution project's "Token Authentication
 * Specification", and "OAuth2" for identity tokens. Its redirects are not followed: the question carries the credentials.
 */
export async function tokenFor(
  { parameters }: Challenge,
  reference: Reference,
  credentials: Credentials,
  send: Send,
): Promise<string | Unknown> {
  const realm = parameters.get('realm') ?? '';
  const fix = `report it to the operator of ${reference.registry}`;
  if (!URL.canParse(realm)) return unknown(`${reference.registry} names no server that gives tokens`, fix);
  const url = new URL(realm);
  if (!mayAsk(url, reference))
    return unknown(`${reference.registry} wants credentials sent to ${url.host || url.protocol} without https`, fix);

  const wanted = new URLSearchParams({ scope: parameters.get('scope') ?? `repository:${reference.repository}:pull` });
  const service = parameters.get('service');
  if (service !== undefined) wanted.set('service', service);
  const asked = question(credentials, wanted);
  if (!asked.body) for (const [key, value] of wanted) url.searchParams.set(key, value);
  const reply = await send(url, asked);
  if (isUnknown(reply)) return reply;
  if (reply.status !== 200) return refusal(reply, reference, credentials);
  const answer = parseJson(new TextDecoder().decode(reply.body));
  const token = isMap(answer) ? (answer['token'] ?? answer['access_token']) : undefined;
  return isToken(token) ? token : unknown(`${url.host} gives no token that could be used`, fix);
}
