import { execFileSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { freePort } from './server.js';

const encode = (value: string | Buffer): string => Buffer.from(value).toString('base64url');

export interface TokenServer {
  /** The section of the registry's configuration that trusts it. */
  readonly auth: (directory: string) => Readonly<Record<string, unknown>>;
  /** What was asked of it: `GET Basic octocat:secret repository:acme/web:pull`. */
  readonly asked: readonly string[];
  /** A token for pushes. */
  readonly issue: (repository: string, actions: readonly string[]) => string;
  readonly stop: () => Promise<unknown>;
}

/** A token server by the distribution project's specification: `octocat:secret` and the refresh token `renewed` may read. */
export async function startTokenServer(): Promise<TokenServer> {
  const port = await freePort();
  const asked: string[] = [];
  let directory = '';
  const issue = (name: string, actions: readonly string[]): string => {
    const certificate = readFileSync(join(directory, 'cert.pem'), 'utf8').replace(/-----[^-]+-----|\s/g, '');
    const now = Math.floor(Date.now() / 1000);
    const header = { typ: 'JWT', alg: 'RS256', x5c: [certificate] };
    const access = [{ type: 'repository', name, actions }];
    const claims = { iss: 'test', sub: 'octocat', aud: 'registry', exp: now + 300, nbf: now - 60, iat: now, jti: '1', access };
    const text = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(claims))}`;
    const key = createPrivateKey(readFileSync(join(directory, 'key.pem')));
    return `${text}.${encode(sign('sha256', Buffer.from(text), key))}`;
  };
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('');
    const url = new URL(request.url ?? '', 'http://x');
    const parameters = request.method === 'POST' ? new URLSearchParams(body) : url.searchParams;
    const [scheme = '', basic = ''] = (request.headers.authorization ?? '').split(' ');
    const login = Buffer.from(basic, 'base64').toString();
    const scope = parameters.get('scope') ?? '';
    asked.push([request.method, scheme, login, scope].filter((word) => word !== '').join(' '));
    const may = login === 'octocat:secret' || parameters.get('refresh_token') === 'renewed';
    const [, name = ''] = scope.split(':');
    const token = parameters.get('service') === 'registry' && (may || name === 'acme/public') ? issue(name, ['pull']) : undefined;
    response.writeHead(token === undefined ? 401 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(token === undefined ? { details: 'no' } : { access_token: token }));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    asked,
    issue,
    auth: (home) => {
      directory = join(home, 'keys');
      mkdirSync(directory);
      const out = ['-keyout', join(directory, 'key.pem'), '-out', join(directory, 'cert.pem')];
      execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=test', '-days', '2', ...out], {
        stdio: 'ignore',
      });
      const realm = `http://127.0.0.1:${port}/token`;
      return { token: { realm, service: 'registry', issuer: 'test', rootcertbundle: join(directory, 'cert.pem') } };
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
