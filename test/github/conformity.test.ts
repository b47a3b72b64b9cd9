import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { at, type Json } from '../../src/core/base/json.js';
import { type Client, client, said } from './client.js';
import { wrongAnswer } from './conformity.js';
import { readDescription } from './operations.js';
import { ROUTES } from './router.js';
import { type Standin, startStandin } from './standin.js';

let github: Standin;
let api: Client;

beforeEach(async () => {
  github = await startStandin();
  api = client(github);
  github.createRepository('acme', 'shop', { 'a.txt': 'a\n' });
});
afterEach(() => github.close());

describe('requests', () => {
  test.each([
    [
      'a misspelt field',
      'POST',
      '/issues/1/comments',
      { body: 'x', bdy: 'y' },
      'issues/create-comment body must NOT have additional properties {"additionalProperty":"bdy"}',
    ],
    [
      'one deep inside',
      'POST',
      '/git/trees',
      { tree: [{ path: 'a', mod: '100644' }] },
      'git/create-tree body /tree/0 must NOT have additional properties {"additionalProperty":"mod"}',
    ],
    ['a field of the wrong type', 'PATCH', '/pulls/1', { title: 1 }, 'pulls/update body /title must be string {"type":"string"}'],
    [
      'a missing field',
      'POST',
      '/git/refs',
      { ref: 'refs/heads/x' },
      'git/create-ref body must have required property \'sha\' {"missingProperty":"sha"}',
    ],
    [
      'a parameter that GitHub does not know',
      'GET',
      '/pulls?sate=all',
      undefined,
      'pulls/list query must NOT have additional properties {"additionalProperty":"sate"}',
    ],
    [
      'a value that it does not take',
      'GET',
      '/pulls?state=any',
      undefined,
      'pulls/list query /state must be equal to one of the allowed values {"allowedValues":["open","closed","all"]}',
    ],
    ['a word for a number', 'GET', '/pulls?page=two', undefined, 'pulls/list query /page must be integer {"type":"integer"}'],
    ['a body where none is taken', 'DELETE', '/git/refs/heads/main', { sha: 'x' }, 'git/delete-ref takes no body'],
    ['a path that is not served', 'GET', '/nothing', undefined, 'GET /repos/acme/shop/nothing is not served'],
    [
      'a field that GraphQL does not know',
      'POST',
      '//graphql',
      { query: '{ viewer { name } }' },
      'GraphQL: Cannot query field "name" on type "User".',
    ],
  ])('%s is a violation', async (_, method, path, body, reason) => {
    const reply = await api.call(method, path, body);
    expect([reply.status, said(reply, 'message')]).toEqual([500, `Not as GitHub describes it: ${reason}`]);
    expect(github.violations.splice(0)).toEqual([reason]);
  });

  test('closing tells of violations that no test expected', async () => {
    await api.get('/nothing');
    await expect(github.close()).rejects.toThrow('not as GitHub describes it:\nGET /repos/acme/shop/nothing is not served');
  });

  test('a fault hides what is not served, and what is wrong is not carried out', async () => {
    github.fault = ({ path }) => (path.endsWith('/nothing') ? { status: 404, body: { message: 'Not Found' } } : undefined);
    expect((await api.get('/nothing')).status).toBe(404);
    expect(github.violations).toEqual([]);
    await api.post('/git/blobs', { content: 1 });
    expect(github.violations.splice(0)).toHaveLength(1);
  });
});

test('answers with a field missing, of another type or with a status that is not described are violations', () => {
  const asked = { method: 'GET', path: '/repos/acme/shop/git/ref/heads/main', query: '', body: {} };
  const ref = {
    ref: 'refs/heads/main',
    node_id: 'x',
    url: 'https://x.example/y',
    object: { type: 'commit', sha: 'a'.repeat(40), url: 'https://x.example/z' },
  };
  expect(wrongAnswer(asked, { status: 200, body: ref })).toEqual([]);
  expect(wrongAnswer(asked, { status: 404, body: { message: 'Not Found', documentation_url: 'x', status: '404' } })).toEqual([]);
  expect(wrongAnswer(asked, { status: 200, body: { ...ref, url: undefined } })[0]).toContain("required property 'url'");
  expect(wrongAnswer(asked, { status: 200, body: { ...ref, node_id: null } })[0]).toContain('/node_id must be string');
  expect(wrongAnswer(asked, { status: 202, body: ref })).toEqual(['git/get-ref 202 is not described']);
});

test('every route is an operation that GitHub describes', () => {
  const sample = (name: string) =>
    name.endsWith('sha') ? 'a'.repeat(40) : /number|_id$/.test(name) ? '1' : name === 'basehead' ? 'a...b' : 'main';
  const lines = Object.entries(readDescription().paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      below: path.replace('/repos/{owner}/{repo}', '').replace(/\{(\w+)\}/g, (_, name) => sample(name)),
    })),
  );
  const undescribed = ROUTES.filter(
    (route) => !lines.some(({ method, below }) => route.method === method && route.path.test(below)),
  );
  expect(undescribed.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

test('what GraphQL answers is of the types that its schema says', async () => {
  const query =
    '{ repository(owner: "acme", name: "shop") { object(expression: "main:a.txt") { __typename ... on Blob { byteSize } } } }';
  const data: Json = (await api.post('//graphql', { query })).body;
  expect(at(data, ['data', 'repository', 'object'])).toEqual({ __typename: 'Blob', byteSize: 2 });
});
