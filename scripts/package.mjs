// Builds what is shipped: dist/cli and dist/action, each complete in itself (code, licences, schemas, compiled bundles).
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifySync } from '@swc/core';
import { licencesOf } from './licenses.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { loadBundle } = await import(join(root, 'lib/core/bundle/index.js'));

function compileBundle(name) {
  const files = [];
  const walk = (dir) => {
    for (const entry of readdirSync(join(root, 'templates', dir), { withFileTypes: true })) {
      const path = `${dir}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'tests') walk(path);
      } else files.push({ path, text: readFileSync(join(root, 'templates', path), 'utf8') });
    }
  };
  walk(name);
  const outcome = loadBundle(name, files, JSON.parse(readFileSync(join(root, 'schemas/bundle.schema.json'), 'utf8')));
  for (const { origin, code, message, fix } of outcome.findings)
    console.error(`templates/${origin?.path}:${origin?.line}:${origin?.column}: ${code}: ${message} ${fix ?? ''}`);
  if (!outcome.ok) process.exit(1);
  return outcome.value;
}

function packageFace(face, { entry, packages }) {
  const out = join(root, 'dist', face);
  rmSync(out, { recursive: true, force: true });
  // CommonJS: Node starts it about a tenth faster than a module, and reads its chunks without waiting.
  const start = join(root, 'lib', entry.replace(/\.js$/, '.entry.cjs'));
  writeFileSync(start, `require('./${basename(entry)}');\n`);
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js'),
      'build',
      start,
      '-o',
      out,
      '--license',
      'licenses.txt',
      '--no-cache',
      '-q',
    ],
    { stdio: 'inherit' },
  );
  renameSync(join(out, 'index.cjs'), join(out, 'index.js'));
  writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }\n');
  // A cold start spends most of its time compiling what it loads; ncc's own minifier leaves the chunks out.
  for (const file of readdirSync(out).filter((name) => name.endsWith('.js'))) {
    const { code } = minifySync(readFileSync(join(out, file), 'utf8'), { compress: true, mangle: true });
    writeFileSync(join(out, file), code);
  }
  writeFileSync(join(out, 'licenses.txt'), licencesOf(root, packages));
  const assets = join(out, 'assets');
  mkdirSync(assets, { recursive: true });
  for (const schema of ['fairlead', 'bundle'])
    cpSync(join(root, `schemas/${schema}.schema.json`), join(assets, `${schema}.schema.json`));
  for (const name of readdirSync(join(root, 'templates')))
    writeFileSync(join(assets, `bundle-${name}.json`), `${JSON.stringify(compileBundle(name))}\n`);
}

const core = ['@handlebars/parser', '@noble/hashes', 'js-yaml', 'semver'];
const faces = {
  cli: { entry: 'cli/bin.js', packages: [...core, 'commander'] },
  action: {
    entry: 'action/bin.js',
    packages: [...core, '@actions/core', '@actions/github', '@octokit/plugin-retry', '@octokit/plugin-throttling'],
  },
};
for (const face of process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(faces)) packageFace(face, faces[face]);
