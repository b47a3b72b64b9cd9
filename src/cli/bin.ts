import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.js';

process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
  now: Date.now,
  assets: join(dirname(fileURLToPath(import.meta.url)), 'assets'),
});
