import { assetsBeside } from '../io/assets.js';
import { writeAll } from '../io/stdio.js';
import { generateCommand } from './generate.js';
import { VERSION } from './version.js';
import { guarded, UsageError, type World } from './world.js';

const argv = process.argv.slice(2);
const world: World = {
  get cwd() {
    try {
      return process.cwd();
    } catch {
      throw new UsageError('the working directory is not there any more, or cannot be read');
    }
  },
  env: process.env,
  out: (text) => writeAll(1, text),
  err: (text) => writeAll(2, text),
  // Asked only where it matters: `process.stdout` takes a cold process milliseconds to make.
  get terminal() {
    return process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
  },
  now: Date.now,
  assets: assetsBeside(process.argv[1]),
  about: `fairlead ${VERSION}, Node ${process.version}, ${process.platform} ${process.arch}, command \`${argv[0] ?? ''}\``,
};

// Argo CD starts `fairlead generate` for every app of every sync: without flags there is nothing to parse,
// and what it needs comes in the one file that is loaded first.
const isSync = argv.length === 1 && argv[0] === 'generate';
const done = isSync
  ? guarded(world, () => generateCommand({ options: {}, paths: [], key: '' }, world))
  : import('./run.js').then(({ run }) => run(argv, world));
void done.then((code) => {
  process.exitCode = code;
});
