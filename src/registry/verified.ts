import { createHash } from 'node:crypto';
import { isList, isMap, type Json } from '../core/index.js';
import type { Credentials } from './credentials.js';
import { parseJson } from './json.js';
import type { Reference } from './reference.js';
import { refusal } from './refusal.js';
import type { Read } from './session.js';
import { type ImageState, isUnknown, type Unknown, unknown } from './types.js';

export interface Registry {
  readonly reference: Reference;
  readonly credentials: Credentials;
  readonly read: Read;
}

export interface Wanted {
  readonly path: string;
  readonly accept: string;
  /** For messages. */
  readonly what: string;
  /** What it must have; without, what the registry says it has. */
  readonly digest?: string;
}

export interface Found {
  readonly digest: string;
  /** Undefined if it is no JSON. */
  readonly data: Json | undefined;
  readonly type: string;
}

export type Missing = Extract<ImageState, { readonly state: 'missing' }>;
export const missing = (reason: string): Missing => ({ state: 'missing', reason });
export const isState = (value: object): value is Missing | Unknown => 'state' in value;

const FIX = 'do not deploy it; report it to the operator of the registry, or of the proxy before it';

/** `NAME_UNKNOWN` is the distribution specification's code for a repository that is not there. */
function lacksRepository(text: string): boolean {
  const answer = parseJson(text);
  const errors = isMap(answer) && isList(answer['errors']) ? answer['errors'] : [];
  return errors.some((error) => isMap(error) && error['code'] === 'NAME_UNKNOWN');
}

/** Reads a manifest or blob, and hashes it: neither a registry nor a cache before it is believed about digests. */
export async function readVerified(
  { reference, credentials, read }: Registry,
  { path, accept, what, digest }: Wanted,
): Promise<Found | Missing | Unknown> {
  const { registry, repository } = reference;
  const reply = await read(path, accept);
  if (isUnknown(reply)) return reply;
  const { status, headers, body } = reply;
  const text = new TextDecoder().decode(body);
  if (status === 404) return missing(`${registry} does not have ${lacksRepository(text) ? `a repository ${repository}` : what}`);
  if (status !== 200) return refusal(reply, reference, credentials);
  if (!body) return unknown(`${registry} sends more than 4 MiB for ${what}`, FIX);
  const named = digest ?? headers.get('docker-content-digest');
  const algorithm = named?.startsWith('sha512:') ? 'sha512' : 'sha256';
  const computed = `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
  if (named !== null && named !== computed) return unknown(`what ${registry} sends for ${what} does not have its digest`, FIX);
  return { digest: computed, data: parseJson(text), type: headers.get('content-type') ?? '' };
}
