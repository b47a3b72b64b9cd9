// Ends with 1 and one sentence if `dist/` was not made of the files that are here: tests of real processes would test an old program.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INPUTS_FILE, inputsDigest } from './inputs.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const file = join(root, INPUTS_FILE);
if (!existsSync(file) || readFileSync(file, 'utf8') !== inputsDigest(root)) {
  console.error(
    'dist/ is older than its source: run `npm run package` first, or `npm run test:fast` for tests that need no dist/.',
  );
  process.exitCode = 1;
}
