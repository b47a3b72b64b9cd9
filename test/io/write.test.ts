import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { writeFiles } from '../../src/io/write/files.js';
import type { Change } from '../../src/io/write/transaction.js';
import { contents, emptyProject, type Files, folder } from '../cli/project.js';

const codes = (dir: string, changes: readonly Change[], within?: string) =>
  writeFiles(changes, { root: dir, ...(within === undefined ? {} : { within }) }).map(
    ({ code, origin }) => `${code} ${origin?.from === 'file' ? origin.path : ''}`,
  );

/** What is refused changes nothing. */
function refused(files: Files, changes: readonly Change[], expected: readonly string[]): void {
  const dir = emptyProject(files);
  const before = contents(dir);
  const folders = readdirSync(dir, { recursive: true }).length;
  expect(codes(dir, changes)).toEqual(expected);
  expect([contents(dir), readdirSync(dir, { recursive: true }).length]).toEqual([before, folders]);
}

/** A folder that is no part of the repository, with a file in it. */
function outside(): string {
  const dir = folder();
  writeFileSync(join(dir, 'victim'), 'keep');
  return dir;
}

describe('a file', () => {
  test('is replaced, made, with its folders, or removed; nothing else is left', () => {
    const dir = emptyProject({ a: '1', b: '2', 'c/d': '3' });
    const changes = [
      { path: 'a', text: 'new', before: '1' },
      { path: 'x/y/z', text: '', before: null },
      { path: 'b', text: undefined, before: '2' },
      { path: 'gone', text: undefined },
    ];
    expect(codes(dir, changes)).toEqual([]);
    expect(contents(dir)).toEqual({ a: 'new', 'c/d': '3', 'x/y/z': '' });
  });

  test.each([0o600, 0o755, 0o640, 0o4755, 0o222])('of mode %o keeps it', (mode) => {
    const dir = emptyProject({ a: '1' });
    chmodSync(join(dir, 'a'), mode);
    expect(codes(dir, [{ path: 'a', text: '2' }])).toEqual([]);
    expect([statSync(join(dir, 'a')).mode & 0o7777, readFileSync(join(dir, 'a'), 'utf8')]).toEqual([mode, '2']);
  });

  test('that is new gets the mode that the umask leaves', () => {
    const dir = emptyProject({});
    const old = process.umask(0o027);
    try {
      writeFiles([{ path: 'a', text: '' }], { root: dir });
    } finally {
      process.umask(old);
    }
    expect(statSync(join(dir, 'a')).mode & 0o777).toBe(0o640);
  });

  test('that holds it already is not touched', () => {
    const dir = emptyProject({ a: '1' });
    const before = statSync(join(dir, 'a'));
    expect(codes(dir, [{ path: 'a', text: '1' }])).toEqual([]);
    expect(statSync(join(dir, 'a'))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  test.each([['a'.repeat(255)], ['é'.repeat(127)], ['a\nb'], ['-'], ['%s ~ $(x)']])('may be called %j', (name) => {
    const dir = emptyProject({ [name]: '1' });
    expect(codes(dir, [{ path: name, text: '2' }])).toEqual([]);
    expect(contents(dir)).toEqual({ [name]: '2' });
  });
});

describe('a link', () => {
  test.each([
    ['to a file', 'shared/a', 'shared/a'],
    ['to a link to it', 'link2', 'shared/a'],
    ['to what is not there yet', 'new/b', 'new/b'],
  ])('%s stays, and its target is written', (_, to, target) => {
    const dir = emptyProject({ 'shared/a': '1', link2: { link: 'shared/a' }, link: { link: to } });
    expect(codes(dir, [{ path: 'link', text: '2' }])).toEqual([]);
    expect([readlinkSync(join(dir, 'link')), readFileSync(join(dir, target), 'utf8')]).toEqual([to, '2']);
    expect(lstatSync(join(dir, target)).isFile()).toBe(true);
  });

  const OUT = ['file/outside-root a/b'];
  test('is refused where it, or the folder that it is in, leads out, there or not yet', () => {
    const dir = outside();
    const change = { path: 'a/b', text: 'x' };
    refused({ 'a/b': { link: join(dir, 'victim') } }, [change], OUT);
    refused({ 'a/b': { link: join(dir, 'none') } }, [change], OUT);
    refused({ 'a/b': { link: '../../../none' } }, [change], OUT);
    refused({ a: { link: dir } }, [change], OUT);
    refused({ a: { link: join(dir, 'none') } }, [change], OUT);
    refused({ a: { link: 'c' }, c: { link: dir } }, [change], OUT);
    expect(contents(dir)).toEqual({ victim: 'keep' });
  });

  test("is refused where it leads to what is Git's, or in a circle", () => {
    refused({ 'a/b': { link: '../.git/config' } }, [{ path: 'a/b', text: 'x' }], OUT);
    refused({ 'a/b': { link: '../.git/hooks/new' } }, [{ path: 'a/b', text: 'x' }], OUT);
    refused({ a: { link: '.git' } }, [{ path: 'a/b', text: 'x' }], OUT);
    refused({ 'x/.GIT/b': '1' }, [{ path: 'x/.GIT/b', text: 'x' }], ['file/outside-root x/.GIT/b']);
    refused({ 'a/b': { link: 'b' } }, [{ path: 'a/b', text: 'x' }], ['file/unwritable a/b']);
  });

  test('leads out of the output folder no more than out of the repository', () => {
    const dir = emptyProject({ 'out/a': { link: '../README' }, README: '1' });
    expect(codes(dir, [{ path: 'out/a', text: 'x' }], join(dir, 'out'))).toEqual(['file/outside-root out/a']);
    expect(contents(dir)['README']).toBe('1');
  });
});

describe('nothing is written', () => {
  test('where one of the files cannot be, and each that cannot is named', () => {
    const dir = outside();
    refused(
      { a: '1', 'folder/x': '', file: '', link: { link: join(dir, 'victim') } },
      [
        { path: 'a', text: '2' },
        { path: 'folder', text: '2' },
        { path: 'file/x', text: '2' },
        { path: 'link', text: '2' },
      ],
      ['file/unwritable folder', 'file/unwritable file/x', 'file/outside-root link'],
    );
    refused(
      { a: '1' },
      [
        { path: 'a', text: '2' },
        { path: `n/${'b'.repeat(256)}`, text: '2' },
      ],
      [`file/unwritable n/${'b'.repeat(256)}`],
    );
  });

  test('where one shows only on the way that it cannot be: folders that were made go again', () => {
    refused(
      { a: '1' },
      [
        { path: 'a', text: '2' },
        { path: 'n/m', text: '' },
        { path: 'n/m/o', text: '' },
      ],
      ['file/unwritable n/m'],
    );
  });

  test('to a file that is read-only', () => {
    const dir = emptyProject({ a: '1', b: '1' });
    chmodSync(join(dir, 'b'), 0o444);
    expect(
      codes(
        dir,
        ['a', 'b'].map((path) => ({ path, text: '2' })),
      ),
    ).toEqual(['file/unwritable b']);
    expect(contents(dir)).toEqual({ a: '1', b: '1' });
  });

  test('where a file changed since it was read, came, or went', () => {
    const change = { path: 'a', text: '3', before: '1' };
    refused({ a: '2', b: '1' }, [{ ...change, path: 'b' }, change], ['file/busy a']);
    refused({ a: '3' }, [change], ['file/busy a']);
    refused({}, [change], ['file/busy a']);
    refused({ a: '' }, [{ ...change, before: null }], ['file/busy a']);
  });

  test('where one file is to hold two things', () => {
    const files = { shared: '1', a: { link: 'shared' }, b: { link: 'shared' } };
    refused(
      files,
      [
        { path: 'a', text: '2' },
        { path: 'b', text: '3' },
      ],
      ['file/unwritable b'],
    );
    const dir = emptyProject(files);
    expect(
      codes(
        dir,
        ['a', 'b'].map((path) => ({ path, text: '2' })),
      ),
    ).toEqual([]);
    expect(contents(dir)['shared']).toBe('2');
  });
});

describe('what other runs have left', () => {
  const LOCK = 'd/.a.lock.fairlead-tmp';
  const old = (dir: string, path: string) => utimesSync(join(dir, path), new Date(0), Date.now() / 1000 - 3700);

  test('keeps a file from being written for an hour, a link in its place too', () => {
    refused({ 'd/a': '1', [LOCK]: '' }, [{ path: 'd/a', text: '2' }], ['file/busy d/a']);
    refused({ 'd/a': '1', [LOCK]: { link: 'a' } }, [{ path: 'd/a', text: '2' }], ['file/busy d/a']);
    const dir = emptyProject({ 'd/a': '1', [LOCK]: '' });
    old(dir, LOCK);
    expect(codes(dir, [{ path: 'd/a', text: '2' }])).toEqual([]);
    expect(contents(dir)).toEqual({ 'd/a': '2' });
  });

  test('goes after an hour, where a run writes; nothing else goes', () => {
    const TEMPORARY = '.a.0123456789abcdef.fairlead-tmp';
    const others = [
      'a.0123456789abcdef.fairlead-tmp',
      '.a.0123.fairlead-tmp',
      '.fairlead-tmp',
      `${TEMPORARY}.x`,
      `x${TEMPORARY}`,
    ];
    const target = outside();
    const files = {
      ...Object.fromEntries(others.map((name) => [`d/${name}`, ''])),
      [`e/${TEMPORARY}`]: '',
      'd/.b.0123456789abcdef.fairlead-tmp': '',
    };
    const dir = emptyProject({
      ...files,
      [`d/${TEMPORARY}`]: '',
      'd/.c.0123456789abcdef.fairlead-tmp': { link: join(target, 'victim') },
    });
    mkdirSync(join(dir, 'd/.d.0123456789abcdef.fairlead-tmp'));
    for (const path of [...others.map((name) => `d/${name}`), `d/${TEMPORARY}`, `e/${TEMPORARY}`]) old(dir, path);
    expect(codes(dir, [{ path: 'd/a', text: '2' }])).toEqual([]);
    expect(contents(dir)).toEqual({ ...files, 'd/a': '2', 'd/.c.0123456789abcdef.fairlead-tmp': 'keep' });
    expect(existsSync(join(dir, 'd/.d.0123456789abcdef.fairlead-tmp'))).toBe(true);
  });

  test('cannot be foreseen: a temporary file never has the name of one that is there', () => {
    const dir = emptyProject({ a: '1' });
    symlinkSync(join(outside(), 'victim'), join(dir, 'a.partial'));
    expect(codes(dir, [{ path: 'a', text: '2' }])).toEqual([]);
    expect(contents(dir)).toEqual({ a: '2', 'a.partial': 'keep' });
  });
});
