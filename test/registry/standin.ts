import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

/** A question that was put. */
export interface Asked {
  /** `GET /v2/acme/web/manifests/v1` */
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
}

/** A server that answers as no good registry would. `answer` gets how often it was asked before. */
export async function startStandin(
  answer: (asked: Asked, response: ServerResponse, before: number) => void,
): Promise<{ readonly host: string; readonly asked: readonly Asked[]; readonly stop: () => void }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const question = { line: `${request.method} ${request.url}`, headers: request.headers };
    asked.push(question);
    answer(question, response, asked.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a TCP server has an address and a port');
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { host: `127.0.0.1:${address.port}`, asked, stop };
}
