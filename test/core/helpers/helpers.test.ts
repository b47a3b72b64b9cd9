import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Json } from '../../../src/core/base/json.js';
import { evaluate } from '../../../src/core/template/evaluate.js';
import { HELPERS } from '../../../src/core/template/helpers/index.js';
import { parseTemplate } from '../../../src/core/template/parse.js';
import { written } from '../template/render.js';

const CONTEXT = {
  values: {
    weight: 0,
    image: { tag: '' },
    nodeSelector: {},
    autoscaling: { enabled: false },
    replicaCount: 2,
    kind: 'canary',
    mutable: false,
    a: 1,
    b: true,
    labels: { team: 'a' },
    args: ['-v'],
    moreArgs: ['-q'],
  },
  locals: {},
  bundle: { name: 'we', version: '1.0.0', appVersion: '1.0.0' },
  release: { name: 'web', namespace: 'default', environment: 'dev' },
  capabilities: { kubeVersion: '1.34.0', apiVersions: [] },
};

function print(template: string) {
  const parsed = parseTemplate({ path: 't.hbs', text: template }, HELPERS);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  const helpers = new Map(HELPERS.map((helper) => [helper.name, helper]));
  const { output, findings } = evaluate(parsed.value, { context: CONTEXT, partials: {}, helpers, isKnown: () => false });
  return { text: written(output), codes: findings.map(({ code }) => code) };
}

const call = (name: string, ...args: Json[]): Json => {
  const helper = HELPERS.find((item) => item.name === name);
  if (!helper) throw new Error(`no helper ${name}`);
  return helper.call(args, {});
};

describe('every helper does what its entry in the table says', () => {
  test.each(HELPERS.map((helper) => [helper.name, helper.example] as const))('%s', (name, [template, output]) => {
    const { text, codes } = print(template);
    expect(codes).toEqual(name === 'fail' ? ['values/rejected'] : []);
    expect(parse(text)).toEqual(parse(output));
  });
});

describe('rules that hold for any input', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 200 });
  test('base64 is that of the bytes', () =>
    fc.assert(fc.property(texts, (text) => expect(call('base64', text)).toBe(Buffer.from(text).toString('base64')))));
  test('sha256 is that of the bytes', () =>
    fc.assert(fc.property(texts, (text) => expect(call('sha256', text)).toBe(createHash('sha256').update(text).digest('hex')))));
  test('json does not depend on the order of keys', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (map) => {
        const turned = Object.fromEntries(Object.entries(map).toReversed());
        expect(call('json', turned)).toBe(call('json', map));
        expect(JSON.parse(String(call('json', map)))).toEqual({ ...map });
      }),
    ));
  test('dnsName is a label of at most 63 characters, and keeps the suffix whole', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]([-a-z0-9]{0,80}[a-z0-9])?$/), (name) => {
        for (const suffix of ['', '-preview']) {
          const label = String(call('dnsName', name, suffix));
          expect(label).toMatch(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$|^[a-z][-a-z0-9]*$/);
          expect([label.length <= 63, label.endsWith(suffix)]).toEqual([true, true]);
        }
      }),
    ));
});

describe('promql gives the query that its conditions read', () => {
  test.each([
    ['up', 'result > 0', 'scalar(up)'],
    ['up # how many\n', 'result > 0', 'scalar(\n  up # how many\n)\n'],
    ['scalar(up)', 'result > 0', 'scalar(up)'],
    ['scalar(up) # done', 'result > 0', 'scalar(up) # done'],
    ['scalar(a) / (scalar(b) + 1)', 'result > 0', 'scalar(a) / (scalar(b) + 1)'],
    ['scalar(a) * sum(b)', 'result > 0', 'scalar(scalar(a) * sum(b))'],
    ['scalar(label_replace(up, "x", ")", "y", "(.*)"))', 'result > 0', 'scalar(label_replace(up, "x", ")", "y", "(.*)"))'],
    ['up', 'result[0] > 0', 'up'],
    ['scalar(up)', 'len(result) == 0 || result[0] > 0', 'up'],
    ['up', 'all(result, # > 0)', 'up'],
  ])('%j with %j', (query, condition, expected) => expect(call('promql', query, condition)).toBe(expected));

  test('what is right already stays as it is', () =>
    fc.assert(
      fc.property(fc.constantFrom('up', 'sum(rate(x[5m]))', 'a / b # c', 'scalar(up)', '"#)"'), (query) => {
        const once = call('promql', query, 'result > 0');
        expect(call('promql', once, 'result > 0')).toBe(once);
      }),
    ));

  test('conditions that disagree are an error', () =>
    expect(() => call('promql', 'up', 'result > 1', 'result[0] < 1')).toThrow('one condition reads'));
});
