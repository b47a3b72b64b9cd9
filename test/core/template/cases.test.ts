import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readPrinted } from '../../../src/core/template/printed.js';
import { print } from './render.js';

// A case is a folder with template.hbs, partials/ and what it prints (expected.yaml) or what is wrong with it (expected.txt); all cases
// share context.json. UPDATE=1 writes what is expected anew.
const cases = fileURLToPath(new URL('cases', import.meta.url));
const context = JSON.parse(readFileSync(join(cases, 'context.json'), 'utf8'));
const folders = readdirSync(cases, { withFileTypes: true }).filter((entry) => entry.isDirectory());

test.each(folders.map(({ name }) => name))('%s', (name) => {
  const dir = join(cases, name);
  const read = (file: string) => readFileSync(join(dir, file), 'utf8');
  const files = existsSync(join(dir, 'partials')) ? readdirSync(join(dir, 'partials')) : [];
  const partials = Object.fromEntries(files.map((file) => [file.replace(/\.hbs$/, ''), read(`partials/${file}`)]));
  const { output, text, findings: found } = print(read('template.hbs'), context, partials);
  const findings = found.length > 0 ? found : readPrinted(output, 'template.hbs').findings;
  const lines = findings.map(({ code, message, fix, origin }) => {
    const { path, line, column, length } = origin?.from === 'file' ? origin : { path: '', line: 0, column: 0, length: 0 };
    return `${path}:${line}:${column}+${length} ${code}: ${message}${fix ? ` (${fix})` : ''}\n`;
  });
  const [expected, other, actual] =
    findings.length > 0 ? ['expected.txt', 'expected.yaml', lines.join('')] : ['expected.yaml', 'expected.txt', text];
  if (process.env['UPDATE'] === '1') {
    writeFileSync(join(dir, expected), actual);
    rmSync(join(dir, other), { force: true });
  }
  expect(existsSync(join(dir, other))).toBe(false);
  expect(actual).toBe(read(expected));
});
