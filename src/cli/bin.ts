import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guarded, type World } from './world.js';

const world: World = {
  cwd: process.cwd(),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
  now: Date.now,
  assets: join(dirname(fileURLToPath(import.meta.url)), 'assets'),
};

const argv = process.argv.slice(2);
// Argo CD starts `fairlead generate` for every app of every sync: without flags there is nothing to parse, and nothing to load for it.
const isSync = argv.length === 1 && argv[0] === 'generate';
process.exitCode = isSync
  ? await guarded(world, async () => (await import('./generate.js')).generateCommand({ options: {}, paths: [], key: '' }, world))
  : await (await import('./run.js')).run(argv, world);
