import { describe, expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { project } from './project.js';

const APP = 'apps/web/fairlead.yaml';
const PROD = 'apps/web/environments/prod.yaml';
const waiving = (waivers: string, files: Readonly<Record<string, string>> = {}) =>
  project({
    [APP]: `fairlead: v1\nname: web\nbundle: ../../bundle\nschemas: [../../bundle/kinds]\nenvironments:\n  dev: {}\n  prod: {}\nwaivers:\n${waivers}`,
    ...files,
  });
const out = (dir: string, ...args: readonly string[]) => fairlead(dir, ['validate', ...args]).out;

test('an error in values that is waived does not keep the objects from being made', () => {
  const dir = waiving('  - { code: values/unknown-key, reason: for later }\n', { [PROD]: 'image: { tag: v1 }\nfuture: 1\n' });
  expect(fairlead(dir, ['validate'])).toMatchObject({ code: 0, err: expect.stringContaining('2 environments, 4 objects') });
  expect(fairlead(dir, ['render', 'apps/web', '-e', 'prod']).out).toContain('kind: Deployment');
});

test.each([
  ['template/helper', { 'bundle/manifests/configmap.yaml.hbs': 'data: {{fail "no"}}\n' }],
  ['template/syntax', { 'bundle/manifests/configmap.yaml.hbs': 'data: {{#if}}\n' }],
  ['object/not-an-object', { 'bundle/manifests/configmap.yaml.hbs': '- a\n' }],
  ['object/missing-field', { 'bundle/manifests/configmap.yaml.hbs': 'kind: ConfigMap\nmetadata: { name: a }\n' }],
  ['yaml/duplicate-key', { [PROD]: 'replicas: 1\nreplicas: 2\n' }],
])('%s is an error with which something is not made: it cannot be waived', (code, files) => {
  const dir = waiving(`  - { code: ${code}, reason: for later }\n`, files);
  const { code: exit, out: said } = fairlead(dir, ['validate']);
  expect(exit).toBeGreaterThan(0);
  expect(said).toContain(`error ${code}: `);
  expect(said).not.toMatch(/waiver\/unused|never-read/);
  expect(fairlead(dir, ['render', '-e', 'prod'])).toMatchObject({ code: exit, out: '' });
});

test('that it cannot be waived is said at the waiver', () => {
  const dir = waiving('  - { code: values/rejected, reason: for later }\n', {
    'bundle/manifests/configmap.yaml.hbs': 'data: {{fail "logLevel" "no"}}\n',
  });
  const { code, out: said } = fairlead(dir, ['validate']);
  expect(code).toBe(1);
  expect(said).toContain(`${APP}:9:5: error waiver/refused: \`values/rejected\` cannot be waived`);
  expect(said).toMatch(/error values\/rejected: .*\[apps\/web\/fairlead.yaml: dev, prod\]/);
});

describe('waivers that do nothing, each at its line, once for all environments', () => {
  const WRONG = { [PROD]: 'replcas: 3\n', 'apps/web/environments/dev.yaml': 'replcas: 3\n' };

  test('unused, unknown', () => {
    const said = out(
      waiving(
        '  - code: values/wrong-type\n    reason: for later\n  - code: values/unknwn-key\n    reason: for later\n  - code: values/unknown-key\n    object: Deployment/*\n    reason: for later\n',
        {},
      ),
    );
    expect(said.split('\n').filter((line) => line.includes('waiver/'))).toEqual([
      `${APP}:11:5: error waiver/unknown-code: there is no finding \`values/unknwn-key\` (did you mean \`values/unknown-key\`?) [${APP}: dev, prod]`,
      `${APP}:9:5: warning waiver/unused: nothing is waived by this any more: no environment has \`values/wrong-type\` (remove it) [${APP}: dev, prod]`,
      `${APP}:13:5: warning waiver/unused: nothing is waived by this any more: no environment has \`values/unknown-key\` in Deployment/* (remove it) [${APP}: dev, prod]`,
    ]);
  });

  test('expired: what it waived is back; on its last day it still counts', () => {
    const until = (day: string) => waiving(`  - { code: values/unknown-key, reason: for later, expires: "${day}" }\n`, WRONG);
    const expired = fairlead(until('2020-01-31'), ['validate']);
    expect(expired.code).toBe(1);
    expect(expired.out).toContain(
      `${APP}:9:5: error waiver/expired: the waiver of \`values/unknown-key\` ended on 2020-01-31 (fix what it waives, or set a new day) [${APP}: dev, prod]`,
    );
    expect(expired.out).toContain(`${PROD}:1:1: error values/unknown-key`);
    expect(expired.out).not.toContain('waiver/unused');
    expect(fairlead(until(new Date().toISOString().slice(0, 10)), ['validate'])).toMatchObject({ code: 0 });
    expect(fairlead(until('2999-12-31'), ['validate'])).toMatchObject({ code: 0 });
  });

  test('one of a single environment leaves the finding of the other', () => {
    const dir = waiving('  - { code: values/unknown-key, reason: for later, environments: [dev] }\n', WRONG);
    const { code, out: said } = fairlead(dir, ['validate']);
    expect([code, said.match(/values\/unknown-key/g)?.length]).toEqual([1, 1]);
    expect(said).toContain(`${PROD}:1:1`);
  });
});
