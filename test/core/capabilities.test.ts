import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { DEFAULT_CAPABILITIES, pinned } from '../../src/core/index.js';
import { folder } from '../cli/project.js';
import { describeWith } from '../oracle.js';

test('the Kubernetes that is told where nothing is pinned is the newest whose schemas are here', () => {
  const { minors } = JSON.parse(readFileSync('schemas/objects/kubernetes.json', 'utf8'));
  expect(DEFAULT_CAPABILITIES.kubeVersion).toBe(`${minors.at(-1)}.0`);
});

test('pins come instead of the version, and beside the list', () => {
  const { kubeVersion, apiVersions } = pinned({ kubeVersion: '1.33', apiVersions: ['example.com/v1', 'apps/v1'] });
  expect([kubeVersion, ...apiVersions]).toEqual(['1.33', ...DEFAULT_CAPABILITIES.apiVersions, 'example.com/v1']);
});

describeWith(['helm'], 'without a cluster', ({ helm }) => {
  test('the API versions are those that `helm template` tells', () => {
    const chart = folder();
    mkdirSync(`${chart}/templates`);
    writeFileSync(`${chart}/Chart.yaml`, 'apiVersion: v2\nname: c\nversion: 1.0.0\n');
    writeFileSync(`${chart}/templates/a.yaml`, 'list: {{ .Capabilities.APIVersions | toJson }}');
    const printed = execFileSync(helm, ['template', chart], { encoding: 'utf8' });
    expect(DEFAULT_CAPABILITIES.apiVersions).toEqual(JSON.parse(printed.slice(printed.indexOf('['))));
  });
});
