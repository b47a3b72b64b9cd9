import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../oracle.js';
import { OCI_INDEX, pusher } from '../registry/push.js';
import { type RegistryServer, startRegistry } from '../registry/server.js';
import { fairlead } from './fairlead.js';
import { APP, type History, history, valuesOf } from './history.js';

describeWith(['docker-registry'], 'the image of a tag', (tools) => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry(tools['docker-registry']);
  });
  afterAll(() => server.stop());

  /** The built-in bundle with images of the registry, and rules for dev and staging. */
  const shop = (name: string, dev: string, staging = '') =>
    history({
      [APP]: `fairlead: v1\nname: web\nbundle: fastapi-gitops-starter\nenvironments:\n  dev: { promote: { ${dev} } }\n  staging: { promote: { ${staging} } }\n`,
      'apps/web/values.yaml': `image:\n  repository: ${server.host}/acme/${name}\n`,
    });
  const plan = ({ dir }: History, ...args: readonly string[]): readonly string[] => {
    const { out, err } = fairlead(dir, ['promote', '--json', ...args]);
    if (out === '') throw new Error(err);
    const [{ environments = [] } = {}] = JSON.parse(out) as { environments: Record<string, string>[] }[];
    return environments.map(({ environment, decision, reason }) => `${environment}: ${decision}: ${reason}`);
  };

  test('is waited for, then pinned by its digest; the next environment takes that very string; a rerun finds it there', async () => {
    const repo = shop('pinned', 'image: { digest: true }', 'image: { digest: true }');
    const { host } = server;
    expect(plan(repo, '--tag', 'v1.1.0')[0]).toBe(`dev: wait: ${host} does not have ${host}/acme/pinned:v1.1.0`);

    const push = pusher(host, 'acme/pinned');
    const { digest } = await push.image('linux/amd64', 'v1.1.0');
    expect(fairlead(repo.dir, ['promote', '--tag', 'v1.1.0', '--write']).code).toBe(0);
    expect(repo.read(valuesOf('dev'))).toBe(`image:\n  tag: v1.1.0@${digest}\n`);
    expect(plan(repo, '--tag', 'v1.1.0')[0]).toBe(`dev: none: it runs v1.1.0@${digest} already`);

    await push.image('linux/arm64', 'v1.1.0');
    expect(plan(repo)[1]).toBe(`staging: bump: dev runs v1.1.0@${digest}`);
    fairlead(repo.dir, ['promote', '--write']);
    expect(repo.read(valuesOf('staging'))).toBe(repo.read(valuesOf('dev')));
    expect(fairlead(repo.dir, ['promote']).out).toContain(`staging  none    it runs v1.1.0@${digest.slice(0, 19)}… already`);

    await push.remove(digest);
    repo.write(valuesOf('staging'), 'image:\n  tag: v1.0.0\n');
    expect(plan(repo)[1]).toBe(`staging: wait: ${host} does not have ${host}/acme/pinned:v1.1.0@${digest}`);
  });

  test('must be there for every platform', async () => {
    const repo = shop('platforms', 'image: { platforms: [linux/amd64, linux/arm64] }');
    const push = pusher(server.host, 'acme/platforms');
    const amd = await push.image('linux/amd64');
    await push.manifest(OCI_INDEX, { manifests: [amd] }, 'v1.1.0');
    expect(plan(repo, '--tag', 'v1.1.0')[0]).toBe(
      `dev: wait: ${server.host}/acme/platforms:v1.1.0 is not there for linux/arm64: only for linux/amd64`,
    );
    await push.manifest(OCI_INDEX, { manifests: [amd, await push.image('linux/arm64')] }, 'v1.2.0');
    expect(plan(repo, '--tag', 'v1.2.0')[0]).toBe('dev: bump: it takes the release');
  });
});

test('a registry that is down is no answer, and no crash', () => {
  const repo = history({
    [APP]: 'fairlead: v1\nname: web\nbundle: fastapi-gitops-starter\nenvironments:\n  dev: { promote: { image: {} } }\n',
    'apps/web/values.yaml': 'image:\n  repository: 127.0.0.1:9/acme/web\n',
  });
  const { code, out } = fairlead(repo.dir, ['promote', '--tag', 'v1.1.0']);
  expect([code, out]).toEqual([0, expect.stringMatching(/dev {2}wait {4}.*127\.0\.0\.1:9/)]);
});
