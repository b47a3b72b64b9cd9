import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checkKubeVersion } from '../../../src/core/bundle/kube-version.js';
import type { Bundle } from '../../../src/core/index.js';

const builtIn: Bundle = JSON.parse(readFileSync('dist/cli/assets/bundle-fastapi-gitops-starter.json', 'utf8'));
const fits = (range: string, kubeVersion: string) =>
  checkKubeVersion({ ...builtIn, kubeVersion: range }, { kubeVersion, apiVersions: [] }).length === 0;

/** Versions below, at and above, in the last number that the range has; then with another in front. */
const AROUND = ['1.28', '1.29', '1.30', '1.9', '2.0'];
const PATCHES = ['1.29.1', '1.29.2', '1.29.3', '1.29', '1.30.0'];

test.each([
  ['>=1.29', AROUND, ['1.29', '1.30', '2.0']],
  ['>1.29', AROUND, ['1.30', '2.0']],
  ['<=1.29', AROUND, ['1.28', '1.29', '1.9']],
  ['<1.29', AROUND, ['1.28', '1.9']],
  ['=1.29', AROUND, ['1.29']],
  ['1.29', AROUND, ['1.29']],
  ['v1.29', AROUND, ['1.29']],
  ['>=1.28 <1.30', AROUND, ['1.28', '1.29']],
  ['', AROUND, AROUND],
  ['>=1.29.2', PATCHES, ['1.29.2', '1.29.3', '1.30.0']],
  ['>1.29.2', PATCHES, ['1.29.3', '1.30.0']],
  ['<=1.29.2', PATCHES, ['1.29.1', '1.29.2', '1.29']],
  ['<1.29.2', PATCHES, ['1.29.1', '1.29']],
  ['=1.29.2', PATCHES, ['1.29.2']],
  ['<=1.29', PATCHES, ['1.29.1', '1.29.2', '1.29.3', '1.29']],
  ['>1.29', PATCHES, ['1.30.0']],
  ['>=1.29', ['v1.28.9-eks-1', 'v1.29.0-eks-1'], ['v1.29.0-eks-1']],
])('`kubeVersion: %s`', (range, versions, expected) => {
  expect(versions.filter((version) => fits(range, version))).toEqual(expected);
});
