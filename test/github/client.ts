import { at, type Json } from '../../src/core/base/json.js';
import type { Standin } from './standin.js';

export interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

export interface Client {
  readonly call: (method: string, path: string, body?: object, headers?: Readonly<Record<string, string>>) => Promise<Reply>;
  readonly get: (path: string) => Promise<Reply>;
  readonly post: (path: string, body: object) => Promise<Reply>;
}

/** The text at a path of a reply. */
export const said = ({ body }: Reply, ...path: (string | number)[]): string => String(at(body, path));

/** Messages of a 422: its own, and those of its errors. */
export const refusals = (reply: Reply): readonly string[] => {
  const errors = at(reply.body, ['errors']);
  return [said(reply, 'message'), ...(Array.isArray(errors) ? errors.map((error) => String(at(error, ['message']))) : [])];
};

/** Plain HTTP as octokit speaks it, below one repository. A path that begins with `//` is below the API itself. */
export function client(standin: Standin, token = 'good', prefix = '', repository = 'acme/shop'): Client {
  const call: Client['call'] = async (method, path, body, headers = {}) => {
    const address = path.startsWith('//') ? path.slice(1) : `/repos/${repository}${path}`;
    const response = await fetch(`${standin.url}${prefix}${address}`, {
      method,
      headers: { ...(token === '' ? {} : { authorization: `token ${token}` }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: response.status, body: json ? JSON.parse(text) : text, headers: response.headers };
  };
  return { call, get: (path) => call('GET', path), post: (path, body) => call('POST', path, body) };
}
