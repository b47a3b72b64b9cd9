import { spawnSync } from 'node:child_process';
import { mkdirSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CLI, fairlead } from './fairlead.js';
import { contents, project } from './project.js';

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
