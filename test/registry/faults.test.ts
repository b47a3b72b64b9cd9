import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type ImageState, inspectImage } from '../../src/registry/index.js';
import { digestOf, OCI_INDEX, OCI_MANIFEST } from './push.js';
import { type Asked, startStandin } from './standin.js';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function standin(answer: Parameters<typeof startStandin>[0]) {
  const server = await startStandin(answer);
  stops.push(server.stop);
  return server;
}

const SECRET = 'octocat:secret';
const AUTH = Buffer.from(SECRET).toString('base64');
const login = (host: string) => ({ path: 'config.json', text: JSON.stringify({ auths: { [host]: { auth: AUTH } } }) });
const EMPTY = JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [] });
const sends = (response: ServerResponse, body: string | Buffer, headers: Record<string, string> = {}, status = 200) =>
  response.writeHead(status, { 'content-type': OCI_INDEX, ...headers }).end(body);

/** Asks a stand-in that gives one answer, with credentials for it; no answer may repeat them. */
async function look(answer: Parameters<typeof startStandin>[0], version = ':v1', timeout = 2000) {
  const server = await standin(answer);
  const state = await inspectImage(
    { image: `${server.host}/acme/web${version}`, platforms: [] },
    { config: login(server.host), timeout },
  );
  expect(JSON.stringify(state)).not.toMatch(new RegExp(`secret|${AUTH}`));
  return { state: JSON.parse(JSON.stringify(state).replaceAll(server.host, 'HOST')) as ImageState, asked: server.asked };
}
const unknown = (reason: string) => ({ state: 'unknown', reason, fix: expect.any(String) });

describe('a registry that is busy', () => {
  test.each([429, 500, 503])('is asked again after %d', async (status) => {
    const { state, asked } = await look((_, response, before) =>
      before < 2 ? response.writeHead(status).end() : sends(response, EMPTY),
    );
    expect(state).toEqual({ state: 'there', digest: digestOf(EMPTY), platforms: [] });
    expect(asked).toHaveLength(3);
  });

  test('is waited for as long as it asks', async () => {
    const start = performance.now();
    const { state } = await look((_, response, before) =>
      before < 1 ? response.writeHead(429, { 'retry-after': '1' }).end() : sends(response, EMPTY),
    );
    expect(state).toMatchObject({ state: 'there' });
    expect(performance.now() - start).toBeGreaterThan(990);
  });

  test('is waited for until a date', async () => {
    const after = new Date(Date.now() - 1000).toUTCString();
    const { asked } = await look((_, response) => response.writeHead(503, { 'retry-after': after }).end());
    expect(asked).toHaveLength(3);
  });

  test('is not waited for longer than ten seconds', async () => {
    const { state, asked } = await look((_, response) => response.writeHead(429, { 'retry-after': '3600' }).end());
    expect(state).toEqual(unknown('HOST was asked too often (429)'));
    expect(asked).toHaveLength(1);
  });

  test('is given up after three questions', async () => {
    const { state, asked } = await look((_, response) => response.writeHead(502).end('secret'));
    expect(state).toEqual(unknown('HOST fails (502)'));
    expect(asked).toHaveLength(3);
  });

  test('may be silent, or stop in the middle', async () => {
    const silent = await look(() => undefined, ':v1', 100);
    expect(silent.state).toEqual(unknown('HOST does not answer within 0.1 s'));
    const slow = await look((_, response) => response.writeHead(200).write('{'), ':v1', 100);
    expect(slow.state).toEqual(unknown('HOST does not answer within 0.1 s'));
    const cut = await look((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy());
    });
    expect(cut.state).toMatchObject({ state: 'unknown', reason: expect.stringMatching(/^HOST cannot be reached/) });
  });
});

describe('an answer that cannot be trusted', () => {
  test.each<[string, string, Record<string, string>, string]>([
    [
      'of another digest',
      EMPTY,
      { 'docker-content-digest': digestOf('x') },
      'what HOST sends for HOST/acme/web:v1 does not have its digest',
    ],
    [
      'of a digest that is none',
      EMPTY,
      { 'docker-content-digest': 'md5:1' },
      'what HOST sends for HOST/acme/web:v1 does not have its digest',
    ],
    ['of no JSON', '<html>', {}, 'what HOST has as HOST/acme/web:v1 is not an image that Fairlead can read'],
    ['of a list', '[]', {}, 'what HOST has as HOST/acme/web:v1 is not an image that Fairlead can read'],
    [
      'of another type',
      '{}',
      { 'content-type': 'text/html' },
      'what HOST has as HOST/acme/web:v1 is not an image that Fairlead can read',
    ],
    [
      'that is an index and an image',
      JSON.stringify({ mediaType: OCI_INDEX, manifests: [], layers: [], config: { digest: digestOf('x') } }),
      {},
      'what HOST has as HOST/acme/web:v1 is not an image that Fairlead can read',
    ],
    [
      'with a path for a digest',
      JSON.stringify({ mediaType: OCI_MANIFEST, config: { digest: '../../../secret' }, layers: [] }),
      {},
      'what HOST has as HOST/acme/web:v1 is not an image that Fairlead can read',
    ],
    ['of 5 MiB', `"${'x'.repeat(5 << 20)}"`, {}, 'HOST sends more than 4 MiB for HOST/acme/web:v1'],
  ])('%s', async (_, body, headers, reason) => {
    const { state, asked } = await look((_asked, response) => sends(response, body, headers));
    expect(state).toEqual(unknown(reason));
    expect(asked).toHaveLength(1);
  });

  test('for an image with a digest, whatever the header says', async () => {
    const digest = digestOf('x');
    const { state } = await look((_, response) => sends(response, EMPTY, { 'docker-content-digest': digest }), `:v1@${digest}`);
    expect(state).toEqual(unknown(`what HOST sends for HOST/acme/web:v1@${digest} does not have its digest`));
  });

  test('for a configuration', async () => {
    const manifest = JSON.stringify({ mediaType: OCI_MANIFEST, config: { digest: digestOf('{}') }, layers: [] });
    const { state } = await look(({ line }, response) => sends(response, line.includes('/blobs/') ? '{"os":"linux"}' : manifest));
    expect(state).toEqual(unknown('what HOST sends for the configuration of HOST/acme/web:v1 does not have its digest'));
  });

  test.each([302, 400, 418])('with the status %d', async (status) => {
    const { state } = await look((_, response) => response.writeHead(status).end());
    expect(state).toEqual(unknown(status === 302 ? 'HOST redirects to no address' : `HOST answers with ${status}`));
  });
});

describe('credentials', () => {
  const ask = (asked: Asked, response: ServerResponse, challenge: string) =>
    asked.headers.authorization ? sends(response, EMPTY) : response.writeHead(401, { 'www-authenticate': challenge }).end();

  test('are sent only when the registry asks for them', async () => {
    const { asked } = await look((question, response) => ask(question, response, 'Basic realm="a, b", Digest realm="x"'));
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([undefined, `Basic ${AUTH}`]);
  });

  test('do not follow a redirect to another host', async () => {
    const storage = await standin((_, response) => sends(response, EMPTY));
    const { state } = await look((question, response) =>
      question.headers.authorization
        ? response.writeHead(307, { location: `http://${storage.host}/blob?signature=1` }).end()
        : ask(question, response, 'Basic'),
    );
    expect(state).toMatchObject({ state: 'there' });
    expect(storage.asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test('follow one at the registry itself', async () => {
    const { state, asked } = await look((question, response) =>
      question.headers.authorization && question.line.endsWith('/v1')
        ? response.writeHead(307, { location: '/v2/acme/web/manifests/v2' }).end()
        : ask(question, response, 'Basic'),
    );
    expect(state).toMatchObject({ state: 'there' });
    expect(asked.at(-1)?.headers.authorization).toBe(`Basic ${AUTH}`);
  });

  test('are not for whom the registry redirects to, even if asked', async () => {
    const other = await standin((_, response) => {
      response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${other.host}/token"` }).end();
    });
    const { state } = await look((_, response) => response.writeHead(302, { location: `http://${other.host}/x` }).end());
    expect(state).toMatchObject({ state: 'unknown', reason: expect.stringContaining('(401)') });
    expect(other.asked.map(({ line, headers }) => [line, headers.authorization])).toEqual([['GET /x', undefined]]);
  });

  test.each([
    ['Bearer realm="http://example.com/token"', 'HOST wants credentials sent to example.com without https'],
    ['Bearer realm="file:///etc/passwd"', 'HOST wants credentials sent to file: without https'],
    ['Bearer service="x"', 'HOST names no server that gives tokens'],
    ['Negotiate', 'HOST asks for a kind of login that Fairlead does not know'],
    ['"', 'HOST asks for a kind of login that Fairlead does not know'],
  ])('are not sent for %s', async (challenge, reason) => {
    const { state, asked } = await look((question, response) => ask(question, response, challenge));
    expect(state).toEqual(unknown(reason));
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['no JSON', '<'],
    ['no token', '{"token":1}'],
    ['a token that breaks the header', '{"token":"secret\\r\\nx: y"}'],
  ])('may get %s', async (_, body) => {
    const tokens = await standin((_asked, response) => sends(response, body));
    const { state } = await look((question, response) => ask(question, response, `Bearer realm="http://${tokens.host}/t?a=b"`));
    expect(state).toEqual(unknown(`${tokens.host} gives no token that could be used`));
    expect(tokens.asked.map(({ line }) => line)).toEqual(['GET /t?a=b&scope=repository%3Aacme%2Fweb%3Apull']);
  });

  test('do not follow a token server that redirects', async () => {
    const other = await standin((_, response) => sends(response, '{"token":"x"}'));
    const tokens = await standin((_, response) => response.writeHead(302, { location: `http://${other.host}/` }).end());
    const { state } = await look((question, response) => ask(question, response, `Bearer realm="http://${tokens.host}/t"`));
    expect(state).toEqual(unknown(`${tokens.host} answers with 302`));
    expect(other.asked).toEqual([]);
  });
});

test.each([
  ['http://example.com/x', 'HOST redirects to example.com without https'],
  ['/v2/acme/web/manifests/v1', 'HOST redirects more than 5 times'],
  ['http://', 'HOST redirects to no address'],
])('a redirect to %s is not followed for ever', async (location, reason) => {
  const { state, asked } = await look((_, response) => response.writeHead(307, { location }).end());
  expect(state).toEqual(unknown(reason));
  expect(asked.length).toBeLessThanOrEqual(6);
});
