import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { type Files, project } from './project.js';

const DIGEST = `sha256:${'a1'.repeat(32)}`;
const DEV = 'apps/web/environments/dev.yaml';
const OPEN = JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
const all = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{release.name}}\ndata:\n  all: {{json values}}\n';
/** An app of one environment, whose bundle takes any values and shows them all. */
const repo = (values: string, keys: readonly string[], more: Files = {}): string =>
  project({
    'bundle/values.schema.json': OPEN,
    'bundle/locals.yaml.hbs': undefined,
    'bundle/manifests/deployment.yaml.hbs': undefined,
    'bundle/manifests/configmap.yaml.hbs': all,
    'apps/web/fairlead.yaml': `fairlead: v1\nname: web\nbundle: ../../bundle\npromote:\n  images:\n${keys.map((key) => `    - key: ${key}\n`).join('')}environments:\n  dev:\n`,
    'apps/web/values.yaml': undefined,
    'apps/web/environments/prod.yaml': undefined,
    [DEV]: values,
    ...more,
  });
const promote = (dir: string, tag = 'v1.1.0') => fairlead(dir, ['promote', '--tag', tag, '--write']);

/** Values, keys, the tag that is read, and the values afterwards. */
const EDITS: Readonly<Record<string, readonly [string, readonly string[], string, string]>> = {
  'in a list': [
    'containers:\n  - name: web # first\n    tag: v1.0.0\n  - {name: proxy, tag: "v1.0.0"} # c\n',
    ['containers[0].tag', 'containers[1].tag'],
    'v1.0.0',
    'containers:\n  - name: web # first\n    tag: v1.1.0\n  - {name: proxy, tag: "v1.1.0"} # c\n',
  ],
  'an item of a list': ["tags: [v0, 'v1.0.0']\n", ['tags[1]'], 'v1.0.0', "tags: [v0, 'v1.1.0']\n"],
  'missing in an item of a list': [
    'containers:\n- name: web\n- name: proxy\n  tag: v1.0.0\n',
    ['containers[1].tag', 'containers[0]'],
    '',
    '',
  ],
  'with dots': [
    'podLabels:\n  app.kubernetes.io/x: v1.0.0 # c\n',
    [String.raw`podLabels.app\.kubernetes\.io/x`],
    'v1.0.0',
    'podLabels:\n  app.kubernetes.io/x: v1.1.0 # c\n',
  ],
  'an image': ['app:\n  image: acme/web:v1.0.0\n', ['app.image'], 'v1.0.0', 'app:\n  image: acme/web:v1.1.0\n'],
  'an image of a registry with a port': [
    'app: {image: "host:5000/x:v1.0.0"}\n',
    ['app.image'],
    'v1.0.0',
    'app: {image: "host:5000/x:v1.1.0"}\n',
  ],
  'an image in a flow map': ['app: {image: redis:v1.0.0}\n', ['app.image'], 'v1.0.0', 'app: {image: redis:v1.1.0}\n'],
  'an image without a tag': ['app:\n  image: host:5000/x # c\n', ['app.image'], '-', 'app:\n  image: host:5000/x:v1.1.0 # c\n'],
  'a number': ['image:\n  tag: 1.10\n', ['image.tag'], '1.10', 'image:\n  tag: v1.1.0\n'],
  'an octal number': ['image:\n  tag: 0123\n', ['image.tag'], '0123', 'image:\n  tag: v1.1.0\n'],
  'a number with an exponent': ['image:\n  tag: 1e3\n', ['image.tag'], '1e3', 'image:\n  tag: v1.1.0\n'],
};

describe('a tag', () => {
  const { 'missing in an item of a list': _, ...edits } = EDITS;
  test.each(Object.entries(edits))('%s', (_name, [values, keys, from, after]) => {
    const dir = repo(values, keys);
    const { out, err } = promote(dir);
    expect(err.replaceAll(/^.*values\/surprising-scalar.*\n/gm, '')).toBe('');
    expect(out).toContain(from === '-' ? 'dev  bump    v1.1.0  ' : `dev  bump    ${from} → v1.1.0  `);
    expect(readFileSync(join(dir, DEV), 'utf8')).toBe(after);
  });

  test('a number is ordered, and what is written stays a text', () => {
    const promotion = (tag: string) => {
      const dir = repo('image:\n  tag: 20240115\n', ['image.tag'], {});
      const path = 'apps/web/fairlead.yaml';
      const app = readFileSync(join(dir, path), 'utf8').replace('promote:\n', 'promote:\n  scheme: calver\n');
      return { dir: repo('image:\n  tag: 20240115\n', ['image.tag'], { [path]: app }), tag };
    };
    const [older, newer] = ['20240114', '20240116'].map(promotion).map(({ dir, tag }) => ({ dir, ran: promote(dir, tag) }));
    expect(older?.ran.out).toContain('20240114 is older than 20240115, and a downgrade was not asked for');
    expect(newer?.ran.code).toBe(0);
    expect(readFileSync(join(newer?.dir ?? '', DEV), 'utf8')).toBe('image:\n  tag: "20240116"\n');
  });

  test.each([
    ['image:\n  tag: "v1.0.0@DIGEST"\n', ['image.tag'], '`image.tag` loses its digest @sha256:a1a1a1a1a1a1…', '3'],
    ['app:\n  image: acme/web@DIGEST\n', ['app.image'], '`app.image` loses its digest @sha256:a1a1a1a1a1a1…', '2'],
    [
      'image:\n  tag: v1.0.0\n  digest: DIGEST\n',
      ['image.tag'],
      '`image.digest` stays sha256:a1a1a1a1a1a1…, the digest of the tag before',
      '2',
    ],
  ])('a digest is not lost in silence: %j', (values, keys, message) => {
    const dir = repo(values.replace('DIGEST', DIGEST), keys);
    const { code, err } = promote(dir);
    expect([code, err]).toEqual([0, expect.stringContaining(`${DEV}:2:3: warning promotion/digest: ${message}`)]);
    expect(promote(repo(values.replace('DIGEST', DIGEST), keys), `v1.1.0@${DIGEST}`).err).not.toContain('loses');
  });
});

describe('a key that is none', () => {
  const place = /^apps\/web\/fairlead\.yaml:(\d+:\d+): error (\S+): (.*) \[/;
  const said = (text: string) => text.split('\n').flatMap((line) => place.exec(line)?.slice(1, 4).join(' ') ?? []);
  const closed = JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: { image: { type: 'object', additionalProperties: false, properties: { tag: { type: 'string' } } } },
  });
  const VALUES = 'image:\n  tag: v1.0.0\n';
  test.each([
    ['imgae.tag', OPEN, '6:12 config/unknown-key the bundle has no value `imgae.tag` (did you mean `image.tag`?)'],
    ['image.tga', closed, '6:12 config/unknown-key the bundle has no value `image.tga` (did you mean `image.tag`?)'],
    ['web', OPEN, '6:12 config/unknown-key the bundle has no value `web` (values that may hold one: `image.tag`)'],
    [
      'image',
      OPEN,
      '6:12 config/not-allowed `image` is a map, and a tag is a single value (values that may hold one: `image.tag`)',
    ],
    [
      'image',
      closed,
      '6:12 config/not-allowed `image` is a map, and a tag is a single value (values that may hold one: `image.tag`)',
    ],
    ['tags[2]', OPEN, '6:12 config/unknown-key the bundle has no value `tags[2]`'],
  ])('%s', (key, schema, message) => {
    const dir = repo(VALUES, [key], { 'bundle/values.schema.json': schema, 'bundle/values.yaml': 'image: { tag: "" }\n' });
    const commands = [
      ['validate', '--format', 'text'],
      ['promote', '--tag', 'v1.1.0', '--write'],
      ['rollback', '-e', 'dev', '--tag', 'v1'],
    ];
    // All of them ask the same question.
    for (const args of key === 'imgae.tag' ? commands : commands.slice(0, 1)) {
      const { code, out, err } = fairlead(dir, args);
      const [first = '', ...others] = said(out + err);
      expect([code, first.slice(0, message.length)]).toEqual([1, message]);
      if (args[0] !== 'rollback') expect(others).toEqual([]);
    }
    expect(readFileSync(join(dir, DEV), 'utf8')).toBe(VALUES);
  });

  test('a list that a weaker file holds cannot be changed in part', () => {
    const dir = repo('replicas: 1\n', ['containers[0].tag'], { 'bundle/values.yaml': 'containers: [{ tag: v1.0.0 }]\n' });
    expect(promote(dir).err).toContain(
      'the list `containers` is not in this file, and a list takes the place of the one in weaker files (write the whole list `containers` here)',
    );
  });
});

test('a tag that no image can have is said once', () => {
  const base = repo('image:\n  tag: v1.0.0\n', ['image.tag']);
  const other = readFileSync(join(base, 'apps/web/fairlead.yaml'), 'utf8').replace('name: web', 'name: api');
  const dir = repo('image:\n  tag: v1.0.0\n', ['image.tag'], {
    'apps/api/fairlead.yaml': other,
    'apps/api/environments/dev.yaml': 'image:\n  tag: v1.0.0\n',
  });
  for (const args of [
    ['promote', '--tag', 'v1/2'],
    ['rollback', '-e', 'dev', 'apps', '--tag', 'v1/2'],
  ]) {
    const { code, err } = fairlead(dir, args);
    expect([code, err.match(/promotion\/bad-tag/g)?.length, err.includes('[')]).toEqual([1, 1, false]);
  }
});
