import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { immutableMistakes } from '../../../src/core/diff/immutable.js';
import { KEPT } from '../../../src/core/diff/kept-fields.js';
import { fitting } from '../arbitrary.js';
import { objectsOf } from './objects.js';

const object = (kind: string, rest: string, metadata = '') =>
  `apiVersion: ${kind.split(' ')[0]}\nkind: ${kind.split(' ')[1]}\nmetadata: { name: web${metadata} }\n${rest}\n`;
const said = (base: string, head: string) => immutableMistakes(objectsOf(base), objectsOf(head)).map(({ message }) => message);

const JOB = 'batch/v1 Job';
const job = (image: string, spec = '') =>
  `spec: { ${spec} template: { spec: { restartPolicy: Never, containers: [{ name: a, image: ${image} }] } } }`;

describe('nothing is said of', () => {
  test.each<[string, string, string]>([
    [
      'another type of a Service',
      object('v1 Service', 'spec: { type: ClusterIP }'),
      object('v1 Service', 'spec: { type: NodePort }'),
    ],
    [
      'a Service that becomes a name outside',
      object('v1 Service', 'spec: { clusterIP: 10.0.0.1 }'),
      object('v1 Service', 'spec: { type: ExternalName, externalName: a.example }'),
    ],
    [
      'an address that is left to the cluster',
      object('v1 Service', 'spec: { clusterIP: 10.0.0.1 }'),
      object('v1 Service', 'spec: {}'),
    ],
    [
      'a new class of a new load balancer',
      object('v1 Service', 'spec: {}'),
      object('v1 Service', 'spec: { type: LoadBalancer, loadBalancerClass: a/b }'),
    ],
    ['replicas', object('apps/v1 StatefulSet', 'spec: { replicas: 1 }'), object('apps/v1 StatefulSet', 'spec: { replicas: 2 }')],
    [
      'a default that is written out, and an amount in other words',
      object('apps/v1 StatefulSet', 'spec: { volumeClaimTemplates: [{ spec: { resources: { requests: { storage: 1Gi } } } }] }'),
      object(
        'apps/v1 StatefulSet',
        'spec: { podManagementPolicy: OrderedReady, volumeClaimTemplates: [{ spec: { volumeMode: Filesystem, resources: { requests: { storage: 1024Mi } } } }] }',
      ),
    ],
    [
      'a claim that grows',
      object('v1 PersistentVolumeClaim', 'spec: { resources: { requests: { storage: 1Gi } } }'),
      object('v1 PersistentVolumeClaim', 'spec: { resources: { requests: { storage: 2Gi } } }'),
    ],
    [
      'a map that is not sealed yet',
      object('v1 ConfigMap', 'data: { a: b }'),
      object('v1 ConfigMap', 'data: { a: c }\nimmutable: true'),
    ],
    ['a Job that waits', object(JOB, job('a:1', 'suspend: true,')), object(JOB, job('a:2', 'suspend: true,'))],
    ['a hook', object(JOB, job('a:1')), object(JOB, job('a:2'), ', annotations: { argocd.argoproj.io/hook: PreSync }')],
    [
      'what Argo CD makes anew',
      object(JOB, job('a:1')),
      object(JOB, job('a:2'), ', annotations: { argocd.argoproj.io/sync-options: "Force=true,Replace=true" }'),
    ],
    ['an object of another name', object(JOB, job('a:1')), object(JOB, job('a:2')).replace('web', 'web-2')],
    ['a kind of somebody else', object('example.com/v1 Job', job('a:1')), object('example.com/v1 Job', job('a:2'))],
  ])('%s', (_, base, head) => {
    expect(said(base, head)).toEqual([]);
  });
});

test('several changes of one field are one mistake, and the versions of a group are one kind', () => {
  const base = object('apps/v1beta2 Deployment', 'spec: { selector: { matchLabels: { a: b, c: d } } }');
  const head = object('apps/v1 Deployment', 'spec: { selector: { matchLabels: { a: x, c: y } } }');
  expect(said(base, head)).toEqual([
    '`spec.selector` of a Deployment cannot be changed: `spec.selector.matchLabels.a` "b" → "x", and 1 more',
  ]);
});

test('objects of any shape are no bug, and what did not change is never refused', () => {
  const anything = fitting({}, true);
  const kinds = fc.constantFrom(...Object.keys(KEPT), '/Service');
  fc.assert(
    fc.property(kinds, anything, anything, (name, a, b) => {
      const [group = '', kind = ''] = name.split('/');
      const make = (spec: typeof a) => {
        const apiVersion = group === '' ? 'v1' : `${group}/v1`;
        const data = { apiVersion, kind, metadata: { name: 'a' }, immutable: true, spec, data: spec, type: spec, roleRef: spec };
        return [{ ref: { apiVersion, kind, name: 'a' }, data, template: '', line: 1 }];
      };
      expect(immutableMistakes(make(a), make(a))).toEqual([]);
      immutableMistakes(make(a), make(b));
    }),
  );
});
