import { expect, test } from '@jest/globals';
import { kindsOf, minorOf } from '../../../src/core/kinds/kinds.js';

const base = {
  minors: ['1.9', '1.10', '1.11'],
  kinds: {
    'apps/v1/Thing': { is: 'new', since: '1.10' },
    'apps/v1beta2/Thing': { is: 'late', since: '1.9', until: '1.11' },
    'apps/v1beta1/Thing': { is: 'old', until: '1.10' },
    'apps/v1alpha1/Thing': { until: '1.9' },
  },
  definitions: { shape: [['1.9', 1] as const, ['1.11', 2] as const], new: [['1.10', 3] as const] },
};
const kinds = kindsOf({
  kubernetes: () => base,
  definition: (number) => ({ number }),
  customKeys: () => ['acme.io/v1/Thing'],
  custom: () => ({ type: 'object' }),
});

test.each([
  ['1.8', '1.9'],
  ['1.8.99', '1.9'],
  ['1.9', '1.9'],
  ['1.10.0', '1.10'],
  ['v1.10.3-eks-1', '1.10'],
  ['1.11.99', '1.11'],
  ['1.12', '1.11'],
  ['1.100', '1.11'],
  ['2.0', '1.11'],
  ['', '1.11'],
])('Kubernetes %j has the schemas of %s', (version, minor) => {
  expect(minorOf(base, version)).toBe(minor);
});

const V1 = { instead: 'apps/v1' };
const BETA2 = { instead: 'apps/v1beta2' };
test.each([
  ['apps/v1', '1.9', { is: 'later', from: '1.10', ...BETA2 }],
  ['apps/v1', '1.10', { is: 'served' }],
  ['apps/v1', '1.11', { is: 'served' }],
  ['apps/v1beta2', '1.9', { is: 'served', goneIn: '1.11', instead: 'apps/v1beta1' }],
  ['apps/v1beta2', '1.10', { is: 'served', goneIn: '1.11', ...V1 }],
  ['apps/v1beta2', '1.11', { is: 'gone', in: '1.11', ...V1 }],
  ['apps/v1beta1', '1.9', { is: 'served', goneIn: '1.10', ...BETA2 }],
  ['apps/v1beta1', '1.10', { is: 'gone', in: '1.10', ...V1 }],
  ['apps/v1alpha1', '1.9', { is: 'gone', in: '1.9', ...BETA2 }],
  ['apps/v2', '1.11', { is: 'unknown-version', known: ['apps/v1', 'apps/v1beta2', 'apps/v1beta1'] }],
  ['acme.io/v1', '1.9', { is: 'served' }],
  ['acme.io/v2', '1.9', { is: 'unknown-version', known: ['acme.io/v1'] }],
  ['other.io/v1', '1.9', { is: 'unknown-kind' }],
])('%s/Thing at %s', (apiVersion, version, found) => {
  const { schema: _, ...rest } = { schema: undefined, ...kinds(apiVersion, 'Thing', version) };
  expect(rest).toEqual(found);
});

test.each([
  ['1.9', 1, false],
  ['1.10', 1, true],
  ['1.11', 2, true],
])('definitions at %s are those that were the last to change', (minor, number, hasNew) => {
  const found = kinds('acme.io/v1', 'Thing', minor);
  const definitions = found.is === 'served' ? Object(found.schema['$defs']) : {};
  expect(definitions.shape).toEqual({ number });
  expect(Object.keys(definitions)).toEqual(hasNew ? ['shape', 'new'] : ['shape']);
});
