// Makes code small, and quick to start: a cold start spends most of its time compiling what it loads.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minifySync } from '@swc/core';

/** A call that the minifier leaves alone, in whose place parentheses are left. */
const EAGER = '__eager__';

/**
 * V8 reads a function lazily: it looks for its end first, and reads it again when it is called. A `function` in parentheses, as in
 * `(function () {})()`, it compiles at once ("Blazingly fast parsing, part 2: lazy parsing", v8.dev). The bundler's modules are called
 * at every start, and written as arrow functions, for which V8 does not do so: they would be read two and three times.
 */
const marked = (code) =>
  code
    .replace(/^\/\*{6}\/ \(\(\) => \{ \/\/ webpackBootstrap$/m, `${EAGER}(function () {`)
    .replace(/^\/\*{3}\/ \(\(([\w, ]*)\) => \{$/gm, `${EAGER}(function ($1) {`);

/** Minifies every script of a folder; ncc's own minifier leaves the chunks out. */
export function minify(folder) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
    const path = join(folder, file);
    const { code } = minifySync(marked(readFileSync(path, 'utf8')), {
      compress: true,
      mangle: true,
      format: { asciiOnly: true },
    });
    writeFileSync(path, code.replaceAll(`${EAGER}(`, '('));
  }
}
