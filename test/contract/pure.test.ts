import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const impure = [
  'Date.now()',
  'new Date()',
  'new Date',
  'Date()',
  "Date['now']()",
  'Math.random()',
  'process.env',
  'setTimeout(() => 1, 1)',
  'setInterval(() => 1, 1)',
  "fetch('x')",
  'performance.now()',
  'crypto.randomUUID()',
  'globalThis.process',
];
const pure = ['new Date(0).toISOString()', 'Date.UTC(2030, 0)', 'Math.max(1, 2)', 'new TextEncoder()'];

/** A copy of the project that holds its guards and one file for each line of code. */
const lines = [...impure, ...pure];
const fileOf = (folder: string, index: number) => `src/${folder}/line-${index}.ts`;
const top = mkdtempSync(join(tmpdir(), 'fairlead-pure-'));

beforeAll(() => {
  for (const path of ['biome.json', 'package.json', 'tsconfig.json', 'scripts/pure'])
    cpSync(path, join(top, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(top, 'node_modules'));
  for (const folder of ['core', 'report']) {
    mkdirSync(join(top, 'src', folder), { recursive: true });
    for (const [index, line] of lines.entries()) writeFileSync(join(top, fileOf(folder, index)), `export const a = ${line};\n`);
  }
});
afterAll(() => rmSync(top, { recursive: true }));

/** What a tool of the project prints about the copy. */
const run = (...command: readonly string[]): Promise<string> =>
  new Promise((done) => {
    execFile(process.execPath, command, { cwd: top }, (_, stdout, stderr) => done(stdout + stderr));
  });

describe('src/core and src/report are pure', () => {
  test('typecheck or lint refuses the clock, random, the environment, timers and the network, and nothing else', async () => {
    const biome = run(
      'node_modules/@biomejs/biome/bin/biome',
      'lint',
      '--vcs-enabled=false',
      '--max-diagnostics=none',
      '--reporter=github',
      'src',
    );
    const tsc = run('node_modules/typescript/bin/tsc', '-p', 'scripts/pure/tsconfig.json');
    const text = (await biome) + (await tsc);
    for (const folder of ['core', 'report'])
      for (const [index, line] of lines.entries())
        expect([folder, line, text.includes(fileOf(folder, index))]).toEqual([folder, line, index < impure.length]);
  });
});
