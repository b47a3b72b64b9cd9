import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { corpusProject } from './corpus.js';
import { fairlead } from './fairlead.js';
import { contents, emptyProject, project } from './project.js';

const APP = 'apps/web/fairlead.yaml';
const PROD = 'apps/web/environments/prod.yaml';
const builtin = (prod: string, app?: string) =>
  emptyProject({
    [APP]: app ?? 'fairlead: v1\nname: web\nbundle: fastapi-gitops-starter\nenvironments:\n  prod: { namespace: web-prod }\n',
    [PROD]: prod,
  });
const text = (dir: string, path: string) => readFileSync(join(dir, path), 'utf8');
const fix = (dir: string) => fairlead(dir, ['validate', '--fix']);
const made = ({ err }: { readonly err: string }) => err.split('\n').filter((line) => line.startsWith('fixed '));

test('--fix changes the certain mistakes, each byte else stays, and a second run has nothing to do', () => {
  const dir = builtin(
    '# keep\r\nimage:\r\n  tag: 1.10 # mine\r\nreplcaCount: 3\r\nhpa: {enabled: "true"}\r\n"service": {\'typ\': ClusterIP}',
  );
  const first = fairlead(dir, ['validate', '--fix']);
  expect(text(dir, PROD)).toBe(
    '# keep\r\nimage:\r\n  tag: "1.10" # mine\r\nreplicaCount: 3\r\nautoscaling: {enabled: true}\r\n"service": {"type": ClusterIP}',
  );
  expect(first.err.split('\n').filter((line) => line.startsWith('fixed '))).toEqual([
    `fixed ${PROD}:3:8: 1.10 → "1.10"`,
    `fixed ${PROD}:4:1: replcaCount → replicaCount`,
    `fixed ${PROD}:5:1: hpa → autoscaling`,
    `fixed ${PROD}:6:13: 'typ' → "type"`,
    `fixed ${PROD}:5:24: "true" → true`,
  ]);
  expect(first.code).toBe(0);
  expect(fairlead(dir, ['validate', '--fix']).err).not.toContain('fixed ');
});

test('--fix leaves what is not certain: a key that is there already, an alias, a value that is shared', () => {
  const before = 'image: { tag: v1 }\nreplicaCount: 3\nreplcaCount: 4\n';
  const dir = builtin(before);
  expect(fairlead(dir, ['validate', '--fix']).code).toBe(1);
  expect(text(dir, PROD)).toBe(before);
  const shared = 'podAnnotations: { a: &x "true" }\nautoscaling: { enabled: *x }\n';
  writeFileSync(join(dir, PROD), shared);
  expect(fairlead(dir, ['validate', '--fix']).code).toBe(1);
  expect(text(dir, PROD)).toBe(shared);
});

test.each<[string, string, string]>([
  [
    'nested, and one that shows only after another',
    'imge: { tga: 1.10 }\nautoscalng:\n  enabld: "true"\n',
    'image: { tag: "1.10" }\nautoscaling:\n  enabled: true\n',
  ],
  [
    'a quoted key, with comments',
    "image: { tag: v1 }\n'podLabls': # why\n  a: 0644 # octal\n",
    'image: { tag: v1 }\n"podLabels": # why\n  a: "0644" # octal\n',
  ],
  [
    'byte order mark and CRLF',
    '\uFEFFimge: { tag: yes }\r\npodLabls: {}\r\n',
    '\uFEFFimage: { tag: "yes" }\r\npodLabels: {}\r\n',
  ],
  [
    'several in one line',
    '{ image: { tag: on }, podLabls: { a: 1.0 }, replcaCount: "2" }',
    '{ image: { tag: "on" }, podLabels: { a: "1.0" }, replicaCount: 2 }',
  ],
  [
    'an item of a list',
    'image: { tag: v1 }\nimagePullSecrets:\n  - nme: a\n',
    'image: { tag: v1 }\nimagePullSecrets:\n  - name: a\n',
  ],
])('certain: %s', (_, before, after) => {
  const dir = builtin(before);
  const ran = fix(dir);
  expect(text(dir, PROD)).toBe(after);
  expect(ran.code).toBe(0);
  expect(made(fix(dir))).toEqual([]);
});

test.each([
  ['two keys that would get one name', 'image: { tag: v1 }\nreplcaCount: 1\nreplicaCoun: 2\n'],
  ['a map that is used elsewhere too', 'image: { tag: v1 }\npodAnnotations: &x { typ: a }\nservice: *x\n'],
  ['a key that is merged in', 'image: { tag: v1 }\npodAnnotations: &x { typ: a }\nservice:\n  <<: *x\n'],
  ['a text over several lines', 'image: { tag: v1 }\nreplicaCount: "1\n  2"\n'],
])('not certain: %s', (_, before) => {
  const dir = builtin(before);
  const ran = fix(dir);
  expect([ran.code, made(ran), text(dir, PROD)]).toEqual([1, [], before]);
});

describe('fairlead.yaml', () => {
  const rest = 'bundle: fastapi-gitops-starter\nenvironments:\n  prod: { namespac: web-prod }\n';

  test('a name that is missing is that of the folder; keys get theirs', () => {
    const dir = builtin('image: { tag: v1 }\n', `fairlead: v1 # the format\n${rest}`);
    const ran = fix(dir);
    expect(text(dir, APP)).toBe(`fairlead: v1 # the format\nname: web\n${rest.replace('namespac:', 'namespace:')}`);
    expect(made(ran)).toEqual([
      `fixed ${APP}:1:1: fairlead: v1 # the format → fairlead: v1 # the format\\nname: web`,
      `fixed ${APP}:4:11: namespac → namespace`,
    ]);
    expect(ran.code).toBe(0);
  });

  test('with Windows line ends, and a folder whose name looks like a number', () => {
    const app = `fairlead: v1\n${rest}`.replaceAll('\n', '\r\n');
    const dir = emptyProject({ '1234/fairlead.yaml': app, '1234/environments/prod.yaml': 'image: { tag: v1 }\n' });
    fix(dir);
    expect(text(dir, '1234/fairlead.yaml')).toMatch(/^fairlead: v1\r\nname: "1234"\r\nbundle/);
  });

  test.each([
    ['a misspelt name is renamed, not added', `fairlead: v1\nnmae: shop\n${rest}`, 'fairlead: v1\nname: shop\n'],
    ['a key that may be the name', `fairlead: v1\ntitle: shop\n${rest}`, 'fairlead: v1\ntitle: shop\n'],
    [
      'a map in one line',
      `{ fairlead: v1, bundle: fastapi-gitops-starter, environments: { prod: {} } }\n`,
      '{ fairlead: v1, bundle',
    ],
  ])('%s', (_, app, start) => {
    const dir = builtin('image: { tag: v1 }\n', app);
    fix(dir);
    expect(text(dir, APP).startsWith(start)).toBe(true);
  });

  test('no name is made of a folder that has none, as at the root', () => {
    const dir = emptyProject({ 'fairlead.yaml': `fairlead: v1\n${rest}`, 'environments/prod.yaml': 'image: { tag: v1 }\n' });
    expect([fix(dir).code, text(dir, 'fairlead.yaml').includes('name: ')]).toEqual([1, false]);
  });
});

describe('an apiVersion that is gone', () => {
  const template = (kind: string, apiVersion: string, spec: string) =>
    `# batch\napiVersion: ${apiVersion} # old\nkind: ${kind}\nmetadata:\n  name: nightly\nspec:\n${spec}`;
  const CRON =
    '  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers: [{ name: a, image: "a:1" }]\n';
  const M = 'bundle/manifests/m.yaml.hbs';

  test('is renamed in the template where the object fits the new one', () => {
    const dir = project({ [M]: template('CronJob', 'batch/v1beta1', CRON) });
    const ran = fix(dir);
    expect(made(ran)).toEqual([`fixed ${M}:2:13: batch/v1beta1 → batch/v1`]);
    expect(text(dir, M)).toBe(template('CronJob', 'batch/v1', CRON));
  });

  test.each([
    [
      'the fields are others',
      template('Ingress', 'networking.k8s.io/v1beta1', '  backend: { serviceName: a, servicePort: 80 }\n'),
    ],
    ['it means something else', template('PodDisruptionBudget', 'policy/v1beta1', '  maxUnavailable: 1\n  selector: {}\n')],
    ['a value says it', template('CronJob', '{{values.logLevel}}', CRON)],
  ])('stays where %s', (_, before) => {
    const dir = project({ [M]: before, 'bundle/values.schema.json': '{"type":"object"}', [PROD]: 'logLevel: batch/v1beta1\n' });
    const ran = fix(dir);
    expect([made(ran), text(dir, M)]).toEqual([[], before]);
    expect(ran.out).toMatch(/schema\/removed-api/);
  });
});

describe('files', () => {
  test('one that several environments share is mended once; nothing else is touched', () => {
    const dir = project({ 'apps/web/values.yaml': 'lables: { team: a }\nlogLevel: inof\n' });
    const before = contents(dir);
    const ran = fix(dir);
    expect(made(ran)).toEqual([
      'fixed apps/web/values.yaml:1:1: lables → labels',
      'fixed apps/web/values.yaml:2:11: inof → info',
    ]);
    const after = contents(dir);
    expect(after).toEqual({ ...before, 'apps/web/values.yaml': 'labels: { team: a }\nlogLevel: info\n' });
  });

  test('one that is read-only stays, and is said; another is mended all the same', () => {
    const dir = project({ [PROD]: 'replcas: 3\n', 'apps/web/environments/dev.yaml': 'replcas: 3\n' });
    chmodSync(join(dir, PROD), 0o444);
    chmodSync(join(dir, 'apps/web/environments/dev.yaml'), 0o640);
    const ran = fix(dir);
    expect([ran.code, text(dir, PROD), text(dir, 'apps/web/environments/dev.yaml')]).toEqual([
      1,
      'replcas: 3\n',
      'replicas: 3\n',
    ]);
    expect(ran.err).toContain(`not fixed: ${PROD} is read-only\n`);
    expect(ran.out).toContain(`${PROD}:1:1: error values/unknown-key`);
    expect(statSync(join(dir, 'apps/web/environments/dev.yaml')).mode & 0o777).toBe(0o640);
  });

  test('a link is followed within the repository, and stays a link', () => {
    const dir = project({ [PROD]: { link: '../../../shared.yaml' }, 'shared.yaml': 'replcas: 3\n' });
    fix(dir);
    expect([text(dir, 'shared.yaml'), contents(dir)[PROD]]).toEqual(['replicas: 3\n', 'replicas: 3\n']);
  });

  test('one that two environments have under two names is mended once', () => {
    const link = { link: '../../../shared.yaml' };
    const dir = project({ [PROD]: link, 'apps/web/environments/dev.yaml': link, 'shared.yaml': 'replcas: 3\nlogLevel: inof\n' });
    expect([made(fix(dir)).length, text(dir, 'shared.yaml')]).toEqual([2, 'replicas: 3\nlogLevel: info\n']);
  });

  test('what --set says is not in a file', () => {
    const dir = project();
    const before = contents(dir);
    expect(made(fairlead(dir, ['validate', '--fix', '--set', 'replcas=3']))).toEqual([]);
    expect(contents(dir)).toEqual(before);
  });
});

test('the corpus of mistakes: a second run does nothing, and no file is changed but where something was said to be fixed', () => {
  const dir = corpusProject();
  const before = contents(dir);
  const ran = fix(dir);
  const said = new Set(made(ran).map((line) => /^fixed ([^:]+):/.exec(line)?.[1]));
  const after = contents(dir);
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  expect(new Set(changed)).toEqual(said);
  expect(said.size).toBeGreaterThan(0);
  expect(made(fix(dir))).toEqual([]);
});

test('whatever stands around mistakes, all bytes but theirs stay', () => {
  const comment = fc.stringMatching(/^[ -~é😀]{0,12}$/u).map((words) => `# ${words}`);
  const end = fc.constantFrom('\n', '\r\n');
  const mistakes = fc.subarray(
    [
      ['replcas: 3', 'replicas: 3'],
      ['logLevel: wrning', 'logLevel: warning'],
      ['lables: {a: 1.10}', 'labels: {a: "1.10"}'],
      ['image: { tga: yes }', 'image: { tag: "yes" }'],
    ] as const,
    { minLength: 1 },
  );
  const file = fc.tuple(
    fc.constantFrom('', '\uFEFF'),
    end,
    fc.array(comment, { maxLength: 3 }),
    mistakes,
    fc.array(comment, { minLength: 4, maxLength: 4 }),
  );
  fc.assert(
    fc.property(file, ([bom, eol, top, lines, behind]) => {
      const write = (side: 0 | 1) => `${bom}${[...top, ...lines.map((line, i) => `${line[side]} ${behind[i]}`)].join(eol)}`;
      const dir = project({ [PROD]: write(0), 'apps/web/environments/dev.yaml': '{}' });
      fix(dir);
      expect(text(dir, PROD)).toBe(write(1));
    }),
    { numRuns: 8 },
  );
});
