import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inspectImage } from '../../src/registry/index.js';
import { referenceOf } from '../../src/registry/reference.js';

const SHA = `sha256:${'a1'.repeat(32)}`;
const HUB = 'https://registry-1.docker.io';

describe('referenceOf', () => {
  // What Docker makes of them: github.com/distribution/reference, `ParseDockerRef`.
  test.each([
    ['nginx', 'docker.io', 'library/nginx', 'latest', HUB],
    ['nginx:1.29', 'docker.io', 'library/nginx', '1.29', HUB],
    ['acme/web:v1', 'docker.io', 'acme/web', 'v1', HUB],
    ['docker.io/nginx', 'docker.io', 'library/nginx', 'latest', HUB],
    ['index.docker.io/acme/web:v1', 'docker.io', 'acme/web', 'v1', HUB],
    ['ghcr.io/acme/web:v1.2.3', 'ghcr.io', 'acme/web', 'v1.2.3', 'https://ghcr.io'],
    ['GHCR.io/acme/web', 'ghcr.io', 'acme/web', 'latest', 'https://ghcr.io'],
    ['ghcr.io/web', 'ghcr.io', 'web', 'latest', 'https://ghcr.io'],
    ['registry.example:5000/a/b/c:v1', 'registry.example:5000', 'a/b/c', 'v1', 'https://registry.example:5000'],
    ['registry:5000/web', 'registry:5000', 'web', 'latest', 'https://registry:5000'],
    ['localhost/web', 'localhost', 'web', 'latest', 'http://localhost'],
    ['localhost:5000/web:v1', 'localhost:5000', 'web', 'v1', 'http://localhost:5000'],
    ['127.0.0.1:5000/web', '127.0.0.1:5000', 'web', 'latest', 'http://127.0.0.1:5000'],
    ['[::1]:5000/web', '[::1]:5000', 'web', 'latest', 'http://[::1]:5000'],
    ['localhost.example/web', 'localhost.example', 'web', 'latest', 'https://localhost.example'],
    ['10.0.0.1:5000/web', '10.0.0.1:5000', 'web', 'latest', 'https://10.0.0.1:5000'],
    [`ghcr.io/acme/web@${SHA}`, 'ghcr.io', 'acme/web', SHA, 'https://ghcr.io'],
    [`ghcr.io/acme/web:v1@${SHA}`, 'ghcr.io', 'acme/web', SHA, 'https://ghcr.io'],
  ])('%s', (image, registry, repository, version, origin) => {
    expect(referenceOf(image)).toEqual({ registry, repository, version, origin });
  });

  test.each([
    '',
    'https://ghcr.io/acme/web',
    'ghcr.io/Acme/web',
    'ghcr.io/acme/web:v 1',
    'ghcr.io/acme/web:v1\n',
    'ghcr.io/../web',
    'ghcr.io/acme//web',
    'ghcr.io/acme/web?x=1',
    'ghcr.io/acme/web#x',
    'octocat:secret@ghcr.io/acme/web',
    'ghcr.io:99999/acme/web',
    '0x7f.1/acme/web',
    '2130706433:80/acme/web',
    '[0:0:0:0:0:0:0:1]/acme/web',
    '169.254.169.254/latest/meta-data:..',
    `web@sha256:${'a1'.repeat(20)}`,
    `web@md5:${'a1'.repeat(16)}`,
    'a'.repeat(300),
  ])('%j is refused, and no question is put', async (image) => {
    expect(referenceOf(image)).toBeUndefined();
    const never = () => Promise.reject(new Error('asked'));
    expect(await inspectImage({ image, platforms: [] }, { fetch: never })).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('is not an image reference'),
    });
  });

  test('whatever is taken is asked for at the host and below the path that it names', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9.:[\]_@/-]{1,12}$/);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const image = parts.join('/');
        const reference = referenceOf(image);
        if (!reference) return;
        const url = new URL(`${reference.origin}/v2/${reference.repository}/manifests/${reference.version}`);
        expect(url.pathname).toBe(`/v2/${reference.repository}/manifests/${reference.version}`);
        expect(url.username + url.password + url.search + url.hash).toBe('');
        expect(url.hostname).toBe(new URL(reference.origin).hostname);
      }),
      { numRuns: 2000 },
    );
  });
});

test.each(['linux', 'linux/amd64/v2/x', 'linux amd64', '', '/'])('%j is not a platform', async (platform) => {
  expect(await inspectImage({ image: 'nginx', platforms: ['linux/amd64', platform] }, {})).toEqual({
    state: 'unknown',
    reason: `${JSON.stringify(platform)} is not a platform`,
    fix: 'write one as `linux/amd64` or `linux/arm/v7`',
  });
});
