import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, notFound, ok, type Route } from './answer.js';
import { GIT_DATA } from './git-data.js';
import { PULLS } from './pulls.js';
import { Repository } from './repository.js';

export type Permissions = Readonly<Record<'contents' | 'pull_requests', 'read' | 'write'>>;

export interface Logged {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** GitHub in small: its REST API over real bare Git repositories. What it says about trees, commits and refs is Git's own word. */
export interface Standin {
  readonly url: string;
  readonly requests: readonly Logged[];
  /** Requests since the last call that were not GET. */
  readonly writes: () => readonly Logged[];
  readonly createRepository: (owner: string, name: string, files: Readonly<Record<string, string>>) => Repository;
  /** Tokens and what they may do; any other is refused. */
  readonly tokens: Map<string, Permissions>;
  /** What the setting "Allow GitHub Actions to create and approve pull requests" is. */
  actionsMayCreatePulls: boolean;
  /** Asked before each request: an answer in place of the real one, or undefined. */
  fault: (method: string, path: string) => Answer | undefined;
  readonly close: () => void;
}

const WRITE: Permissions = { contents: 'write', pull_requests: 'write' };
const about: Route = { method: 'GET', path: /^$/, answer: () => ok({ default_branch: 'main', private: false }) };
const ROUTES: readonly Route[] = [about, ...GIT_DATA, ...PULLS];

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
}

export async function startStandin(): Promise<Standin> {
  const repositories = new Map<string, Repository>();
  const requests: Logged[] = [];
  let seen = 0;

  async function answer(request: IncomingMessage, url: URL): Promise<Answer> {
    const method = request.method ?? 'GET';
    const fault = standin.fault(method, url.pathname);
    if (fault) return fault;
    const permissions = standin.tokens.get((request.headers.authorization ?? '').replace(/^(token|bearer) /i, ''));
    if (!permissions) return { status: 401, body: { message: 'Bad credentials', status: '401' } };
    const [, owner, name, path = ''] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
    const repository = repositories.get(`${owner}/${name}`);
    const route = ROUTES.find((item) => item.method === method && item.path.test(path));
    if (!repository || !route) return notFound;
    if (route.permission && permissions[route.permission] !== 'write')
      return {
        status: 403,
        body: { message: 'Resource not accessible by integration', status: '403' },
        headers: { 'x-accepted-github-permissions': `${route.permission}=write` },
      };
    if (method === 'POST' && path === '/pulls' && !standin.actionsMayCreatePulls)
      return {
        status: 403,
        body: { message: 'GitHub Actions is not permitted to create or approve pull requests.', status: '403' },
      };
    const match = (route.path.exec(path) ?? []).slice(1);
    return route.answer({ repository, match, query: url.searchParams, body: await bodyOf(request), url: url.href });
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', standin.url);
    url.pathname = url.pathname.replace(/^\/api\/v3/, '');
    answer(request, url)
      .catch((error: unknown): Answer => ({ status: 500, body: { message: String(error) } }))
      .then(({ status, body, headers }) => {
        requests.push({ method: request.method ?? '', path: url.pathname, status });
        response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

  const standin: Standin = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    writes: () => {
      const news = requests.slice(seen).filter((item) => item.method !== 'GET');
      seen = requests.length;
      return news;
    },
    createRepository: (owner, name, files) => {
      const repository = new Repository(owner, name);
      repository.commit('main', files, 'first');
      repositories.set(`${owner}/${name}`, repository);
      return repository;
    },
    tokens: new Map([['good', WRITE]]),
    actionsMayCreatePulls: true,
    fault: () => undefined,
    close: () => {
      server.close();
      server.closeAllConnections();
      for (const { dir } of repositories.values()) rmSync(dir, { recursive: true, force: true });
    },
  };
  return standin;
}
