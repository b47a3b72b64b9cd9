import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ROOT } from './server.js';

const read = (path: string) => readFileSync(join(ROOT, 'plugin', path), 'utf8');
const dockerfile = read('Dockerfile');

test('plugin.yaml: no version, no discovery, a command that an error can show', () => {
  expect(parse(read('plugin.yaml'))).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ConfigManagementPlugin',
    metadata: { name: 'fairlead' },
    spec: {
      generate: { command: ['fairlead', 'generate'] },
      parameters: { dynamic: { command: ['fairlead', 'parameters'] } },
    },
  });
});

test('the kustomize component and the Helm values install the same sidecar', () => {
  const patch = parse(read('kustomize/sidecar-patch.yaml')).spec.template.spec;
  const { repoServer } = parse(read('helm-values.yaml'));
  expect(repoServer.volumes).toEqual(patch.volumes);
  expect(repoServer.extraContainers.map((item: object) => ({ ...item, image: '' }))).toEqual(
    patch.containers.map((item: object) => ({ ...item, image: '' })),
  );
  expect(patch.containers[0]).toMatchObject({ image: 'fairlead-plugin', securityContext: { readOnlyRootFilesystem: true } });
});

test('the image runs as the user of the pod, and takes nothing that its ignore file leaves out', () => {
  const { containers } = parse(read('kustomize/sidecar-patch.yaml')).spec.template.spec;
  expect(dockerfile).toContain(`USER ${containers[0].securityContext.runAsUser}\n`);
  const taken = /^COPY (?!--from)(?:--\S+ )?(\S+) |--mount=type=bind,source=([^,]+)/gm;
  const copied = [...dockerfile.matchAll(taken)].map(([, path, mounted]) => path ?? mounted);
  const allowed = read('Dockerfile.dockerignore')
    .split('\n')
    .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
  expect(copied.toSorted()).toEqual(allowed.toSorted());
});

test('the image keeps compiled code of every command that plugin.yaml names, as the sidecar will find it', () => {
  const { spec } = parse(read('plugin.yaml'));
  const made = dockerfile.indexOf('RUN --mount');
  expect(dockerfile.slice(0, made)).toContain('XDG_CACHE_HOME=/var/cache\n');
  for (const { command } of [spec.generate, spec.parameters.dynamic]) expect(dockerfile.slice(made)).toContain(command.join(' '));
  expect(dockerfile.slice(made, dockerfile.indexOf('USER'))).toContain('chmod -R go+rX /var/cache/fairlead\n');
});

test('every version in the install files is that of package.json', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const texts = ['Dockerfile', 'helm-values.yaml', 'kustomize/kustomization.yaml', 'README.md'].map(read);
  const versions = texts.flatMap((text) =>
    [...text.matchAll(/fairlead-plugin(?:, newTag: |:)([\d.]+)/g)].map(([, found]) => found),
  );
  expect(versions.length).toBeGreaterThan(3);
  expect(new Set(versions)).toEqual(new Set([version]));
});
