import { expect, test } from '@jest/globals';
import { diffFields, ROOT } from '../../src/core/diff/fields.js';
import { didYouMean, type Outcome, parseSet } from '../../src/core/index.js';
import { readCondition } from '../../src/core/query/condition.js';
import { promql } from '../../src/core/template/helpers/promql.js';
import { lookup } from '../../src/core/template/scope.js';
import { assignmentLayer } from '../../src/core/values/assign.js';
import { soon } from '../soon.js';
import { findingsIn, objectsIn } from './rules/judge.js';

// What took minutes, or all memory, when it was quadratic.
const MANY = 20_000;

const many = (make: (i: number) => string): readonly string[] => Array.from({ length: MANY }, (_, i) => make(i));
const listOf = <T>(outcome: Outcome<readonly T[]>): readonly T[] => (outcome.ok ? outcome.value : []);

test('mistakes of one object', () => {
  const fields = many((i) => `field${i}: 1`).join('\n');
  const found = soon(() => findingsIn(`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n${fields}\n`));
  const lines = found.map(({ origin }) => (origin?.from === 'file' ? origin.line : 0));
  expect(lines).toEqual(many(String).map((i) => Number(i) + 4));
});

test('flags', () => {
  const flags = many((i) => `a.key${i}=${i},b[${i % 100}]=x`).flatMap((text) => listOf(parseSet(text, '--set')));
  const { layer } = soon(() => {
    const made = assignmentLayer('--set', flags, { base: {}, defaults: {} }, {});
    for (let i = 0; i < MANY; i++)
      expect(made.layer.originOf(['a', `key${i}`])).toEqual({ from: 'flag', name: `--set a.key${i}` });
    return made;
  });
  expect(Object.keys(layer.data['a'] ?? {})).toHaveLength(MANY);
  expect(layer.originOf(['a'])).toEqual({ from: 'flag', name: `--set a.key${MANY - 1}` });
  expect(layer.originOf(['a', 'key1', 'below'])).toEqual({ from: 'flag', name: '--set a.key1' });
  expect(layer.originOf(['c'])).toBeUndefined();
});

test('a value that flags set is not changed where it came from', () => {
  const base = { list: [{ a: 1 }, { a: 2 }], map: { a: 1 } };
  const flags = ['list[0].a=3', 'list[1].b=4', 'map.b=2'].flatMap((text) => listOf(parseSet(text, '--set')));
  expect(assignmentLayer('--set', flags, { base, defaults: {} }, {}).layer.data).toEqual({
    list: [{ a: 3 }, { a: 2, b: 4 }],
    map: { b: 2 },
  });
  expect(base).toEqual({ list: [{ a: 1 }, { a: 2 }], map: { a: 1 } });
});

test('unknown words beside as many names', () => {
  const names = many((i) => `name${i}`);
  expect(soon(() => names.filter((name) => didYouMean(`x${name}`, names) !== undefined))).toEqual([]);
});

test('names that a large map does not have', () => {
  const values = Object.fromEntries(many((i) => `key${i}`).map((key) => [key, 1]));
  const context = { values, locals: {}, bundle: {}, release: {}, capabilities: {} };
  const scope = { context, self: { value: null, from: [] }, names: {}, data: {}, isKnown: () => false };
  const fixOf = (name: string) => {
    const found = lookup(
      { is: 'path', source: name, parts: ['values', name], up: 0, data: false, self: false, place: [1, 1, 1] },
      scope,
    );
    return 'missing' in found ? found.fix() : '';
  };
  expect(new Set(soon(() => many((i) => `kex${i}`).map(fixOf))).size).toBe(1);
});

test('scalars in a query', () => {
  const query = `${'scalar(a) + '.repeat(5 * MANY)}1`;
  expect(soon(() => promql.call([query, 'result > 0'], {}))).toBe(query);
});

test('quotes in a query', () => {
  const query = `scalar("${'\\"'.repeat(5 * MANY)}`;
  expect(soon(() => promql.call([query, 'result > 0'], {}))).toBe(`scalar(${query})`);
});

test('items of a list in another order', () => {
  const env = Array.from({ length: 5 * MANY }, (_, i) => ({ name: `n${i}` }));
  const [change] = soon(() => diffFields({ env }, { env: env.toReversed() }, ROOT));
  expect(change?.path).toBe('env (order)');
});

test('objects that choose each other', () => {
  const each = (make: (i: number) => string) => Array.from({ length: 1000 }, (_, i) => make(i));
  const labels = '{ matchLabels: { a: v } }';
  const pods = '{ metadata: { labels: { a: v } }, spec: { containers: [{ name: c, image: a:1 }] } }';
  const objects = [
    ...each(
      (i) =>
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d${i} }\nspec: { replicas: 2, selector: ${labels}, template: ${pods} }`,
    ),
    ...each(
      (i) => `apiVersion: v1\nkind: Service\nmetadata: { name: s${i} }\nspec: { selector: { a: v }, ports: [{ port: 80 }] }`,
    ),
    ...each(
      (i) =>
        `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b${i} }\nspec: { selector: { matchLabels: { b: v } } }`,
    ),
  ];
  const codes = soon(() => findingsIn(objects.join('\n---\n'))).map(({ code }) => code);
  expect(codes.filter((code) => code === 'budget/missing')).toHaveLength(1000);
  expect(codes.filter((code) => code === 'budget/no-pods')).toHaveLength(1000);
});

test('documents far down in a text', () => {
  const text = `---\n{ apiVersion: v1, kind: A, metadata: { name: a } }${'\n'.repeat(40)}`.repeat(MANY / 2);
  expect(listOf(soon(() => objectsIn(text))).at(-1)?.line).toBe(41 * (MANY / 2) - 39);
});

test('a condition of many parts', () => {
  const text = `result[0] > 0${' && result[0] > 0'.repeat(MANY)}`;
  expect(soon(() => readCondition(text)).takes).toBe('vector');
});
