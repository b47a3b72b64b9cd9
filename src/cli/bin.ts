import { assetsBeside } from '../io/assets.js';
import { EXIT, guarded, type World } from './world.js';

const world: World = {
  cwd: process.cwd(),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
  now: Date.now,
  assets: assetsBeside(process.argv[1]),
};

// A reader that goes away (`| head`) is no mistake; whatever else keeps the output from arriving is.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`fairlead: ${error.message}\n`);
  process.exit(EXIT.usage);
});

const argv = process.argv.slice(2);
// Argo CD starts `fairlead generate` for every app of every sync: without flags there is nothing to parse, and nothing to load for it.
const isSync = argv.length === 1 && argv[0] === 'generate';
const done = isSync
  ? guarded(world, async () => (await import('./generate.js')).generateCommand({ options: {}, paths: [], key: '' }, world))
  : import('./run.js').then(({ run }) => run(argv, world));
void done.then((code) => {
  process.exitCode = code;
});
