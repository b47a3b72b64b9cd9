// Builds what is shipped: dist/cli and dist/action, each complete in itself (code, licences, schemas, compiled bundles).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleNames, compileBundle } from './bundles.mjs';
import { findingEntries } from './findings.mjs';
import { INPUTS_FILE, inputsDigest } from './inputs.mjs';
import { licencesOf } from './licenses.mjs';
import { minify } from './minify.mjs';
import { writeObjects } from './objects.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const { COMMANDS } = await import('../lib/commands.js');
const { CODES } = await import('../lib/core/index.js');
const { RULES } = await import('../lib/core/rules/index.js');
const { IMMUTABLE } = await import('../lib/core/diff/immutable.js');
const { SCHEMA_CODES } = await import('../lib/core/rules/schema.js');

/** Bundles what a line of CommonJS requires into a folder, but for the packages in `external`. */
function bundle(start, line, out, external) {
  writeFileSync(start, `${line}\n`);
  const options = ['-o', out, '--no-cache', '-q', ...external.flatMap((name) => ['-e', name])];
  execFileSync(process.execPath, [join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js'), 'build', start, ...options], {
    stdio: 'inherit',
  });
}

/** What `load.cts` files require late: a file each, or every start would read all of them. */
function packageLate(out, names) {
  const code = readdirSync(out).filter((name) => name.endsWith('.js'));
  for (const name of names) {
    const file = `${name.replace(/^@.*\//, '')}.js`;
    const here = join(out, 'late');
    bundle(join(root, 'lib', 'late.entry.cjs'), `module.exports = require('${name}');`, here, []);
    renameSync(join(here, 'index.cjs'), join(out, file));
    rmSync(here, { recursive: true });
    for (const user of code) {
      const text = readFileSync(join(out, user), 'utf8');
      writeFileSync(join(out, user), text.replaceAll(`require("${name}")`, `require("./${file}")`));
    }
  }
}

/**
 * Puts a small program before main.js that keeps compiled code (`src/cli/start.ts`). It is told main.js' digest, by which it knows what code
 * belongs to it.
 */
function packageStart(out) {
  const build = createHash('sha256')
    .update(readFileSync(join(out, 'main.js')))
    .digest('hex')
    .slice(0, 16);
  const here = join(out, 'start');
  const names = COMMANDS.map(({ name }) => name);
  bundle(join(root, 'lib/cli/start.entry.cjs'), `require('./start.js').start('${build}', ${JSON.stringify(names)});`, here, []);
  renameSync(join(here, 'index.cjs'), join(here, 'index.js'));
  minify(here);
  // `npm link` makes a link to it.
  writeFileSync(join(out, 'index.js'), `#!/usr/bin/env node\n${readFileSync(join(here, 'index.js'), 'utf8')}`, { mode: 0o755 });
  rmSync(here, { recursive: true });
}

async function packageFace(face, { entry, main, packages }) {
  const out = join(root, 'dist', face);
  rmSync(out, { recursive: true, force: true });
  // CommonJS: Node starts it about a tenth faster than a module, and reads its chunks without waiting.
  bundle(join(root, 'lib', entry.replace(/\.js$/, '.entry.cjs')), `require('./${basename(entry)}');`, out, late);
  renameSync(join(out, 'index.cjs'), join(out, main));
  packageLate(out, late);
  writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }\n');
  minify(out);
  if (main !== 'index.js') packageStart(out);
  writeFileSync(join(out, 'licenses.txt'), licencesOf(root, packages));
  const assets = join(out, 'assets');
  mkdirSync(assets, { recursive: true });
  for (const schema of ['fairlead', 'bundle'])
    cpSync(join(root, `schemas/${schema}.schema.json`), join(assets, `${schema}.schema.json`));
  writeObjects(root, join(assets, 'objects'));
  writeFileSync(
    join(assets, 'findings.json'),
    `${JSON.stringify(findingEntries(root, CODES, [...RULES, ...SCHEMA_CODES, IMMUTABLE]))}\n`,
  );
  for (const name of bundleNames(root))
    writeFileSync(join(assets, `bundle-${name}.json`), `${JSON.stringify(await compileBundle(root, name))}\n`);
}

const core = [
  '@handlebars/parser',
  '@noble/hashes',
  'js-yaml',
  'semver',
  '@prometheus-io/lezer-promql',
  '@lezer/lr',
  '@lezer/common',
  '@lezer/highlight',
  'jsep',
  're2js',
  'croner',
  'rrule-temporal',
];
const late = ['@prometheus-io/lezer-promql', 'jsep', 're2js'];
const faces = {
  cli: { entry: 'cli/bin.js', main: 'main.js', packages: [...core, 'commander'] },
  action: {
    entry: 'action/bin.js',
    main: 'index.js',
    packages: [...core, '@actions/core', '@actions/github', '@octokit/plugin-retry', '@octokit/plugin-throttling'],
  },
};
for (const face of Object.keys(faces)) await packageFace(face, faces[face]);
writeFileSync(join(root, INPUTS_FILE), inputsDigest(root));
