// What `dist/cli/index.js` is made of: it starts `main.js`, which is all the rest. A cold process spends much of its time compiling, so the code that
// a run has compiled, functions that it called included, is kept for the next. Node's own cache keeps what was compiled before anything ran.
import { join } from 'node:path';
import { Script } from 'node:vm';
import { codeFile, keepCode, readCode, readSource } from '../io/code-cache.js';

type Wrapped = (exports: object, require: NodeJS.Require, module: object, file: string, folder: string) => void;

/** `scripts/package.mjs` calls it with the id of main.js, since the engine compares only the length of a source, and with the names of commands. */
export function start(build: string, commands: readonly string[]): void {
  const main = join(__dirname, 'main.js');
  const [command = '', ...args] = process.argv.slice(2);
  // A file for each command: each warms functions of its own, which a page of help does not.
  const isWork = commands.includes(command) && !args.includes('--help') && !args.includes('-h');
  const file = isWork ? codeFile(build, command, args) : undefined;
  if (file === undefined) {
    // Node's own, as it stays in the bundle: so are `__dirname` and the `require` that main.js is given for what lies beside it.
    require(main);
    return;
  }
  const cachedData = readCode(file);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {\n${readSource(main)}\n})`, {
    filename: main,
    lineOffset: -1,
    ...(cachedData ? { cachedData } : {}),
  });
  if (!cachedData || script.cachedDataRejected)
    process.on('exit', (code) => {
      if (code === 0) keepCode(file, () => script.createCachedData());
    });
  const module = { exports: {} };
  const run: Wrapped = script.runInThisContext();
  run(module.exports, require, module, main, __dirname);
}
