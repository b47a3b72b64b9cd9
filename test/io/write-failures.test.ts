import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeFiles } from '../../src/io/write/files.js';
import { CLI } from '../cli/fairlead.js';
import { history, valuesOf } from '../cli/history.js';
import { contents, emptyProject, folder } from '../cli/project.js';

/** Does something while a file or folder is a mount of its own. */
function mounted<T>(args: readonly string[], place: string, work: () => T): T {
  execFileSync('mount', [...args, place]);
  try {
    return work();
  } finally {
    execFileSync('umount', [place]);
  }
}

const place = folder();
const mounts = spawnSync('mount', ['-t', 'tmpfs', 'none', place]).status === 0 && spawnSync('umount', [place]).status === 0;
const withMounts = mounts ? test : test.skip;

withMounts('a disk that is full is named by the file, and nothing is written (needs mounts)', () => {
  const dir = emptyProject({ a: '1' });
  mkdirSync(join(dir, 'full'));
  mounted(['-t', 'tmpfs', '-o', 'size=32k', 'none'], join(dir, 'full'), () => {
    writeFiles([{ path: 'full/b', text: 'old' }], { root: dir });
    const before = contents(dir);
    const changes = [
      { path: 'a', text: '2' },
      { path: 'full/b', text: 'x'.repeat(100_000) },
    ];
    expect(writeFiles(changes, { root: dir })).toMatchObject([
      {
        code: 'file/unwritable',
        origin: { path: 'full/b' },
        message: 'cannot be written: no space left on device (ENOSPC); nothing was written',
      },
    ]);
    expect(contents(dir)).toEqual(before);
  });
});

withMounts('what was written before a file that cannot be replaced is taken back (needs mounts)', () => {
  const dir = emptyProject({ a: '1', b: '1', c: '1', d: '1' });
  chmodSync(join(dir, 'a'), 0o750);
  mounted(['--bind', join(dir, 'c')], join(dir, 'c'), () => {
    const before = contents(dir);
    const changes = [
      { path: 'a', text: '2' },
      { path: 'b', text: undefined },
      { path: 'c', text: '2' },
      { path: 'd', text: '2' },
      { path: 'A/new', text: '' },
    ];
    expect(writeFiles(changes, { root: dir })).toMatchObject([{ code: 'file/unwritable', origin: { path: 'c' } }]);
    expect(contents(dir)).toEqual(before);
    expect(statSync(join(dir, 'a')).mode & 0o777).toBe(0o750);
  });
});

test('a file that is larger than the shell allows is named, and nothing is written', () => {
  const dev = valuesOf('dev');
  const { dir } = history({ [dev]: `image:\n  tag: v1.0.0\n# ${'x'.repeat(200_000)}\n` });
  const before = contents(dir);
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', `ulimit -f 100; "$0" "$1" promote --tag v2.0.0 --write`, process.execPath, CLI],
    {
      cwd: dir,
      encoding: 'utf8',
      env: { NODE_DISABLE_COMPILE_CACHE: '1', PATH: process.env['PATH'] },
    },
  );
  expect([status, stderr]).toEqual([
    2,
    `${dev}:1:1: error file/unwritable: cannot be written: file too large (EFBIG); nothing was written\n`,
  ]);
  expect(contents(dir)).toEqual(before);
});
