import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { actorOf, badCredentials, currentUser, type Permissions, READ_WRITE, refusal } from './access.js';
import { type Answer, failed, notFound, type Route, record } from './answer.js';
import { CHECKS } from './checks.js';
import { COMMENTS } from './comments.js';
import { COMMIT_PULLS } from './commit-pulls.js';
import { COMMITS } from './commits.js';
import { TREES } from './create-tree.js';
import { type Asked, applyFault, type Fault } from './faults.js';
import { GIT_DATA } from './git-data.js';
import { isMutation, serveGraphql } from './graphql/serve.js';
import { ISSUES } from './issues.js';
import { LABELS } from './labels.js';
import { forget } from './memory.js';
import { MILESTONES } from './milestones.js';
import { PULLS } from './pulls.js';
import { REFS } from './refs.js';
import { RELEASES } from './releases.js';
import { REPOS } from './repos.js';
import { Repository } from './repository.js';

export type { Permissions };

/** A request and how it was answered; status 0: the connection was broken. */
export interface RequestLog extends Asked {
  readonly status: number;
}

export interface StandinOptions {
  /** Tokens and what they may do; any other is refused. Without: `good`, the token of a job that may do everything. */
  readonly tokens?: Readonly<Record<string, Permissions>>;
  readonly actionsMayCreatePulls?: boolean;
  readonly fault?: (request: Asked) => Fault;
}

/** GitHub in small: its REST and GraphQL APIs over real bare Git repositories. What it says about trees, commits and refs is Git's own word. */
export interface Standin {
  readonly url: string;
  readonly requests: readonly RequestLog[];
  /** Requests since the last call that were to change something: neither GET nor a query of GraphQL. */
  readonly writes: () => readonly RequestLog[];
  readonly createRepository: (owner: string, name: string, files: Readonly<Record<string, string>>) => Repository;
  readonly tokens: Map<string, Permissions>;
  /** What the setting "Allow GitHub Actions to create and approve pull requests" is; it does not bind people. */
  actionsMayCreatePulls: boolean;
  /** Asked before each request, before the token is looked at. */
  fault: (request: Asked) => Fault;
  readonly close: () => Promise<void>;
}

const ROUTES: readonly Route[] = [
  ...REPOS,
  ...REFS,
  ...GIT_DATA,
  ...TREES,
  ...CHECKS,
  ...COMMIT_PULLS,
  ...COMMITS,
  ...PULLS,
  ...ISSUES,
  ...LABELS,
  ...COMMENTS,
  ...MILESTONES,
  ...RELEASES,
];

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (chunks.length === 0) return {};
  try {
    return record(JSON.parse(Buffer.concat(chunks).toString()));
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const raw = Buffer.isBuffer(body);
  const type = raw ? 'application/vnd.github.raw+json; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': type }), ...headers });
  response.end(body === undefined ? undefined : raw ? body : JSON.stringify(body));
}

/** Starts a stand-in on a free port of this machine. Close it, or the process does not end. */
export async function startStandin(options: StandinOptions = {}): Promise<Standin> {
  const repositories = new Map<string, Repository>();
  const requests: RequestLog[] = [];
  let seen = 0;

  function route(request: IncomingMessage, { method, path, query, body }: Asked, url: string, prefix: string): Answer {
    const permissions = standin.tokens.get((request.headers.authorization ?? '').replace(/^(token|bearer) /i, ''));
    if (!permissions) return badCredentials;
    const [actor, api] = [actorOf(permissions), `${standin.url}${prefix}`];
    if (method === 'GET' && path === '/user') return currentUser(actor, api);
    if (method === 'POST' && path === '/graphql') return serveGraphql(body, { repositories, permissions, actor });
    const [, owner = '', name = '', below = ''] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    const repository = repositories.get(`${owner}/${name}`.toLowerCase());
    const found = ROUTES.find((item) => item.method === method && item.path.test(below));
    if (!repository || !found) return notFound;
    const refused = refusal(permissions, found);
    if (refused) return refused;
    if (method === 'POST' && below === '/pulls' && actor.type === 'Bot' && !standin.actionsMayCreatePulls)
      return failed(403, 'GitHub Actions is not permitted to create or approve pull requests.');
    const match = (found.path.exec(below) ?? []).slice(1).map((group) => decodeURIComponent(group ?? ''));
    const accept = request.headers.accept ?? '';
    return found.answer({ repository, permissions, actor, match, query: new URLSearchParams(query), body, accept, url, api });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', standin.url);
    const [, prefix = '', path = '/'] = /^(\/api\/v3|\/api(?=\/graphql$))?(\/.*)$/.exec(url.pathname) ?? [];
    const body = await bodyOf(request);
    const asked: Asked = { method: request.method ?? 'GET', path, query: url.search, body: body ?? {} };
    const faulty = await applyFault(standin.fault(asked));
    if (faulty === 'reset') {
      requests.push({ ...asked, status: 0 });
      request.socket.resetAndDestroy();
      return;
    }
    const answer = faulty ?? (body ? route(request, asked, url.href, prefix) : failed(400, 'Problems parsing JSON'));
    requests.push({ ...asked, status: answer.status });
    send(response, answer);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => send(response, failed(500, String(error))));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');

  const standin: Standin = {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    writes: () => {
      const news = requests
        .slice(seen)
        .filter(({ method, path, body }) => (path === '/graphql' ? isMutation(body) : method !== 'GET'));
      seen = requests.length;
      return news;
    },
    createRepository: (owner, name, files) => {
      const repository = new Repository(owner, name, repositories.size + 1);
      repository.commit(repository.defaultBranch, files, 'first');
      repositories.set(`${owner}/${name}`.toLowerCase(), repository);
      return repository;
    },
    tokens: new Map(Object.entries(options.tokens ?? { good: READ_WRITE })),
    actionsMayCreatePulls: options.actionsMayCreatePulls ?? true,
    fault: options.fault ?? (() => undefined),
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
      for (const { dir } of repositories.values()) {
        forget(dir);
        rmSync(dir, { recursive: true, force: true });
      }
    },
  };
  return standin;
}
