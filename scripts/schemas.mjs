// Makes schemas/objects/, which the program checks objects with, from what others publish: Kubernetes' structures of every minor
// from the Python package `kubernetes-validate`, and those of custom resources from schemas/crds. Run: npm run schemas
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { customResource } from '../lib/core/kinds/custom.js';
import { kubernetes } from './schemas/kubernetes.mjs';

const VERSION = '1.37.0';
const SHA256 = '85136d018a27b50ec7fc049d902bfa5193f5976807e6c0f408e3ab6fe078cad9';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = process.env.SCHEMAS ?? join(homedir(), '.cache/fairlead-schemas');

/** The folder with a structure per minor version; downloaded once, and only taken if it is the file that we know. */
function published() {
  const folder = join(cache, `kubernetes-validate-${VERSION}`);
  const wheel = join(cache, `kubernetes_validate-${VERSION}-py3-none-any.whl`);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const run = (command, ...args) => execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    run('python3', '-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', cache, `kubernetes-validate==${VERSION}`);
    const sum = createHash('sha256').update(readFileSync(wheel)).digest('hex');
    if (sum !== SHA256) throw new Error(`${wheel} is not the file that we know: sha256 ${sum}`);
    run('python3', '-m', 'zipfile', '-e', wheel, folder);
  }
  return join(folder, 'kubernetes_validate/kubernetes-json-schema');
}

function definitionsByMinor(folder) {
  const suffix = '-local-strict';
  const minor = (name) => name.slice(1, -suffix.length).split('.').slice(0, 2).join('.');
  return readdirSync(folder)
    .filter((name) => name.endsWith(suffix))
    .map((name) => [minor(name), JSON.parse(readFileSync(join(folder, name, '_definitions.json'), 'utf8')).$defs])
    .sort(([a], [b]) => Number(a.split('.')[1]) - Number(b.split('.')[1]));
}

const out = join(root, 'schemas/objects');
const crds = join(root, 'schemas/crds');
const write = (name, data) => writeFileSync(join(out, name), `${JSON.stringify(data)}\n`);
const base = kubernetes(definitionsByMinor(published()));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
write('kubernetes.json', base);
const custom = {};
for (const file of readdirSync(crds).filter((name) => name.endsWith('.json'))) {
  const { group, version, kind, schema } = JSON.parse(readFileSync(join(crds, file), 'utf8'));
  custom[`${group}/${version}/${kind}`] = file;
  write(file, customResource(schema, kind));
}
write('custom.json', custom);
