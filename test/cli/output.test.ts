import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CLI, fairlead } from './fairlead.js';
import { contents, type Files, folder, project } from './project.js';

const paths = (dir: string) => Object.keys(contents(join(dir, 'out'))).filter((path) => path !== '.fairlead-output.json');
const last = (text: string) => text.trimEnd().split('\n').at(-1);

test('a file per environment, and a second run touches nothing', () => {
  const dir = project();
  const first = fairlead(dir, ['render', '--output', 'out']);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(last(first.out)).toBe('out: 2 written, 0 unchanged, 0 removed');
  const before = contents(dir);
  expect(paths(dir)).toEqual(['apps/web/dev.yaml', 'apps/web/prod.yaml']);
  expect(before['out/apps/web/dev.yaml']).toBe(fairlead(dir, ['render', '-e', 'dev']).out);

  expect(last(fairlead(dir, ['render', '--output', 'out']).out)).toBe('out: 0 written, 2 unchanged, 0 removed');
  expect(contents(dir)).toEqual(before);
});

test('what is no longer made is removed, and nothing else', () => {
  const dir = project({
    'bundle/manifests/extra.yaml.hbs':
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{release.name}}\nspec:\n  type: ExternalName\n  externalName: a.example.com\n',
  });
  fairlead(dir, ['render', '--output', 'out', '--split']);
  expect(paths(dir).filter((path) => path.startsWith('apps/web/dev'))).toEqual([
    'apps/web/dev/configmap-web.yaml',
    'apps/web/dev/deployment-web.yaml',
    'apps/web/dev/service-web.yaml',
  ]);
  mkdirSync(join(dir, 'out/apps/web/dev/kept'));
  writeFileSync(join(dir, 'out/apps/web/dev/notes.txt'), 'by hand');
  writeFileSync(join(dir, 'out/apps/web/service-web.yaml'), 'by hand');
  rmSync(join(dir, 'bundle/manifests/extra.yaml.hbs'));

  // Only dev is rendered: what prod made before stays.
  expect(last(fairlead(dir, ['render', '--output', 'out', '--split', '-e', 'dev']).out)).toBe(
    'out: 0 written, 2 unchanged, 1 removed',
  );
  expect(paths(dir)).toEqual([
    'apps/web/dev/configmap-web.yaml',
    'apps/web/dev/deployment-web.yaml',
    'apps/web/dev/notes.txt',
    'apps/web/prod/configmap-web.yaml',
    'apps/web/prod/deployment-web.yaml',
    'apps/web/prod/service-web.yaml',
    'apps/web/service-web.yaml',
  ]);

  // From a file per object to a file per environment: the old files go, and the folders that are empty then.
  expect(last(fairlead(dir, ['render', '--output', 'out']).out)).toBe('out: 2 written, 0 unchanged, 5 removed');
  expect(paths(dir)).toEqual(['apps/web/dev.yaml', 'apps/web/dev/notes.txt', 'apps/web/prod.yaml', 'apps/web/service-web.yaml']);
});

test('objects whose names make the same path get files of their own', () => {
  const object = (name: string, namespace: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n`;
  const made = [object('a-2', 'x'), object('a', 'x'), object('a', 'z')].join('---\n');
  const dir = project({ 'bundle/manifests/configmap.yaml.hbs': made });
  expect(last(fairlead(dir, ['render', '--output', 'out', '--split', '-e', 'dev']).out)).toBe(
    'out: 4 written, 0 unchanged, 0 removed',
  );
});

test('with an error in one environment nothing is written or removed', () => {
  const dir = project();
  fairlead(dir, ['render', '--output', 'out']);
  writeFileSync(join(dir, 'apps/web/environments/dev.yaml'), 'image: { tag: v9 }\n');
  writeFileSync(join(dir, 'apps/web/environments/prod.yaml'), 'imag: {}\n');
  const before = contents(dir);
  expect(fairlead(dir, ['render', '--output', 'out', '--split'])).toMatchObject({ code: 1, out: '' });
  expect(contents(dir)).toEqual(before);
});

test('a ledger of an earlier version removes nothing, which is said', () => {
  const dir = project();
  fairlead(dir, ['render', '--output', 'out']);
  symlinkSync('../apps/web', join(dir, 'out/link'));
  const ledger = {
    'apps/web/dev': [
      '../bundle/bundle.yaml',
      'a/../../apps/web/values.yaml',
      '/etc/hosts',
      '.',
      '',
      'apps',
      'link/values.yaml',
      'apps/web/dev.yaml/x',
    ],
  };
  writeFileSync(join(dir, 'out/.fairlead-output.json'), JSON.stringify(ledger));
  const { code, err } = fairlead(dir, ['render', '--output', 'out']);
  expect({ code, err }).toEqual({ code: 0, err: 'nothing was removed, since out/.fairlead-output.json holds no digests\n' });
  expect(contents(dir)).toMatchObject({ 'bundle/bundle.yaml': expect.any(String), 'apps/web/values.yaml': expect.any(String) });
  expect(paths(dir)).toEqual(['apps/web/dev.yaml', 'apps/web/prod.yaml', 'link']);
});

describe('a ledger, which anybody may have written', () => {
  const LEDGER = 'out/.fairlead-output.json';
  const sha = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const wrong = { 'apps/web/dev': { 'apps/web/dev/configmap-a.yaml': sha('x') } };
  /** What render does with files below `out` that the ledger names with the right digests. */
  function rendered(files: Files, ledger: unknown = undefined, args = ['-o', 'out']) {
    const dir = project({ ...files, ...(ledger === undefined ? {} : { [LEDGER]: String(ledger) }) });
    const before = contents(dir);
    const { code, out, err } = fairlead(dir, ['render', ...args]);
    const after = contents(dir);
    return { code, out, err, gone: Object.keys(before).filter((path) => after[path] === undefined) };
  }
  const ledgerOf = (files: Readonly<Record<string, string>>, group = 'apps/web/dev') =>
    JSON.stringify({
      version: 2,
      files: { [group]: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, sha(text)])) },
    });

  test('removes a file that is as it was written, and folders that are empty then', () => {
    const path = 'apps/web/dev/configmap-a.yaml';
    expect(rendered({ [`out/${path}`]: 'a' }, ledgerOf({ [path]: 'a' }))).toMatchObject({
      code: 0,
      err: '',
      gone: [`out/${path}`],
    });
  });

  test.each<[string, string]>([
    ['a path out of the folder', '../README.md'],
    ['a path that turns', 'apps/web/dev/../../../../README.md'],
    ['a name that render does not make', 'README.md'],
    ['a name with a control character', 'apps/web/dev/configmap-\n.yaml'],
    ['a name with a backslash', 'apps/web/dev/configmap-\\a.yaml'],
    ['a file deeper down', 'apps/web/dev/sub/configmap-a.yaml'],
    ['a file of another group', 'apps/web/prod/configmap-a.yaml'],
    ["Git's", '.git/HEAD'],
  ])('does not remove %s', (_, path) => {
    const real = join('out', path);
    expect(rendered({ [real]: 'a' }, ledgerOf({ [path]: 'a' }))).toMatchObject({ code: 0, gone: [] });
  });

  test('does not remove what was changed, is a link, or stands behind one, and says so', () => {
    const path = 'apps/web/dev/configmap-a.yaml';
    const note = { code: 0, err: `out/${path} was not removed, since it was changed\n`, gone: [] };
    expect(rendered({ [`out/${path}`]: 'b' }, ledgerOf({ [path]: 'a' }))).toMatchObject(note);
    expect(rendered({ [`out/${path}`]: { link: 'b' }, 'out/apps/web/dev/b': 'a' }, ledgerOf({ [path]: 'a' }))).toMatchObject(
      note,
    );
    expect(
      rendered({ 'out/apps/web/dev': { link: '../../b' }, 'out/b/configmap-a.yaml': 'a' }, ledgerOf({ [path]: 'a' })),
    ).toMatchObject(note);
    expect(
      rendered({ 'out/apps/web/dev': { link: '../../../b' }, 'b/configmap-a.yaml': 'a' }, ledgerOf({ [path]: 'a' })),
    ).toMatchObject(note);
  });

  test('removes nothing beside .git or an app, at the top or below, and says so', () => {
    const path = 'apps/web/dev/configmap-a.yaml';
    const files = { [`out/${path}`]: 'a' };
    for (const neighbour of ['.git', 'fairlead.yaml', 'apps/web/.git/HEAD', 'apps/web/dev/fairlead.yaml'])
      expect(rendered({ ...files, [`out/${neighbour}`]: '' }, ledgerOf({ [path]: 'a' }), ['-o', 'out', 'apps'])).toMatchObject({
        code: 0,
        err: `nothing was removed beside out/${neighbour.replace('/HEAD', '')}\n`,
        gone: [],
      });
  });

  test.each<[string, string]>([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a list', '[]'],
    ['deep', '['.repeat(100_000)],
    ['of wrong types', JSON.stringify({ version: 2, files: [wrong] })],
    ['of a later version', JSON.stringify({ version: 3, files: wrong })],
    ['too large', `${JSON.stringify({ version: 2, files: wrong })}${' '.repeat(17 * 1024 * 1024)}`],
  ])('that is %s removes nothing, and is written anew', (_, text) => {
    const found = rendered({ 'out/apps/web/dev/configmap-a.yaml': 'x' }, text);
    expect(found).toMatchObject({ code: 0, err: `nothing was removed, since ${LEDGER} holds no digests\n`, gone: [] });
  });

  test('keeps what it says of other groups, and nothing that has not its form', () => {
    const files = {
      ...wrong,
      __proto__x: 1,
      'apps/old/dev': { 'apps/old/dev.yaml': sha('y'), '../x.yaml': sha('y'), 'apps/old/dev/b-c.yaml': 'z' },
    };
    const text = JSON.stringify({ version: 2, files }).replace('__proto__x', '__proto__');
    const dir = project({ [LEDGER]: text });
    expect(fairlead(dir, ['render', '-o', 'out']).code).toBe(0);
    const { files: kept } = JSON.parse(contents(dir)[LEDGER] ?? '');
    expect(Object.keys(kept)).toEqual(['__proto__', 'apps/old/dev', 'apps/web/dev', 'apps/web/prod']);
    expect(kept['apps/old/dev']).toEqual({ 'apps/old/dev.yaml': sha('y') });
    expect(Object.keys(kept['apps/web/dev'])).toEqual(['apps/web/dev.yaml']);
  });

  test('is no way out of the folder, as no link in it is', () => {
    const outside = { 'shared/ledger.json': '{}' };
    const found = rendered({ ...outside, [LEDGER]: { link: '../shared/ledger.json' } });
    expect([found.code, found.err]).toEqual([2, expect.stringContaining(`${LEDGER}:1:1: error file/outside-root`)]);
    expect(rendered({ out: { link: folder() } })).toMatchObject({
      code: 2,
      err: expect.stringContaining('out:1:1: error file/outside-root'),
    });
    expect(rendered({}, undefined, ['-o', '.git/x'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('error file/outside-root'),
    });
  });
});

test('an output folder may be anywhere, by the path that was typed', () => {
  const [dir, other] = [project(), folder()];
  symlinkSync(other, join(folder(), 'link'));
  expect(fairlead(dir, ['render', '-o', join(other, 'deep/out')]).code).toBe(0);
  expect(Object.keys(contents(other))).toContain('deep/out/apps/web/dev.yaml');
});

test('an output folder that cannot be one is a mistake of the command line', () => {
  const dir = project();
  const { code, out, err } = fairlead(dir, ['render', '--output', 'apps/web/values.yaml/x']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^apps\/web\/values\.yaml\/x:1:1: error file\/unwritable: .*; nothing was written\n$/);
});

test('a reader that goes away is no error; a disk that is full is', () => {
  const dir = project();
  const gone = spawnSync('sh', ['-c', '{ "$0" "$1" render; echo "code $?" >&2; } | true', process.execPath, CLI], {
    cwd: dir,
    encoding: 'utf8',
  });
  expect(gone.stderr).toBe('code 0\n');
  const full = spawnSync(process.execPath, [CLI, 'render'], {
    cwd: dir,
    encoding: 'utf8',
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
  });
  expect(full).toMatchObject({ status: 2, stderr: 'fairlead: ENOSPC: no space left on device, write\n' });
});
