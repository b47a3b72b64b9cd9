// What `dist/` is made of, as one digest: packaging writes it down, and the tests compare it, so that they never test an old program.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const INPUTS = ['package-lock.json', 'schemas', 'scripts', 'src', 'templates', 'test/mistakes'];
/** Scripts that packaging does not use. */
const APART = /^scripts\/(bench|generate|github|schemas|stress|pure|check|fresh)\b/;

const filesOf = (root, path) =>
  statSync(join(root, path)).isDirectory()
    ? readdirSync(join(root, path)).flatMap((name) => filesOf(root, `${path}/${name}`))
    : [path];

/** Where the digest is kept. */
export const INPUTS_FILE = 'dist/inputs.sha256';

/** The SHA-256 of all files that packaging reads, names included. */
export function inputsDigest(root) {
  const hash = createHash('sha256');
  const paths = INPUTS.flatMap((path) => filesOf(root, path)).filter((path) => !APART.test(path));
  for (const path of paths.sort())
    hash
      .update(`${path}\n`)
      .update(readFileSync(join(root, path)))
      .update('\n');
  return `${hash.digest('hex')}\n`;
}
