import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { type App, readApp } from '../../../src/core/index.js';

const schema = JSON.parse(readFileSync('schemas/fairlead.schema.json', 'utf8'));
const read = (text: string, existing: readonly string[] = [], path = 'apps/web/fairlead.yaml') =>
  readApp({ path, text }, schema, (file) => (existing.includes(file) ? { ok: true, value: file, findings: [] } : undefined));

function app(body: string, existing: readonly string[] = [], path?: string): App {
  const outcome = read(`fairlead: v1\nname: web\nbundle: b\n${body}`, existing, path);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings));
  return outcome.value;
}
const lines = (text: string, path?: string) =>
  read(text, [], path).findings.map(({ code, message, origin }) =>
    origin?.from === 'file' ? `${origin.line}:${origin.column}+${origin.length} ${code} ${message}` : code,
  );

const PLAIN = { windows: [], checks: [], reviewers: [], assignees: [], labels: [], draft: false, places: {} };

test('what is left out has its default', () => {
  const { environments, waivers, ...rest } = app('environments:\n  dev:\n  staging: {}\n  prod: { promote: {} }\n', [
    'apps/web/values.yaml',
  ]);
  const here = { from: 'file', path: 'apps/web/fairlead.yaml', line: 3, column: 1, length: 6 };
  expect(rest).toEqual({
    name: 'web',
    path: 'apps/web/fairlead.yaml',
    dir: 'apps/web',
    bundle: { builtin: 'b' },
    bundleOrigin: { from: 'file', path: 'apps/web/fairlead.yaml', line: 3, column: 9, length: 1 },
    pins: {},
    pinAt: { kubeVersion: here, apiVersions: here },
    schemas: [],
    missingSchemas: 'warning',
    metadataNamespace: false,
    promotion: { images: [{ path: ['image', 'tag'], from: 'release' }], strategy: 'latest', aliases: false },
    mistakes: [],
  });
  expect(waivers).toEqual([]);
  expect(environments.map(({ name, namespace, values }) => [name, namespace, ...values])).toEqual(
    ['dev', 'staging', 'prod'].map((name) => [name, `web-${name}`, 'apps/web/values.yaml', `apps/web/environments/${name}.yaml`]),
  );
  expect(environments.map(({ promote }) => promote)).toEqual([
    { ...PLAIN, from: 'release', after: [] },
    { ...PLAIN, after: ['dev'] },
    { ...PLAIN, after: ['staging'], rules: {} },
  ]);
  expect(environments.map(({ origin }) => origin)).toMatchObject([
    { line: 5, column: 3, length: 3 },
    { line: 6, length: 7 },
    { line: 7, length: 4 },
  ]);
});

test('without a values.yaml, and in the root', () => {
  const { dir, environments } = app('environments: { dev: {} }', [], 'fairlead.yaml');
  expect([dir, ...(environments[0]?.values ?? [])]).toEqual(['', 'environments/dev.yaml']);
});

test('what is said counts', () => {
  const { environments, ...rest } = app(
    `values: [../shared.yaml, own.yaml]
kubeVersion: v1.33
apiVersions: [example.com/v1, apps/v1/Deployment]
metadataNamespace: true
promote: { images: [{ key: a.b }, { key: c, from: before }], strategy: each, scheme: calver, group: shop, source: acme/web, aliases: true }
environments:
  dev: { namespace: d, values: [x.yaml, ./y/../z.yaml], promote: { from: release } }
  prod: { promote: { after: [dev], tags: ">=1", soak: 90m, reviewers: [a, "team:b"], labels: [c] } }
waivers:
- { code: object/bad-name, object: Service/web, environments: [dev], reason: it is so, expires: 2027-01-31 }
`,
    ['apps/web/values.yaml'],
  );
  expect(rest).toMatchObject({
    pins: { kubeVersion: '1.33', apiVersions: ['example.com/v1', 'apps/v1/Deployment'] },
    metadataNamespace: true,
    promotion: {
      images: [
        { path: ['a', 'b'], from: 'release' },
        { path: ['c'], from: 'before' },
      ],
      strategy: 'each',
      scheme: 'calver',
      group: 'shop',
      source: 'acme/web',
      aliases: true,
    },
  });
  expect(rest.waivers).toEqual([
    {
      code: 'object/bad-name',
      object: 'Service/web',
      environments: ['dev'],
      reason: 'it is so',
      expires: '2027-01-31',
      origin: expect.objectContaining({ line: 13, column: 3 }),
    },
  ]);
  expect(environments).toMatchObject([
    {
      namespace: 'd',
      values: ['apps/shared.yaml', 'apps/web/own.yaml', 'apps/web/x.yaml', 'apps/web/z.yaml'],
      promote: { from: 'release', after: [] },
    },
    {
      namespace: 'web-prod',
      promote: { after: ['dev'], tags: '>=1', soak: 5_400_000, reviewers: ['a', 'team:b'], labels: ['c'] },
    },
  ]);
});

test.each([
  ['./b', { dir: 'apps/web/b' }],
  ['../../bundles/b', { dir: 'bundles/b' }],
  ['../..', { dir: '' }],
  ['name', { builtin: 'name' }],
])('the bundle %s', (bundle, expected) => {
  const outcome = read(`fairlead: v1\nname: web\nbundle: ${bundle}\nenvironments: { dev: {} }\n`);
  expect(outcome.ok && outcome.value.bundle).toEqual(expected);
});

test.each(['/etc/passwd', '../../../x', 'a/../../../../x', 'C:/x', '..\\..\\..\\x', '"a\\0b"'])(
  'the path %s leads out of the repository',
  (path) => {
    expect(
      lines(`fairlead: v1\nname: web\nbundle: b\nvalues: [${path}]\nenvironments: { dev: { values: [ok.yaml, ${path}] } }\n`),
    ).toEqual([expect.stringMatching(/^4:10\+\d+ file\/outside-root /), expect.stringMatching(/^5:42\+\d+ file\/outside-root /)]);
  },
);

test('mistakes of promotion rules keep nobody from rendering, and stand where they are', () => {
  const { mistakes, environments } = app(`promote: { images: [{ key: a, from: before }] }
environments:
  dev: { promote: { from: release, after: [x], tags: ">1", hold: { tag: v1, reason: broken, until: 2027-02-30 } } }
  prod:
    promote:
      windows: [{ for: 1h }, { allow: "0 9 * * *", deny: "0 9 * * *", for: 1h }, { deny: 0 0 1 1 *, for: 2d, zone: UTC }]
`);
  expect(
    mistakes.map(({ message, origin }) => `${origin?.from === 'file' ? `${origin.line}:${origin.column}` : ''} ${message}`),
  ).toEqual([
    '6:100 `2027-02-30` is not a valid date',
    '6:43 `from: release` takes no tag of environments `after` which it comes',
    '9:17 a window says neither `allow` nor `deny`',
    '9:30 a window says `allow` and `deny`',
    '4:37 the first of `promote.images` decides, and cannot have `from: before`',
  ]);
  const [dev, prod] = environments.map(({ promote }) => promote);
  expect([dev?.places['tags'], dev?.places['hold.tag'], prod?.windows[0]?.origins]).toMatchObject([
    { line: 6, column: 54 },
    { line: 6, column: 73 },
    { rule: { line: 9, column: 90 }, for: { line: 9, column: 106 }, zone: { line: 9, column: 116 } },
  ]);
});

test('every mistake at once, in the order of the file', () => {
  expect(
    lines(`fairlead: v2
name: Web!
bundel: ./b
values: values.yaml
environments:
  dev: { promote: { form: release, soak: 2w, after: [] } }
  "../x": { namespace: 7 }
promote: { images: [{ key: image..tag }] }
waivers:
- { code: a, reason: ok }
`),
  ).toEqual([
    '1:1+12 config/missing-key `bundle` is missing',
    '1:11+2 config/not-allowed `fairlead`: "v2" must be "v1"',
    '2:7+4 config/not-allowed `name`: "Web!" does not have the form that is wanted here',
    '3:1+6 config/unknown-key `bundel` is not a known key here',
    '4:9+11 config/wrong-type `values`: must be a list, not the string "values.yaml"',
    '6:21+4 config/unknown-key `form` is not a known key here',
    '6:42+2 config/not-allowed `environments.dev.promote.soak`: "2w" does not have the form that is wanted here',
    '6:53+1 config/not-allowed `environments.dev.promote.after`: the list must not be empty',
    '7:11+14 config/not-allowed `environments.\\.\\./x`: "../x" does not have the form that is wanted here',
    '7:24+1 config/wrong-type `environments.\\.\\./x.namespace`: must be a string, not the number 7',
    '8:28+10 config/not-allowed `promote.images.0.key`: "image..tag" does not have the form that is wanted here',
    '10:22+2 config/not-allowed `waivers.0.reason`: it must have at least 3 characters',
  ]);
});

test.each([
  ['a: [', 'yaml/syntax'],
  ['- a', 'yaml/not-a-map'],
  ['', 'config/missing-key'],
  ['__proto__: 1', 'yaml/forbidden-key'],
])('%j', (text, code) => {
  expect(lines(text).join()).toContain(code);
});
