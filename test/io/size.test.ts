import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { diskTree, readFile } from '../../src/io/disk.js';
import { readMade } from '../../src/io/tree.js';

const dir = mkdtempSync(join(tmpdir(), 'fairlead-size-'));
afterAll(() => rmSync(dir, { recursive: true }));

const codes = (outcome: { readonly findings: readonly { readonly code: string }[] }) => outcome.findings.map(({ code }) => code);

test('the size of a file is looked at before its text', () => {
  // Not UTF-8 either, which nobody is told of a file that is not read.
  writeFileSync(join(dir, 'large'), Buffer.alloc((1 << 20) + 1, 0xff));
  writeFileSync(join(dir, 'huge'), Buffer.alloc((16 << 20) + 1, 0x20));
  writeFileSync(join(dir, 'most'), Buffer.alloc(1 << 20, 0x20));
  const tree = diskTree(dir);
  expect([codes(tree.read('large')), codes(tree.read('huge')), tree.read('most').ok]).toEqual([
    ['file/too-large'],
    ['file/too-large'],
    true,
  ]);
  expect([codes(readFile(join(dir, 'large'), 'large')), readFile(join(dir, 'huge'), 'huge').ok]).toEqual([
    ['file/too-large'],
    false,
  ]);
});

test('a baseline of many findings is no large file', () => {
  writeFileSync(join(dir, 'baseline'), Buffer.alloc(2 << 20, 0x20));
  expect(readMade(diskTree(dir), 'baseline').ok).toBe(true);
});
