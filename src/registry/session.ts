import { challengesOf } from './challenge.js';
import type { Credentials } from './credentials.js';
import { mayAsk, type Reference } from './reference.js';
import { noLogin } from './refusal.js';
import type { Question, Reply, Send } from './send.js';
import { isToken, tokenFor } from './token.js';
import { isUnknown, type Unknown, unknown } from './types.js';

/** Reads below `/v2/<repository>/` of a registry. */
export type Read = (path: string, accept: string, method?: 'GET' | 'HEAD') => Promise<Reply | Unknown>;

const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

/** Follows redirects, as blobs on object storage have them. What authorises at the registry goes nowhere else. */
async function follow(send: Send, start: URL, question: Question, reference: Reference): Promise<Reply | Unknown> {
  const fix = `report it to the operator of ${reference.registry}`;
  let [url, asked] = [start, question];
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const reply = await send(url, asked);
    if (isUnknown(reply) || !REDIRECTS.includes(reply.status)) return reply;
    const location = reply.headers.get('location');
    if (location === null || !URL.canParse(location, url.href)) return unknown(`${url.host} redirects to no address`, fix);
    const next = new URL(location, url);
    if (!mayAsk(next, reference)) return unknown(`${url.host} redirects to ${next.host} without https`, fix);
    const { authorization: _, ...others } = asked.headers ?? {};
    if (next.origin !== url.origin) asked = { ...asked, headers: others };
    url = next;
  }
  return unknown(`${reference.registry} redirects more than ${MOST_REDIRECTS} times`, fix);
}

/** The `Authorization` that a registry's refusal asks for. */
async function authorise(reply: Reply, reference: Reference, credentials: Credentials, send: Send): Promise<string | Unknown> {
  const { login } = credentials;
  const challenges = challengesOf(reply.headers.get('www-authenticate') ?? '');
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
  if (login?.by === 'bearer' && isToken(login.token)) return `Bearer ${login.token}`;
  if (bearer) {
    const token = await tokenFor(bearer, reference, credentials, send);
    return isUnknown(token) ? token : `Bearer ${token}`;
  }
  if (!challenges.some(({ scheme }) => scheme === 'basic'))
    return unknown(
      `${reference.registry} asks for a kind of login that Fairlead does not know`,
      'Bearer and Basic are known; is this a registry of images?',
    );
  if (login?.by === 'identity')
    return unknown(
      `${reference.registry} asks for a name and password, and ${credentials.where} are a token`,
      'log in with a password',
    );
  return login?.by === 'password' ? `Basic ${login.basic}` : noLogin(reference, credentials);
}

/** Reads of one repository: anonymous until the registry asks who it is, and then with one login for all of them. */
export function openSession(reference: Reference, credentials: Credentials, send: Send): Read {
  let authorization: string | undefined;
  return async (path, accept, method = 'GET') => {
    const url = new URL(`${reference.origin}/v2/${reference.repository}/${path}`);
    const ask = () => follow(send, url, { method, headers: { accept, ...(authorization && { authorization }) } }, reference);
    const reply = await ask();
    // Who was redirected to may not ask for what belongs to the registry.
    if (isUnknown(reply) || reply.status !== 401 || authorization || reply.url.origin !== url.origin) return reply;
    const granted = await authorise(reply, reference, credentials, send);
    if (isUnknown(granted)) return granted;
    authorization = granted;
    return ask();
  };
}
