import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { diskTree } from '../../src/io/disk.js';
import type { Kind } from '../../src/io/store.js';
import { treeOf } from '../../src/io/tree.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fairlead-disk-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const codes = (path: string) =>
  diskTree(root)
    .read(path)
    .findings.map(({ code, message }) => `${code}: ${message}`);

test('pipes and sockets are never opened', async () => {
  execFileSync('mkfifo', [join(root, 'pipe.yaml')]);
  symlinkSync('pipe.yaml', join(root, 'link.yaml'));
  const server = createServer().listen(join(root, 'socket.yaml'));
  await new Promise((resolve) => server.once('listening', resolve));
  for (const name of ['pipe.yaml', 'link.yaml', 'socket.yaml'])
    expect(codes(name)).toEqual(['file/unreadable: this is a pipe, a socket or a device, not a file']);
  server.close();
});

test('a file that is larger than 16 MiB is not read', () => {
  writeFileSync(join(root, 'a.json'), '');
  execFileSync('truncate', ['-s', '17M', join(root, 'a.json')]);
  expect(codes('a.json')).toEqual(['file/too-large: the file is larger than 16 MiB']);
});

test('names are those of the folder, also where the disk takes another one', () => {
  mkdirSync(join(root, 'Apps'));
  writeFileSync(join(root, 'Apps/a.yaml'), '');
  const tree = diskTree(root);
  expect([tree.exists('Apps/a.yaml'), tree.exists('apps/a.yaml'), tree.exists('Apps/A.yaml')]).toEqual([true, false, false]);
});

test('folders that lead to one another many times come to an end', () => {
  for (let i = 0; i < 25; i++) {
    mkdirSync(join(root, `l${i}`));
    for (const name of ['a', 'b']) symlinkSync(`../l${i + 1}`, join(root, `l${i}`, name));
  }
  mkdirSync(join(root, 'l25'));
  expect(() => diskTree(root).files('l0')).toThrow('l0 holds more than 100,000 files');
});

test('more than 100,000 files are refused, with the folder that holds most', () => {
  const many = new Map(Array.from({ length: 100_000 }, (_, i): [string, Kind] => [`${i}.csv`, 'file']));
  const folders = new Map<string, ReadonlyMap<string, Kind>>([
    [
      '',
      new Map([
        ['apps', 'folder'],
        ['data', 'folder'],
      ]),
    ],
    ['apps', new Map([['fairlead.yaml', 'file']])],
    ['data', many],
  ]);
  const tree = treeOf({ entries: (dir) => folders.get(dir), bytes: () => '', target: () => '' });
  expect(() => tree.list('')).toThrow(
    'the repository holds more than 100,000 files, most of them in data: name the folders that hold your apps',
  );
  expect(tree.list('apps')).toEqual(['apps/fairlead.yaml']);
});
