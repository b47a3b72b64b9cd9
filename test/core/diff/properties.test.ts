import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diffObjects, restartsPods } from '../../../src/core/diff/index.js';
import type { Json, JsonMap, RenderedObject } from '../../../src/core/index.js';
import { objectsOf } from './objects.js';

const object = (data: JsonMap, kind = 'Thing'): RenderedObject => ({
  ref: { apiVersion: 'v1', kind, name: 'a' },
  data: { apiVersion: 'v1', kind, metadata: { name: 'a' }, ...data },
  template: '',
  line: 1,
});
const key = fc.constantFrom('name', 'env', 'ports', 'containers', 'port', 'template', 'data', 'a.b', 'x');
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, 1, 'a', 'b', ''),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('nothing differs from itself', () => {
  fc.assert(
    fc.property(fc.dictionary(key, json), (data) =>
      expect(diffObjects([object(data)], [object(structuredClone(data))])).toEqual([]),
    ),
  );
});

test('what differs is found, and the other way round is the same set of pointers', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      const [there] = diffObjects([object({ spec: a })], [object({ spec: b })]);
      const [back] = diffObjects([object({ spec: b })], [object({ spec: a })]);
      expect(there?.fields.length).toBe(back?.fields.length);
      for (const { action, before, after } of there?.fields ?? []) {
        expect([before === undefined, after === undefined]).toEqual([action === 'added', action === 'removed']);
      }
    }),
  );
});

test('no value of a Secret is in a diff', () => {
  const canary = fc.stringMatching(/^canary[a-z]{8}$/);
  const inside = fc.oneof(canary, fc.array(canary), fc.array(fc.record({ name: canary })), fc.dictionary(key, canary));
  const data = fc.oneof(inside, fc.dictionary(key, inside));
  const secret = fc.record({ data, stringData: data, misspelt: data });
  const changes = fc.tuple(fc.option(secret), fc.option(secret)).map(([base, head]) => {
    const side = (fields: JsonMap | null) => (fields ? [object(fields, 'Secret')] : []);
    const wrapped = (fields: JsonMap | null) => (fields ? [object({ items: [{ kind: 'Secret', ...fields }] })] : []);
    return [...diffObjects(side(base), side(head)), ...diffObjects(wrapped(base), wrapped(head))];
  });
  fc.assert(fc.property(changes, (list) => expect(JSON.stringify(list)).not.toMatch(/canary/)));
});

const workload = (kind: string, spec: string) =>
  objectsOf(`{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: a }, spec: ${spec} }`);
test.each([
  ['Deployment', '{ template: { a: 1 } }', '{ template: { a: 2 } }', true],
  ['Rollout', '{ template: { a: 1 } }', '{ template: { a: 2 } }', true],
  ['Deployment', '{ replicas: 1 }', '{ replicas: 2 }', false],
  ['Deployment', '{ templates: 1 }', '{ templates: 2 }', false],
  ['AnalysisTemplate', '{ template: { a: 1 } }', '{ template: { a: 2 } }', false],
  ['StatefulSet', '{ template: { env: [{ name: a }, { name: b }] } }', '{ template: { env: [{ name: b }, { name: a }] } }', true],
])('pods of %s from %s to %s', (kind, base, head, restarts) => {
  expect(diffObjects(workload(kind, base), workload(kind, head)).map(restartsPods)).toEqual([restarts]);
});
