import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { RenderedObject } from '../../../src/core/index.js';
import { inInstallOrder } from '../../../src/core/objects/order.js';
import { readObjects } from '../../../src/core/objects/read.js';
import { mistakesIn } from '../../../src/core/rules/check.js';
import { Output } from '../../../src/core/template/output.js';
import { describeWith } from '../../oracle.js';

function read(text: string) {
  const output = new Output();
  output.write(text, 'manifests/a.yaml.hbs', [1, 1, 1]);
  const outcome = readObjects('manifests/a.yaml.hbs', output);
  const findings = outcome.findings.map(({ code, origin }) => `${code} ${origin?.from === 'file' ? origin.line : '-'}`);
  return { objects: outcome.ok ? outcome.value : [], findings };
}
const object = (kind: string, name: string, more: Partial<RenderedObject['ref']> = {}): RenderedObject => ({
  ref: { apiVersion: 'v1', kind, name, ...more },
  data: {},
  template: 't',
  line: 1,
});

test('documents become objects: nulls and empty documents go, the identity comes first', () => {
  const { objects, findings } = read(`---
spec: { a: null, list: [1, null, { b: null }], empty: {} }
metadata: { name: web, labels: null }
kind: Service
apiVersion: v1
---
# nothing
---
a: null
---
apiVersion: v1
kind: List
items:
- { apiVersion: apps/v1, kind: Deployment, metadata: { name: one, namespace: ns } }
- null
- { apiVersion: v1, kind: Pod, metadata: { name: two } }
`);
  expect(findings).toEqual([]);
  expect(objects.map(({ data }) => JSON.stringify(data))).toEqual([
    '{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"list":[1,{}],"empty":{}}}',
    '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"one","namespace":"ns"}}',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"two"}}',
  ]);
  expect(objects.map(({ ref, line }) => [ref.kind, ref.name, ref.namespace, line])).toEqual([
    ['Service', 'web', undefined, 2],
    ['Deployment', 'one', 'ns', 11],
    ['Pod', 'two', undefined, 11],
  ]);
});

test('everything that is no object is said, with its line', () => {
  expect(
    read(
      'kind: A\n---\napiVersion: v1\nkind: A\nmetadata: {}\n---\n\ntext\n---\n- 1\n---\napiVersion: 1\nkind: ""\nmetadata: { name: 5 }\n',
    ).findings,
  ).toEqual([
    'object/missing-field 1',
    'object/missing-field 1',
    'object/missing-field 3',
    'object/not-an-object 8',
    'object/not-an-object 10',
    'object/missing-field 12',
    'object/missing-field 12',
    'object/missing-field 12',
  ]);
  expect(read('a: 1\na: 2\n b: 3\n').findings).toEqual(['template/yaml 3']);
});

test.each([
  ['Service', 'web', true],
  ['Service', '1web', false],
  ['Service', 'a'.repeat(63), true],
  ['Service', 'a'.repeat(64), false],
  ['Service', 'a.b', false],
  ['Namespace', '1a', true],
  ['Deployment', 'a.b-c', true],
  ['Deployment', 'a'.repeat(253), true],
  ['Deployment', 'a'.repeat(254), false],
  ['Deployment', 'A', false],
  ['ConfigMap', '-a', false],
  ['ConfigMap', 'a-', false],
  ['ConfigMap', 'a_b', false],
  ['ConfigMap', 'a..b', false],
  ['Role', 'system:x_Y', true],
  ['Role', 'a/b', false],
  ['Role', '..', false],
  ['ConfigMap', 'a\nb', false],
])('the name of a %s: %j', (kind, name, good) => {
  expect(
    mistakesIn([object(kind, name)], '1.34.0', undefined)
      .map(({ code }) => code)
      .filter((code) => code === 'object/bad-name'),
  ).toEqual(good ? [] : ['object/bad-name']);
});

test('one identity twice', () => {
  const found = mistakesIn(
    [
      object('Ingress', 'a', { apiVersion: 'networking.k8s.io/v1' }),
      object('Ingress', 'a', { apiVersion: 'networking.k8s.io/v1beta1' }),
      object('Ingress', 'a', { apiVersion: 'extensions/v1' }),
      object('Service', 'a'),
      object('Service', 'a', { namespace: 'n' }),
      object('Service', 'a', { namespace: 'n', apiVersion: 'v2' }),
      object('Service', 'b'),
      object('Service', 'a'),
    ],
    '1.34.0',
    undefined,
  ).filter(({ code }) => code === 'object/duplicate');
  expect(found.map(({ object: { ref } }) => [ref?.kind, ref?.apiVersion, ref?.namespace])).toEqual([
    ['Ingress', 'networking.k8s.io/v1beta1', undefined],
    ['Service', 'v2', 'n'],
    ['Service', 'v1', undefined],
  ]);
});

test('within a kind the name decides, then the namespace', () => {
  const sorted = inInstallOrder([
    object('Zebra', 'a'),
    object('Service', 'b'),
    object('Apple', 'z'),
    object('Service', 'a', { namespace: 'n' }),
    object('Service', 'a'),
    object('Service', 'B'),
  ]);
  expect(sorted.map(({ ref }) => `${ref.kind}/${ref.name}/${ref.namespace ?? ''}`)).toEqual([
    'Service/B/',
    'Service/a/',
    'Service/a/n',
    'Service/b/',
    'Apple/z/',
    'Zebra/a/',
  ]);
});

describeWith(['helm'], 'the order of kinds is that of `helm template`', ({ helm }) => {
  test('for all kinds that it knows', () => {
    const core =
      'NetworkPolicy ResourceQuota LimitRange PodDisruptionBudget ServiceAccount Secret SecretList ConfigMap StorageClass PersistentVolume PersistentVolumeClaim ClusterRole ClusterRoleList ClusterRoleBinding ClusterRoleBindingList Role RoleList RoleBinding RoleBindingList Service DaemonSet Pod ReplicationController ReplicaSet Deployment HorizontalPodAutoscaler StatefulSet Job CronJob IngressClass Ingress APIService MutatingWebhookConfiguration ValidatingWebhookConfiguration PriorityClass Namespace CustomResourceDefinition Rollout AnalysisTemplate Certificate';
    const kinds = core.split(' ').toSorted();
    const chart = mkdtempSync(join(tmpdir(), 'fairlead-chart-'));
    mkdirSync(join(chart, 'templates'));
    writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: c\nversion: 1.0.0\n');
    for (const kind of kinds)
      writeFileSync(join(chart, 'templates', `${kind}.yaml`), `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: a\n`);
    const out = execFileSync(helm, ['template', 'r', chart], {
      encoding: 'utf8',
      env: { HOME: chart, PATH: process.env['PATH'] ?? '' },
    });
    rmSync(chart, { recursive: true });
    expect(inInstallOrder(kinds.map((kind) => object(kind, 'a'))).map(({ ref }) => ref.kind)).toEqual(
      [...out.matchAll(/^kind: (.*)$/gm)].map(([, kind]) => kind),
    );
  });
});
