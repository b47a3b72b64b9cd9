import { setTimeout as sleep } from 'node:timers/promises';
import { isMap } from '../core/index.js';
import { type InspectOptions, type Unknown, unknown } from './types.js';

export interface Question {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams;
}

export interface Reply {
  /** What answered: another address than the one asked, after a redirect. */
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  /** Undefined if it is longer than 4 MiB, the bound that the distribution specification gives manifests. */
  readonly body: Uint8Array | undefined;
}

interface Failure {
  readonly failed: string;
}

export type Send = (url: URL, question: Question) => Promise<Reply | Unknown>;

const LONGEST_BODY = 4 * 1024 * 1024;
const RETRIES = 2;
const FIRST_WAIT = 250;
/** A job is not held up for longer than this, whatever `Retry-After` says. */
const LONGEST_WAIT = 10_000;

async function bodyOf(response: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Milliseconds until a question may be put again; undefined if there is no use in it. */
function waitAfter(reply: Reply | Failure, tries: number): number | undefined {
  const backoff = FIRST_WAIT * 2 ** tries;
  if ('failed' in reply) return backoff;
  if (reply.status !== 429 && reply.status < 500) return undefined;
  const after = reply.headers.get('retry-after') ?? '';
  const asked = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  const wait = Number.isNaN(asked) ? backoff : Math.max(asked, 0);
  return wait <= LONGEST_WAIT ? wait : undefined;
}

/** What `fetch` threw. Its message may repeat headers, so only the system's code is kept: `ECONNREFUSED`. */
function failureOf(error: unknown): Failure {
  if (!isMap(error)) return { failed: '' };
  const { name, cause } = error;
  if (name === 'TimeoutError') return { failed: name };
  return { failed: isMap(cause) && typeof cause['code'] === 'string' ? cause['code'] : '' };
}

function unreachable({ host }: URL, { failed }: Failure, timeout: number): Unknown {
  if (failed === 'TimeoutError')
    return unknown(`${host} does not answer within ${timeout / 1000} s`, 'run again later, and look whether the registry is up');
  return unknown(
    `${host} cannot be reached${failed && ` (${failed})`}`,
    'check the name of the registry and the network of this job',
  );
}

/** Puts questions, each up to three times where a registry is busy or does not answer. Never throws; follows no redirect. */
export function sender({ fetch: ask = fetch, timeout = 10_000 }: InspectOptions): Send {
  const once = async (url: URL, question: Question): Promise<Reply | Failure> => {
    try {
      const headers = { 'user-agent': 'fairlead', ...question.headers };
      const signal = AbortSignal.timeout(timeout);
      const response = await ask(url, { ...question, headers, signal, redirect: 'manual' });
      return { url, status: response.status, headers: response.headers, body: await bodyOf(response) };
    } catch (error) {
      return failureOf(error);
    }
  };
  return async (url, question) => {
    for (let tries = 0; ; tries++) {
      const reply = await once(url, question);
      const wait = tries < RETRIES ? waitAfter(reply, tries) : undefined;
      if (wait === undefined) return 'failed' in reply ? unreachable(url, reply, timeout) : reply;
      await sleep(wait);
    }
  };
}
