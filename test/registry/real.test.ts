import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { inspectImage } from '../../src/registry/index.js';
import { describeWith } from '../oracle.js';
import { DOCKER_LIST, DOCKER_MANIFEST, digestOf, OCI_INDEX, OCI_MANIFEST, pusher } from './push.js';
import { freePort, type RegistryServer, startRegistry } from './server.js';
import { startTokenServer, type TokenServer } from './tokens.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');
/** A docker configuration with an entry for a registry. */
const configOf = (host: string, entry: object) => ({ path: 'config.json', text: JSON.stringify({ auths: { [host]: entry } }) });
const asks = (image: string, ...platforms: readonly string[]) => ({ image, platforms });

describeWith(['docker-registry'], 'a registry that lets everybody in', (tools) => {
  let server: RegistryServer;
  const look = (name: string, ...platforms: readonly string[]) => inspectImage(asks(`${server.host}/${name}`, ...platforms), {});
  beforeAll(async () => {
    server = await startRegistry(tools['docker-registry']);
  });
  afterAll(() => server.stop());

  test.each([OCI_MANIFEST, DOCKER_MANIFEST])('one image as %s has the platform of its configuration', async (type) => {
    const { digest } = await pusher(server.host, 'acme/web').image('linux/arm64/v8', 'one', type);
    const there = { state: 'there', digest, platforms: ['linux/arm64'] };
    expect(await look('acme/web:one')).toEqual(there);
    expect(await look('acme/web:one', 'linux/arm64')).toEqual(there);
    expect(await look('acme/web:one', 'linux/arm64/v8', 'linux/aarch64')).toEqual(there);
    expect(await look(`acme/web@${digest}`, 'linux/arm64')).toEqual(there);
    expect(await look(`acme/web:other@${digest}`, 'linux/arm64')).toEqual(there);
    expect(await look('acme/web:one', 'linux/amd64', 'linux/arm64')).toEqual({
      state: 'missing',
      reason: `${server.host}/acme/web:one is not there for linux/amd64: only for linux/arm64`,
    });
  });

  test.each([
    [OCI_INDEX, OCI_MANIFEST],
    [DOCKER_LIST, DOCKER_MANIFEST],
  ])('an index as %s has the platforms of its entries', async (type, entry) => {
    const push = pusher(server.host, 'acme/many');
    const [amd, arm, note] = [
      await push.image('linux/amd64', undefined, entry),
      await push.image('linux/arm/v7', undefined, entry),
      await push.image('unknown/unknown', undefined, entry),
    ];
    const { digest } = await push.manifest(type, { manifests: [amd, arm, note] }, 'v1');
    const there = { state: 'there', digest, platforms: ['linux/amd64', 'linux/arm/v7'] };
    expect(await look('acme/many:v1', 'linux/amd64', 'linux/arm')).toEqual(there);
    expect(await look(`acme/many@${digest}`)).toEqual(there);
    expect(await look('acme/many:v1', 'linux/arm64', 'linux/s390x', 'linux/amd64')).toEqual({
      state: 'missing',
      reason: `${server.host}/acme/many:v1 is not there for linux/arm64, linux/s390x: only for linux/amd64, linux/arm/v7`,
    });
  });

  test('a platform whose image was deleted is missing, though the index lists it', async () => {
    const push = pusher(server.host, 'acme/cleaned');
    const [amd, arm] = [await push.image('linux/amd64'), await push.image('linux/arm64')];
    const { digest } = await push.manifest(OCI_INDEX, { manifests: [amd, arm] }, 'v1');
    await push.remove(arm.digest);
    expect(await look('acme/cleaned:v1', 'linux/amd64')).toMatchObject({ state: 'there', digest });
    expect(await look('acme/cleaned:v1', 'linux/amd64', 'linux/arm64')).toEqual({
      state: 'missing',
      reason: `${server.host}/acme/cleaned:v1 lists ${arm.digest} for linux/arm64, and ${server.host} does not have it`,
    });
  });

  test('an artifact without a platform is there, but for none', async () => {
    const push = pusher(server.host, 'acme/chart');
    const config = await push.blob('application/vnd.cncf.helm.config.v1+json', '{"name":"web"}');
    const layer = await push.blob('application/vnd.cncf.helm.chart.content.v1.tar+gzip', 'chart');
    const { digest } = await push.manifest(OCI_MANIFEST, { config, layers: [layer] }, 'v1');
    expect(await look('acme/chart:v1')).toEqual({ state: 'there', digest, platforms: [] });
    expect(await look('acme/chart:v1', 'linux/amd64')).toEqual({
      state: 'missing',
      reason: `${server.host}/acme/chart:v1 is not there for linux/amd64: it names no platform`,
    });
  });

  test('tags, digests and repositories that are not there are missing', async () => {
    await pusher(server.host, 'acme/web').image('linux/amd64', 'v1');
    const none = digestOf('nothing');
    const reason = (what: string) => ({ state: 'missing', reason: `${server.host} does not have ${what}` });
    expect(await look('acme/web:v2', 'linux/amd64')).toEqual(reason(`${server.host}/acme/web:v2`));
    expect(await look(`acme/web@${none}`)).toEqual(reason(`${server.host}/acme/web@${none}`));
    expect(await look('acme/wbe:v1', 'linux/amd64')).toMatchObject({ state: 'missing' });
  });
});

describeWith(['docker-registry'], 'a registry with names and passwords', (tools) => {
  let server: RegistryServer;
  let digest: string;
  const look = (config?: { readonly path: string; readonly text?: string }) =>
    inspectImage(asks(`${server.host}/acme/web:v1`, 'linux/amd64'), config ? { config } : {});
  beforeAll(async () => {
    server = await startRegistry(tools['docker-registry'], (directory) => {
      const path = join(directory, 'htpasswd');
      // octocat:secret, by crypt(3) with bcrypt
      writeFileSync(path, 'octocat:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n');
      return { htpasswd: { realm: 'registry', path } };
    });
    ({ digest } = await pusher(server.host, 'acme/web', `Basic ${base64('octocat:secret')}`).image('linux/amd64', 'v1'));
  });
  afterAll(() => server.stop());

  test('takes what `docker login` has written', async () => {
    const there = { state: 'there', digest, platforms: ['linux/amd64'] };
    expect(await look(configOf(server.host, { auth: base64('octocat:secret') }))).toEqual(there);
    expect(await look(configOf(`http://${server.host}/v1/`, { username: 'octocat', password: 'secret' }))).toEqual(there);
  });

  test('without credentials nothing is known, and the reason says where they were looked for', async () => {
    const fix = `log in to ${server.host} in a step before (docker/login-action, \`docker login\`), or name a file with its credentials in REGISTRY_AUTH_FILE`;
    const asked = (where: string) => ({ state: 'unknown', reason: `${server.host} asks for credentials, and ${where}`, fix });
    expect(await look()).toEqual(asked('none were given'));
    expect(await look({ path: '/home/me/.docker/config.json' })).toEqual(asked('there is no /home/me/.docker/config.json'));
    expect(await look({ path: 'config.json', text: '{' })).toEqual(asked('config.json is not JSON of `docker login`'));
    const other = configOf('ghcr.io', { auth: base64('octocat:secret') });
    expect(await look(other)).toEqual(asked('config.json has none for it'));
    const helper = { path: 'config.json', text: JSON.stringify({ auths: { [server.host]: {} }, credsStore: 'desktop' }) };
    expect(await look(helper)).toEqual(
      asked('config.json leaves them to the credential helper "desktop", which Fairlead does not run'),
    );
  });

  test('wrong ones are named by their file, and never shown', async () => {
    const state = await look(configOf(server.host, { auth: base64('octocat:guessed') }));
    expect(state).toEqual({
      state: 'unknown',
      reason: `${server.host} does not let the credentials in config.json read acme/web (401)`,
      fix: 'give them the right to read it, log in with others, or correct the name of the image',
    });
  });

  test('a token is no password', async () => {
    expect(await look(configOf(server.host, { identitytoken: 'renewed' }))).toMatchObject({
      state: 'unknown',
      reason: `${server.host} asks for a name and password, and the credentials in config.json are a token`,
    });
  });
});

describeWith(['docker-registry'], 'a registry with a token server', (tools) => {
  let server: RegistryServer;
  let tokens: TokenServer;
  const look = (name: string, entry?: object) =>
    inspectImage(asks(`${server.host}/${name}`, 'linux/amd64'), entry ? { config: configOf(server.host, entry) } : {});
  beforeAll(async () => {
    tokens = await startTokenServer();
    server = await startRegistry(tools['docker-registry'], tokens.auth);
    for (const name of ['acme/web', 'acme/public']) {
      const push = pusher(server.host, name, `Bearer ${tokens.issue(name, ['pull', 'push'])}`);
      await push.manifest(OCI_INDEX, { manifests: [await push.image('linux/amd64')] }, 'v1');
    }
  });
  afterAll(async () => {
    await tokens.stop();
    await server.stop();
  });
  beforeEach(() => {
    (tokens.asked as string[]).length = 0;
  });

  test('gives everybody a token for what is public', async () => {
    expect(await look('acme/public:v1')).toMatchObject({ state: 'there', platforms: ['linux/amd64'] });
    expect(tokens.asked).toEqual(['GET repository:acme/public:pull']);
  });

  test('gives one for a name and password, once for all that is read', async () => {
    expect(await look('acme/web:v1', { auth: base64('octocat:secret') })).toMatchObject({ state: 'there' });
    expect(tokens.asked).toEqual(['GET Basic octocat:secret repository:acme/web:pull']);
  });

  test('gives one for an identity token, as Azure has it', async () => {
    const entry = { auth: base64('00000000-0000-0000-0000-000000000000:'), identitytoken: 'renewed' };
    expect(await look('acme/web:v1', entry)).toMatchObject({ state: 'there' });
    expect(tokens.asked).toEqual(['POST repository:acme/web:pull']);
  });

  test('is not asked where the configuration has a finished token', async () => {
    expect(await look('acme/web:v1', { registrytoken: tokens.issue('acme/web', ['pull']) })).toMatchObject({ state: 'there' });
    expect(tokens.asked).toEqual([]);
  });

  test('refuses others', async () => {
    expect(await look('acme/web:v1')).toMatchObject({
      state: 'unknown',
      reason: `${server.host} asks for credentials, and none were given`,
    });
    const state = await look('acme/web:v1', { auth: base64('octocat:guessed') });
    expect(state).toMatchObject({
      reason: expect.stringMatching(/does not let the credentials in config.json read acme\/web \(401\)$/),
    });
    expect(JSON.stringify(state)).not.toContain('guessed');
    const forOthers = await look('acme/web:v1', { registrytoken: tokens.issue('acme/other', ['pull']) });
    expect(forOthers).toMatchObject({ state: 'unknown', reason: expect.stringContaining('(401)') });
  });

  test('a tag that is not there is missing, with a token too', async () => {
    expect(await look('acme/public:v2')).toEqual({
      state: 'missing',
      reason: `${server.host} does not have ${server.host}/acme/public:v2`,
    });
  });
});

test('a registry that is down is not known about', async () => {
  const host = `127.0.0.1:${await freePort()}`;
  expect(await inspectImage(asks(`${host}/acme/web:v1`), {})).toEqual({
    state: 'unknown',
    reason: `${host} cannot be reached (ECONNREFUSED)`,
    fix: 'check the name of the registry and the network of this job',
  });
});
