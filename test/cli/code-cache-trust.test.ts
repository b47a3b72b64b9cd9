import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { APP, Caches, copyOfProgram, expected, PLANTED, plant, run, warm } from './code-cache.js';
import { folder } from './project.js';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const planted = (): Caches => {
  const caches = warm();
  plant(caches.file());
  expect(run(caches.env)).toEqual(PLANTED);
  return caches;
};

/** The file in another place, with a link to it where it was. */
function linked(path: string): void {
  renameSync(path, `${path}.real`);
  symlinkSync(`${path}.real`, path);
}

describe('what others could have written is not used', () => {
  test.each<[string, (caches: Caches) => void]>([
    ['a file that the group may read', (caches) => chmodSync(caches.file(), 0o640)],
    ['a file that everybody may read, as in a checkout', (caches) => chmodSync(caches.file(), 0o644)],
    ['a folder that everybody may look into', (caches) => chmodSync(caches.folder, 0o755)],
    ['a file that the group may write', (caches) => chmodSync(caches.file(), 0o620)],
    ['a file that everybody may write', (caches) => chmodSync(caches.file(), 0o602)],
    ['a folder that the group may write', (caches) => chmodSync(caches.folder, 0o770)],
    ['a folder that everybody may write', (caches) => chmodSync(caches.folder, 0o1777)],
    ['a link to a file', (caches) => linked(caches.file())],
    ['a link to a folder', (caches) => linked(caches.folder)],
  ])('%s', (_, change) => {
    const caches = planted();
    change(caches);
    expect(run(caches.env)).toEqual(expected);
    expect(run(caches.env)).toEqual(expected);
  });

  const asRoot = isRoot ? test : test.skip;
  asRoot.each<[string, (caches: Caches) => string]>([
    ['a file of somebody else', (caches) => caches.file()],
    ['a folder of somebody else', (caches) => caches.folder],
  ])('%s (needs root)', (_, path) => {
    const caches = planted();
    chownSync(path(caches), NOBODY, NOBODY);
    expect(run(caches.env)).toEqual(expected);
  });

  test('nothing is written into such a folder', () => {
    for (const change of [
      (path: string) => chmodSync(path, 0o777),
      ...(isRoot ? [(path: string) => chownSync(path, NOBODY, 0)] : []),
    ]) {
      const caches = new Caches();
      mkdirSync(caches.folder);
      change(caches.folder);
      expect(run(caches.env)).toEqual(expected);
      expect(caches.names()).toEqual([]);
    }
  });

  // Node itself may stand in a folder that others cannot look into.
  const asTwo = isRoot && spawnSync(process.execPath, ['-e', '0'], { uid: NOBODY }).status === 0 ? test : test.skip;
  asTwo("root's is used by everybody, who leaves it alone, as in the plugin's image (needs root)", () => {
    const [caches, cli] = [new Caches(), copyOfProgram()];
    const shop = folder();
    cpSync(join(APP, '../..'), shop, { recursive: true });
    for (const dir of [caches.path, shop]) chmodSync(dir, 0o755);
    const cwd = join(shop, 'apps/web');
    expect(run(caches.env, ['generate'], { cli, cwd })).toEqual(expected);
    execFileSync('chmod', ['-R', 'go+rX', caches.folder]);
    expect(run(caches.env, ['generate'], { cli, cwd, uid: NOBODY })).toEqual(expected);
    plant(caches.file(), cli);
    chmodSync(caches.file(), 0o644);
    expect(run(caches.env, ['generate'], { cli, cwd, uid: NOBODY })).toEqual(PLANTED);
    expect(run(caches.env, ['parameters'], { cli, cwd, uid: NOBODY }).code).toBe(0);
    expect(caches.names()).toHaveLength(1);
  });
});

describe('what is damaged is not used, and made anew', () => {
  const size = statSync(warm().file()).size;
  const flipped = (...places: readonly number[]) =>
    [
      `flipped at ${places.join(', ')}`,
      (file: string) => {
        const bytes = readFileSync(file);
        for (const place of places) bytes[place] = (bytes[place] ?? 0) ^ 0x5a;
        writeFileSync(file, bytes);
      },
    ] as const;
  test.each<readonly [string, (file: string) => void]>([
    flipped(0),
    flipped(size / 4),
    flipped(size / 2 - 1),
    flipped(size - 1),
    // The same in both copies: the engine's own look finds it in the head of it.
    flipped(5, size / 2 + 5),
    ['empty', (file) => truncateSync(file, 0)],
    ['one byte', (file) => truncateSync(file, 1)],
    ['cut in half', (file) => truncateSync(file, size / 2)],
    ['cut at the end', (file) => truncateSync(file, size - 1)],
    ['zeros', (file) => writeFileSync(file, Buffer.alloc(size))],
    ['another file', (file) => writeFileSync(file, 'kind: List\n'.repeat(1000))],
    [
      'a pipe',
      (file) => {
        rmSync(file);
        execFileSync('mkfifo', ['-m', '600', file]);
      },
    ],
  ])('%s', (_, damage) => {
    const caches = warm();
    damage(caches.file());
    expect(run(caches.env)).toEqual(expected);
    const [bytes, half] = [readFileSync(caches.file()), statSync(caches.file()).size / 2];
    expect(half).toBeGreaterThan(100_000);
    expect(bytes.subarray(0, half).equals(bytes.subarray(half))).toBe(true);
    plant(caches.file());
    expect(run(caches.env)).toEqual(PLANTED);
  });
});

describe('where nothing can be written, nothing is said', () => {
  test('a folder in the place of the file', () => {
    const caches = warm();
    const file = caches.file();
    rmSync(file);
    mkdirSync(join(file, 'in/the/way'), { recursive: true });
    expect(run(caches.env)).toEqual(expected);
    expect(caches.names()).toHaveLength(1);
  });

  test('a file in the place of the folder, a folder that cannot be made, and one of a user without rights', () => {
    const caches = new Caches();
    writeFileSync(caches.folder, '');
    expect(run(caches.env)).toEqual(expected);
    expect(run({ XDG_CACHE_HOME: caches.folder })).toEqual(expected);
    expect(run({ XDG_CACHE_HOME: '/proc' })).toEqual(expected);
    expect(run({ XDG_CACHE_HOME: `/${'x'.repeat(5000)}` })).toEqual(expected);
    const locked = new Caches();
    mkdirSync(locked.folder, { mode: 0o500 });
    expect(run(locked.env)).toEqual(expected);
  });
});
