import { expect, test } from '@jest/globals';
import type { JsonMap } from '../../../src/core/index.js';
import { checkValues, isKnown } from '../../../src/core/values/check.js';
import { stack } from './layers.js';

const schema: JsonMap = {
  $defs: { token: { description: 'A token.', type: 'string', pattern: '^[a-z]+$' } },
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1 },
    password: { type: 'string', writeOnly: true },
    token: { $ref: '#/$defs/token', writeOnly: true },
    tokens: { type: 'array', items: { type: 'string', writeOnly: true } },
    login: { type: 'object', writeOnly: true, additionalProperties: { type: 'string' } },
    mode: { enum: ['a', 'b'], writeOnly: true },
    ports: {
      type: 'array',
      items: { type: 'object', additionalProperties: false, properties: { port: { type: 'integer', 'x-aliases': ['nr'] } } },
    },
    hpa: { type: 'object', 'x-aliases': ['autoscaling'] },
  },
};
function check(file: string, sets: readonly string[] = []): readonly string[] {
  return checkValues(schema, stack('', { 'v.yaml': file }, sets, schema)).map(({ code, message, fix, origin }) => {
    const place = origin?.from === 'file' ? `${origin.path}:${origin.line}:${origin.column}` : (origin?.name ?? 'nowhere');
    return `${place} ${code.replace('values/', '')} ${message.replace(/ is a secret in plain text.*/, ' is plain')}${fix && code !== 'values/plain-secret' ? ` (${fix})` : ''}`;
  });
}

test.each([
  ['name: web\n', []],
  [
    'nam: web\n',
    [
      'v.yaml:1:1 unknown-key `nam` is not a known key here (did you mean `name`?)',
      'nowhere missing-key `name` is missing (add `name:`)',
    ],
  ],
  [
    'name: ""\nautoscaling: {}\n',
    [
      'v.yaml:1:1 not-allowed `name`: it must not be empty',
      'v.yaml:2:1 unknown-key `autoscaling` is not a known key here (did you mean `hpa`?)',
    ],
  ],
  [
    'name: web\nports:\n- port: 1\n- nr: 2\n- port: "80"\n',
    [
      'v.yaml:4:3 unknown-key `nr` is not a known key here (did you mean `port`?)',
      'v.yaml:5:3 wrong-type `ports.2.port`: must be a whole number, not the string "80" (write it without quotes)',
    ],
  ],
  ['name: web\npassword: canary\n', ['v.yaml:2:1 plain-secret `password` is plain']],
  ['name: web\npassword: ""\ntoken:\ntokens: []\n', []],
  ['name: web\ntoken: canary\n', ['v.yaml:2:1 plain-secret `token` is plain']],
  ['name: web\ntokens:\n- canary\n', ['v.yaml:3:3 plain-secret `tokens[0]` is plain']],
  ['name: web\nlogin: { user: canary, pass: "" }\n', ['v.yaml:2:10 plain-secret `login.user` is plain']],
])('%j', (file, lines) => {
  expect(check(file)).toEqual(lines);
});

test('what is set by path has no file, and is no secret in one', () => {
  expect(check('name: web\n', ['password=canary', 'nam=x', 'ports[0].port=x'])).toEqual(
    [
      '--set nam unknown-key `nam` is not a known key here (did you mean `name`?)',
      '--set ports[0].port wrong-type `ports.0.port`: must be a whole number, not the string "x"',
    ].toSorted(),
  );
});

test.each([
  'password: 8151234',
  'password: [canary]',
  'token: Canary8151234',
  'tokens: [{ k: canary }, 8151234]',
  'login: { user: 8151234 }',
  'login: canary',
  'mode: canary',
])('no message says the secret in %s', (line) => {
  const lines = check(`name: web\n${line}\n`);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join()).not.toMatch(/canary|8151234/i);
});

test('paths that the schema names may be read though nobody sets them', () => {
  expect([['password'], ['nam'], ['login', 'user'], ['constructor'], []].map((path) => isKnown(schema, path))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('the same mistake in thousands of items is said five times, and counted', () => {
  const schema = { properties: { hosts: { type: 'array', items: { type: 'string' } } } };
  const lastOf = (items: number) => {
    const found = checkValues(schema, stack('', {}, [[`hosts[${items}]=a`, 'string']]));
    expect(found.length).toBe(5);
    return found.at(-1)?.message;
  };
  expect(lastOf(15_000)).toBe('`hosts.4`: must be a string, not null, and 14995 more items like it');
  expect(lastOf(60_000)).toBe('`hosts.4`: must be a string, not null, and at least 19995 more items like it');
});
