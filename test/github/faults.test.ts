import { getOctokit } from '@actions/github';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { retry } from '@octokit/plugin-retry';
import { READ_ONLY } from './access.js';
import { type Client, client, said } from './client.js';
import {
  always,
  conflict,
  graphqlError,
  inTurn,
  race,
  rateLimit,
  resetAfter,
  resetBefore,
  secondaryLimit,
  serverError,
  slow,
  together,
  unprocessable,
} from './faults.js';
import type { Repository } from './repository.js';
import { type Standin, startStandin } from './standin.js';

let github: Standin;
let shop: Repository;
let api: Client;

beforeEach(async () => {
  github = await startStandin();
  api = client(github);
  shop = github.createRepository('acme', 'shop', { 'a.txt': 'a\n' });
});
afterEach(() => github.close());

const comment = (body = 'x') => api.post('/issues/1/comments', { body });

test('answers in place of the real one, one after the other', async () => {
  const faults = [
    serverError(500),
    serverError(502),
    secondaryLimit(7),
    secondaryLimit(1, 429),
    rateLimit(1_700_000_000),
    conflict(),
    unprocessable('no'),
  ];
  github.fault = inTurn('POST /comments', ...faults);
  const replies = [];
  for (let i = 0; i <= faults.length; i++) replies.push(await comment());
  expect(replies.map(({ status }) => status)).toEqual([500, 502, 403, 429, 403, 409, 422, 201]);
  expect(replies.map(({ headers }) => headers.get('retry-after'))).toEqual([null, null, '7', '1', null, null, null, null]);
  expect(replies[4]?.headers.get('x-ratelimit-reset')).toBe('1700000000');
  expect(said(replies[2] ?? (await comment()), 'message')).toContain('secondary rate limit');
  expect(shop.comments).toHaveLength(1);
  expect(github.requests.map(({ status }) => status)).toEqual([500, 502, 403, 429, 403, 409, 422, 201]);
});

describe('a connection that breaks', () => {
  test('before: nothing was done', async () => {
    github.fault = inTurn('POST /comments', resetBefore);
    await expect(comment()).rejects.toThrow('fetch failed');
    expect([shop.comments, github.requests.map(({ status }) => status)]).toEqual([[], [0]]);
  });

  test('after: it was done, and nobody knows', async () => {
    github.fault = inTurn('POST /comments', resetAfter);
    await expect(comment('lost')).rejects.toThrow('fetch failed');
    expect(shop.comments.map(({ body }) => body)).toEqual(['lost']);
    expect(github.requests.map(({ status }) => status)).toEqual([0]);
  });

  test('or the answer is that of a gateway which gave up', async () => {
    github.fault = inTurn('POST /comments', { after: serverError(502) });
    expect((await comment('done')).status).toBe(502);
    expect(shop.comments.map(({ body }) => body)).toEqual(['done']);
  });

  test('a client that tries again finds its own ref there', async () => {
    const { git } = getOctokit('good', { baseUrl: github.url, request: { retries: 1 } }, retry).rest;
    github.fault = inTurn('POST /git/refs', { after: serverError(503) });
    const create = git.createRef({ owner: 'acme', repo: 'shop', ref: 'refs/heads/x', sha: shop.resolve('main') ?? '' });
    await expect(create).rejects.toMatchObject({ status: 422, message: expect.stringContaining('Reference already exists') });
    expect(shop.resolve('x')).toBe(shop.resolve('main'));
  });
});

test('a race: a person pushes between two requests, once', async () => {
  const [old, mine] = [shop.resolve('main') ?? '', shop.commit('mine', { 'a.txt': 'mine' })];
  let theirs = '';
  github.fault = race(/^PATCH .*\/git\/refs\/heads\/main$/, () => {
    theirs = shop.commit('main', { 'a.txt': 'theirs' });
  });
  const move = () => api.call('PATCH', '/git/refs/heads/main', { sha: mine, force: false });
  const reply = await move();
  expect([reply.status, said(reply, 'message')]).toEqual([422, 'Update is not a fast forward']);
  await move();
  expect([shop.resolve('main'), shop.log('main').map(({ sha }) => sha)]).toEqual([theirs, [theirs, old]]);
});

test('several together, and errors of GraphQL, for part of the data too', async () => {
  const order: string[] = [];
  github.fault = together(
    (_, index) => void order.push(`request ${index}`),
    inTurn(
      'POST /graphql',
      graphqlError('RATE_LIMITED', 'API rate limit exceeded'),
      graphqlError('FORBIDDEN', 'no', { viewer: null }),
    ),
    always(({ method }) => method === 'GET', slow(20)),
  );
  const { graphql } = getOctokit('good', { baseUrl: github.url });
  await expect(graphql('{ viewer { login } }')).rejects.toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] });
  await expect(graphql('{ viewer { login } }')).rejects.toMatchObject({ data: { viewer: null } });
  const start = performance.now();
  expect((await api.get('')).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThan(19);
  expect(order).toEqual(['request 0', 'request 1', 'request 2']);
});

test('a token that may only read', async () => {
  github.tokens.set('fork', READ_ONLY);
  expect((await client(github, 'fork').get('/git/ref/heads/main')).status).toBe(200);
  const reply = await client(github, 'fork').post('/git/blobs', { content: 'x' });
  expect([reply.status, said(reply, 'message')]).toEqual([403, 'Resource not accessible by integration']);
});
