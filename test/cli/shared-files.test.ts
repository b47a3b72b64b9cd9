import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fairlead } from './fairlead.js';
import { contents, type Files, project } from './project.js';

const app = (name: string, environments: string, promote = '') =>
  `fairlead: v1\nname: ${name}\nbundle: ../bundle\nschemas: [../bundle/kinds]\n${promote}environments:\n${environments}`;
const own = (name: string, files = '') => `  ${name}: { values: [${files}] }\n`;
const IMAGE = 'image:\n  tag: v1.0.0\n';
const open = {
  'bundle/values.schema.json': JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' }),
};
/** The bundle of `project`, and nothing else of it. */
const repo = (files: Files): string =>
  project({
    'apps/web/fairlead.yaml': undefined,
    'apps/web/values.yaml': undefined,
    'apps/web/environments/dev.yaml': undefined,
    'apps/web/environments/prod.yaml': undefined,
    ...files,
  });

interface Case {
  readonly files: Files;
  readonly args?: readonly string[];
  /** Who else would change, as the message says it; undefined if nobody does. */
  readonly refused?: string;
  /** The file that is written, if any. */
  readonly wrote?: string;
}

const web = (environments: string, promote = '') => ({ 'web/fairlead.yaml': app('web', environments, promote) });
const api = (environments: string, promote = '') => ({ 'api/fairlead.yaml': app('api', environments, promote) });
const key = (name: string, more = '') => `promote: { images: [{ key: ${name} }]${more} }\n`;

const CASES: Readonly<Record<string, Case>> = {
  'the file of all environments': {
    files: { ...web(own('dev') + own('prod')), 'web/values.yaml': IMAGE },
    refused: 'web/values.yaml is also read by `prod`, which would change too',
  },
  'a hold does not hold the file': {
    files: {
      ...web(`${own('dev')}  prod: { values: [], promote: { hold: { tag: v1.0.0, reason: broken } } }\n`),
      'web/values.yaml': IMAGE,
    },
    refused: 'web/values.yaml is also read by `prod`, which would change too',
  },
  'more readers than are named': {
    files: { ...web(['dev', 'a', 'b', 'c', 'd', 'e'].map((name) => own(name)).join('')), 'web/values.yaml': IMAGE },
    refused: 'web/values.yaml is also read by `a`, `b`, `c` and 2 more, which would change too',
  },
  'an app that was not named': {
    files: { ...web(own('dev', '../common.yaml')), ...api(own('dev', '../common.yaml')), 'common.yaml': IMAGE },
    args: ['web'],
    refused: 'common.yaml is also read by `dev` of api, which would change too',
  },
  'an app that would get the same tag, but is of no group': {
    files: { ...web(own('dev', '../common.yaml')), ...api(own('dev', '../common.yaml')), 'common.yaml': IMAGE },
    refused: 'common.yaml is also read by `dev` of web, which would change too',
  },
  'another name of the same file': {
    files: {
      ...web(own('dev', 'dev.yaml')),
      ...api(own('dev', 'dev.yaml')),
      'web/dev.yaml': IMAGE,
      'api/dev.yaml': { link: '../web/dev.yaml' },
    },
    args: ['web'],
    refused: 'web/dev.yaml is also read by `dev` of api, which would change too',
  },
  'the same file through a linked folder': {
    files: {
      ...web(own('dev', 'dev.yaml')),
      ...api(own('dev', '../linked/dev.yaml')),
      'web/dev.yaml': IMAGE,
      linked: { link: 'web' },
    },
    args: ['web'],
    refused: 'web/dev.yaml is also read by `dev` of api, which would change too',
  },
  'a rollback': {
    files: { ...web(own('dev') + own('prod')), 'web/values.yaml': IMAGE },
    args: ['rollback', '-e', 'prod', '--tag', 'v0.9.0', '--any-tag'],
    refused: 'web/values.yaml is also read by `dev`, which would change too',
  },
  'another environment overrides it': {
    files: { ...web(own('dev') + own('prod', 'prod.yaml')), 'web/values.yaml': IMAGE, 'web/prod.yaml': IMAGE },
    wrote: 'web/values.yaml',
  },
  'another environment has a file that cannot be read': {
    files: { ...web(own('dev') + own('prod', 'prod.yaml')), 'web/values.yaml': IMAGE, 'web/prod.yaml': 'a: [' },
    refused: 'web/values.yaml is also read by `prod`, which would change too',
  },
  'a file of its own, stronger than the one that others read': {
    files: {
      ...web(own('dev', '../common.yaml, dev.yaml')),
      ...api(own('dev', '../common.yaml')),
      'common.yaml': IMAGE,
      'web/dev.yaml': 'replicas: 2\n',
    },
    args: ['web'],
    wrote: 'web/dev.yaml',
  },
  'a file of its own, weaker than the one that others read': {
    files: {
      ...web(own('dev', 'dev.yaml, ../common.yaml')),
      ...api(own('dev', '../common.yaml')),
      'common.yaml': IMAGE,
      'web/dev.yaml': 'replicas: 2\n',
    },
    args: ['web'],
    refused: 'common.yaml is also read by `dev` of api, which would change too',
  },
  'a key that the other does not read': {
    files: {
      ...open,
      ...web(own('dev', '../common.yaml'), key('web.tag')),
      ...api(own('dev', '../common.yaml'), key('api.tag')),
      'common.yaml': 'web: { tag: v1.0.0 }\napi: { tag: v1.0.0 }\n',
    },
    args: ['web'],
    wrote: 'common.yaml',
  },
  'a key that the other reads, though not as an image': {
    files: {
      ...open,
      ...web(own('dev', '../common.yaml'), key('labels.web')),
      ...api(own('dev', '../common.yaml'), key('image.tag')),
      'common.yaml': 'labels: { web: v1.0.0 }\n',
    },
    args: ['web'],
    refused: 'common.yaml is also read by `dev` of api, which would change too',
  },
  'a group that moves as a whole': {
    files: {
      ...web(own('dev', '../dev.yaml') + own('prod', '../prod.yaml'), 'promote: { group: shop }\n'),
      ...api(own('dev', '../dev.yaml') + own('prod', '../prod.yaml'), 'promote: { group: shop }\n'),
      'dev.yaml': IMAGE,
      'prod.yaml': IMAGE,
    },
    wrote: 'dev.yaml',
  },
  'a group of which one stays': {
    files: {
      ...web(own('dev', '../dev.yaml'), 'promote: { group: shop }\n'),
      ...api('  dev: { values: [../dev.yaml], promote: { tags: "<1.1.0" } }\n', 'promote: { group: shop }\n'),
      'dev.yaml': IMAGE,
    },
    refused: 'dev.yaml is also read by `dev` of api, which would change too',
  },
  'a group of which one was not named': {
    files: {
      ...web(own('dev', '../dev.yaml'), 'promote: { group: shop }\n'),
      ...api(own('dev', '../dev.yaml'), 'promote: { group: shop }\n'),
      'dev.yaml': IMAGE,
    },
    args: ['web'],
    refused: 'dev.yaml is also read by `dev` of api, which would change too',
  },
  'a group with one file for two environments': {
    files: {
      ...web(own('dev', '../all.yaml') + own('prod', '../all.yaml'), 'promote: { group: shop }\n'),
      ...api(own('dev', '../all.yaml'), 'promote: { group: shop }\n'),
      'all.yaml': IMAGE,
    },
    refused: 'all.yaml is also read by `dev` of web and `prod` of web, which would change too',
  },
};

describe('a tag in a file that others read', () => {
  test.each(Object.entries(CASES))('%s', (_, { files, args = [], refused, wrote }) => {
    const dir = repo(files);
    const before = contents(dir);
    const command = args[0] === 'rollback' ? args : ['promote', ...args, '--tag', 'v1.1.0'];
    const { out, err } = fairlead(dir, [...command, '--write']);
    const messages = [...err.matchAll(/: error promotion\/cannot-edit: (.*?) \(put /g)].map(([, message]) => message);
    const written = [...out.matchAll(/^wrote (.*)$/gm)].map(([, file]) => file);
    if (refused === undefined) expect([err, written]).toEqual(['', [wrote]]);
    else {
      expect([messages, written]).toEqual([expect.arrayContaining([refused]), []]);
      expect(contents(dir)).toEqual(before);
    }
  });
});

test('the fix that is told works', () => {
  const dir = repo({ ...web(own('dev') + own('prod')), 'web/values.yaml': IMAGE });
  const { err } = fairlead(dir, ['promote', '--tag', 'v1.1.0']);
  const [, file = '', text = '', environment = ''] =
    /into (\S+) \(`(.*?)`\), and name it last in `values` of `(\w+)`/.exec(err) ?? [];
  mkdirSync(join(dir, 'web/environments'));
  writeFileSync(join(dir, file), `${text}\n`);
  const path = join(dir, 'web/fairlead.yaml');
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(`${environment}: { values: [] }`, 'dev: { values: [environments/dev.yaml] }'),
  );
  expect(fairlead(dir, ['promote', '--tag', 'v1.1.0', '--write'])).toMatchObject({ code: 0, err: '' });
  expect([file, 'web/values.yaml'].map((one) => readFileSync(join(dir, one), 'utf8'))).toEqual(['image: {tag: v1.1.0}\n', IMAGE]);
});
