import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDockerConfig } from '../../src/io/docker-config.js';
import { challengesOf } from '../../src/registry/challenge.js';
import { credentialsFor } from '../../src/registry/credentials.js';
import { platformOf } from '../../src/registry/platform.js';
import { referenceOf } from '../../src/registry/reference.js';

describe('challengesOf', () => {
  test.each<[string, readonly (readonly [string, object])[]]>([
    ['Basic realm="x"', [['basic', { realm: 'x' }]]],
    ['Basic', [['basic', {}]]],
    [
      'Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:acme/web:pull,push"',
      [['bearer', { realm: 'https://ghcr.io/token', service: 'ghcr.io', scope: 'repository:acme/web:pull,push' }]],
    ],
    ['BEARER Realm = "a" , error=invalid_token', [['bearer', { realm: 'a', error: 'invalid_token' }]]],
    [
      'Basic realm="a, Bearer x=1", Bearer realm="b"',
      [
        ['basic', { realm: 'a, Bearer x=1' }],
        ['bearer', { realm: 'b' }],
      ],
    ],
    [String.raw`Basic realm="a \"b\""`, [['basic', { realm: 'a "b"' }]]],
    ['', []],
    ['Bearer realm="open', [['bearer', {}]]],
  ])('%s', (header, expected) => {
    expect(challengesOf(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)])).toEqual(expected);
  });

  test('ends for any header', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (header) => expect(challengesOf(header).length).toBeLessThan(200)));
  });
});

test.each([
  ['linux/amd64', 'linux/amd64'],
  ['Linux/x86_64', 'linux/amd64'],
  ['linux/amd64/v1', 'linux/amd64'],
  ['linux/amd64/v3', 'linux/amd64/v3'],
  ['linux/aarch64', 'linux/arm64'],
  ['linux/arm64/v8', 'linux/arm64'],
  ['linux/arm', 'linux/arm/v7'],
  ['linux/armhf', 'linux/arm/v7'],
  ['linux/arm/v6', 'linux/arm/v6'],
  ['linux/s390x', 'linux/s390x'],
  ['linux/constructor', 'linux/constructor'],
])('the platform %s is %s', (text, platform) => {
  expect(platformOf(text)).toBe(platform);
});

describe('credentialsFor', () => {
  const loginFor = (image: string, auths: unknown) => {
    const reference = referenceOf(image);
    if (!reference) throw new Error(`${image} is an image`);
    const { login } = credentialsFor(reference, { path: 'config.json', text: JSON.stringify({ auths }) });
    return login?.by === 'password' ? Buffer.from(login.basic, 'base64').toString() : login;
  };
  const entry = (pair: string) => ({ auth: Buffer.from(pair).toString('base64') });

  test.each([
    ['nginx', 'https://index.docker.io/v1/'],
    ['acme/web', 'docker.io'],
    ['ghcr.io/acme/web', 'ghcr.io'],
    ['ghcr.io/acme/web', 'GHCR.io/'],
    ['ghcr.io/acme/web', 'https://ghcr.io/v2/'],
    ['quay.io/acme/web', 'quay.io/acme'],
    ['quay.io/acme/web', 'quay.io/acme/web'],
    ['registry.example:5000/web', 'registry.example:5000'],
  ])('for %s those of %s are used', (image, key) => {
    expect(loginFor(image, { [key]: entry('a:b:c') })).toBe('a:b:c');
  });

  test.each([
    ['ghcr.io/acme/web', 'ghcr.io.example'],
    ['ghcr.io.example/acme/web', 'ghcr.io'],
    ['ghcr.io/acme/web', 'hcr.io'],
    ['quay.io/acme-2/web', 'quay.io/acme'],
    ['registry.example:5000/web', 'registry.example'],
    ['registry.example/web', 'registry.example:5000'],
    ['ghcr.io/acme/web', ''],
    ['ghcr.io/acme/web', '/'],
    ['ghcr.io/acme/web', 'https://'],
  ])('for %s those of %j are not', (image, key) => {
    expect(loginFor(image, { [key]: entry('a:b') })).toBeUndefined();
  });

  test('the longest key wins', () => {
    const auths = { 'quay.io': entry('a:1'), 'quay.io/acme/web': entry('a:3'), 'quay.io/acme': entry('a:2') };
    expect(loginFor('quay.io/acme/web', auths)).toBe('a:3');
    expect(loginFor('quay.io/other', auths)).toBe('a:1');
  });

  test.each([null, [], 'x', { auth: 1 }, { auth: '' }, { auth: '!' }, entry('user'), entry(':password'), { username: 'a' }])(
    '%j is no login',
    (value) => {
      expect(loginFor('ghcr.io/acme/web', { 'ghcr.io': value })).toBeUndefined();
    },
  );
});

describe('readDockerConfig', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'fairlead-home-'));
    mkdirSync(join(home, '.docker'));
    writeFileSync(join(home, '.docker/config.json'), 'home');
    writeFileSync(join(home, 'config.json'), 'directory');
    writeFileSync(join(home, 'auth.json'), 'file');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  test('the narrower variable wins', () => {
    const text = (env: Record<string, string>) => readDockerConfig({ HOME: home, ...env }).text;
    expect(text({})).toBe('home');
    expect(text({ DOCKER_CONFIG: home })).toBe('directory');
    expect(text({ DOCKER_CONFIG: home, REGISTRY_AUTH_FILE: join(home, 'auth.json') })).toBe('file');
    expect(text({ REGISTRY_AUTH_FILE: join(home, 'auth.json'), DOCKER_AUTH_CONFIG: '{}' })).toBe('{}');
  });

  test('what cannot be read has no text', () => {
    expect(readDockerConfig({ DOCKER_CONFIG: join(home, 'none') })).toEqual({ path: join(home, 'none/config.json') });
    expect(readDockerConfig({ REGISTRY_AUTH_FILE: home })).toEqual({ path: home });
  });

  test('without a home no file of the working directory is taken for one', () => {
    expect(readDockerConfig({})).toEqual({ path: '~/.docker/config.json' });
  });
});
