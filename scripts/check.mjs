// Is everything that is generated or built up to date? Makes it anew and compares contents before and after, so that it also
// works in a tree with changes that are not committed yet. Exit 1 names the files that were out of date; they are right now.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MADE = ['action.yml', 'README.md', 'docs', 'schemas', 'dist', 'plugin', 'templates'];
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const filesOf = (path) =>
  statSync(join(root, path)).isDirectory() ? readdirSync(join(root, path)).flatMap((name) => filesOf(`${path}/${name}`)) : [path];
const hashOf = (path) =>
  createHash('sha256')
    .update(readFileSync(join(root, path)))
    .digest('hex');
const contents = () =>
  new Map(
    MADE.filter((path) => existsSync(join(root, path)))
      .flatMap(filesOf)
      .map((path) => [path, hashOf(path)]),
  );

const before = contents();
for (const script of ['generate', 'package']) execFileSync('npm', ['run', '--silent', script], { cwd: root, stdio: 'inherit' });
const after = contents();

const word = (path) =>
  !before.has(path)
    ? 'missing'
    : !after.has(path)
      ? 'left over'
      : before.get(path) !== after.get(path)
        ? 'out of date'
        : undefined;
const stale = [...new Set([...before.keys(), ...after.keys()])]
  .sort()
  .flatMap((path) => (word(path) ? [`${word(path)}: ${path}`] : []));
if (stale.length > 0) {
  console.error(
    `${stale.join('\n')}\n\nThese files are made by \`npm run generate\` and \`npm run package\`. They are right now: commit them.`,
  );
  process.exitCode = 1;
} else console.log(`up to date: ${after.size} files`);
