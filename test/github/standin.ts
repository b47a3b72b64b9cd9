import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Permissions, READ_WRITE } from './access.js';
import { type Answer, failed, record } from './answer.js';
import { wrongAnswer, wrongRequest } from './conformity.js';
import { type Asked, type Fault, type Faults, wait } from './faults.js';
import { isGraphql, isMutation } from './graphql/serve.js';
import { forget } from './memory.js';
import { Repository } from './repository.js';
import { route } from './router.js';

export type { Permissions };

/** A request and how it was answered; status 0: the connection was broken. */
export interface RequestLog extends Asked {
  readonly status: number;
}

export interface StandinOptions {
  /** Tokens and what they may do; any other is refused. Without: `good`, the token of a job that may do everything. */
  readonly tokens?: Readonly<Record<string, Permissions>>;
  readonly actionsMayCreatePulls?: boolean;
  readonly fault?: Faults;
}

/** GitHub in small: its REST and GraphQL APIs over real bare Git repositories. What it says about trees, commits and refs is Git's own word. */
export interface Standin {
  readonly url: string;
  readonly requests: readonly RequestLog[];
  /** Requests since the last call that were to change something: neither GET nor a query of GraphQL. */
  readonly writes: () => readonly RequestLog[];
  /** Where requests and answers were not as GitHub describes them; such a request is answered with 500. A test that means them takes them out. */
  readonly violations: string[];
  readonly createRepository: (owner: string, name: string, files: Readonly<Record<string, string>>) => Repository;
  readonly tokens: Map<string, Permissions>;
  /** What the setting "Allow GitHub Actions to create and approve pull requests" is; it does not bind people. */
  actionsMayCreatePulls: boolean;
  /** Asked before each request, before the token is looked at. */
  fault: Faults;
  /** Ends the server and throws if there were violations. */
  readonly close: () => Promise<void>;
}

/** The body of a request; undefined if it is no JSON. */
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

const inPlace = (fault: Fault): Answer | 'reset' | undefined =>
  fault === undefined || 'delay' in fault || 'after' in fault ? undefined : 'before' in fault ? fault.before : fault;

/** Starts a stand-in on a free port of this machine. Close it, or the process does not end. */
export async function startStandin(options: StandinOptions = {}): Promise<Standin> {
  const repositories = new Map<string, Repository>();
  const requests: RequestLog[] = [];
  const violations: string[] = [];
  let came = 0;
  let seen = 0;

  const violated = (reasons: readonly string[]): Answer => {
    violations.push(...reasons);
    return failed(500, `Not as GitHub describes it: ${reasons.join('; ')}`);
  };

  /** The real answer, if both it and the request are as GitHub describes them. */
  function carryOut(asked: Asked, request: IncomingMessage, url: URL, prefix: string): Answer {
    const wrong = wrongRequest(asked);
    if (wrong.length > 0) return violated(wrong);
    const token = (request.headers.authorization ?? '').replace(/^(token|bearer) /i, '');
    const accept = request.headers.accept ?? '';
    const { tokens, actionsMayCreatePulls } = standin;
    const incoming = { ...asked, token, accept, url: url.href, api: `${standin.url}${prefix}` };
    const answer = route({ repositories, tokens, actionsMayCreatePulls }, incoming);
    const bad = wrongAnswer(asked, answer);
    return bad.length > 0 ? violated(bad) : answer;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', standin.url);
    const [, start = '', path = '/'] = /^(\/api\/v3|\/api(?=\/graphql$))?(\/.*)$/.exec(url.pathname) ?? [];
    const body = await bodyOf(request);
    const asked: Asked = { method: request.method ?? 'GET', path, query: url.search, body: body ?? {} };
    const fault = standin.fault(asked, came++);
    await wait(fault);
    const real = () => (body ? carryOut(asked, request, url, start) : failed(400, 'Problems parsing JSON'));
    const carried = inPlace(fault) ?? real();
    const answer = fault !== undefined && 'after' in fault ? fault.after : carried;
    requests.push({ ...asked, status: answer === 'reset' ? 0 : answer.status });
    if (answer === 'reset') request.socket.resetAndDestroy();
    else send(response, answer);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A client that was ended in the middle of its request is no fault of ours.
      if (request.errored || request.socket.destroyed) return;
      send(response, violated([error instanceof Error ? (error.stack ?? error.message) : String(error)]));
    });
  });
  // On a busy machine a test may be silent for long: a connection breaks only where a fault says so.
  Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');

  const standin: Standin = {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    violations,
    writes: () => {
      const news = requests.slice(seen);
      seen = requests.length;
      return news.filter((asked) => (isGraphql(asked) ? isMutation(asked.body) : asked.method !== 'GET'));
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
      if (violations.length > 0) throw new Error(`not as GitHub describes it:\n${violations.splice(0).join('\n')}`);
    },
  };
  return standin;
}
