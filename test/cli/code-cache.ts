import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@jest/globals';
import { CLI, type Ran } from './fairlead.js';
import { folder } from './project.js';

export const ROOT = join(import.meta.dirname, '../..');
export const APP = join(ROOT, 'examples/shop/apps/web');
export const OFF = { NODE_DISABLE_COMPILE_CACHE: '1' };

export interface Options {
  readonly cli?: string;
  readonly cwd?: string;
  readonly uid?: number;
}

/** Runs the CLI with an environment of its own; by default what Argo CD starts for the shop. */
export function run(env: Readonly<Record<string, string>>, args: readonly string[] = ['generate'], options: Options = {}): Ran {
  const { cli = CLI, cwd = APP, uid } = options;
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ARGOCD_ENV_ENVIRONMENT: 'prod', ...env },
    timeout: 20_000,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return { code: status, out: stdout, err: stderr };
}

/** A folder of caches, and what is kept in it. */
export class Caches {
  readonly path = folder();
  readonly env = { XDG_CACHE_HOME: this.path };
  readonly folder = join(this.path, 'fairlead');
  names(): readonly string[] {
    return readdirSync(this.folder).toSorted();
  }
  /** The one file that is kept. */
  file(): string {
    const [name, ...more] = this.names();
    if (name === undefined || more.length > 0) throw new Error(`one file was expected: ${this.names().join(', ')}`);
    return join(this.folder, name);
  }
}

/** A copy of the program, for changes to it and for users who cannot look into our folders. */
export function copyOfProgram(): string {
  const dir = folder();
  chmodSync(dir, 0o755);
  cpSync(dirname(CLI), join(dir, 'cli'), { recursive: true });
  return join(dir, 'cli/index.js');
}

/** Prints the code that the engine takes for that of the source which it is given in a file, if the two are of the same length. */
const COMPILE = `
  const text = '(function () { process.stdout.write("planted") })';
  const length = require('fs').readFileSync(process.argv[1], 'utf8').length
    + '(function (exports, require, module, __filename, __dirname) {\\n\\n})'.length;
  const script = new (require('vm').Script)(text + ' '.repeat(length - text.length));
  script.runInThisContext()();
  require('fs').writeFileSync(process.argv[2], script.createCachedData());`;

/** Files in whose place `generate` prints "planted": who sees that has run what was kept. */
export function plant(file: string, cli = CLI): void {
  const code = join(folder(), 'code');
  const { status, stderr } = spawnSync(process.execPath, ['-e', COMPILE, join(dirname(cli), 'main.js'), code], {
    env: {},
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const bytes = readFileSync(code);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, Buffer.concat([bytes, bytes]), { mode: 0o600 });
}

/** What the example prints where nothing is kept. */
export const expected = run(OFF);
export const PLANTED: Ran = { code: 0, out: 'planted', err: '' };

/** Caches after a first run. */
export function warm(): Caches {
  const caches = new Caches();
  expect(run(caches.env)).toEqual(expected);
  return caches;
}
