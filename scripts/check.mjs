// Is everything that is generated or built up to date, and small enough? Makes it anew and compares contents before and after, so that
// it also works in a tree with changes that are not committed yet. Exit 1 names the files that were out of date; they are right now.
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

/** Schemas are in what is packaged; the first script needs PyPI once. */
const SCRIPTS = ['schemas', 'generate', 'package'];
/** Megabytes of what a sync at Argo CD carries and loads. */
const BUDGETS = { 'dist/cli': 4, 'dist/cli/main.js': 1.5 };

const before = contents();
for (const script of SCRIPTS) {
  try {
    execFileSync('npm', ['run', '--silent', script], { cwd: root, stdio: 'inherit' });
  } catch {
    console.error(`\n\`npm run ${script}\` failed: what is above says why. Nothing was compared.`);
    process.exit(1);
  }
}
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
    `${stale.join('\n')}\n\nThese files are made by \`npm run ${SCRIPTS.join('`, `npm run ')}\`. They are right now: commit them.`,
  );
  process.exitCode = 1;
} else console.log(`up to date: ${after.size} files`);

for (const [path, megabytes] of Object.entries(BUDGETS)) {
  const bytes = filesOf(path).reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
  const text = `${path}: ${(bytes / 1e6).toFixed(2)} MB of ${megabytes} MB`;
  if (bytes <= megabytes * 1e6) console.log(text);
  else {
    console.error(`${text}: too large`);
    process.exitCode = 1;
  }
}
