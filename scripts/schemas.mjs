// Makes schemas/objects/, which the program checks objects with, from what others publish: Kubernetes' structures of every minor
// from the Python package `kubernetes-validate`, and those of custom resources from schemas/crds. Run: npm run schemas
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { customResource } from '../lib/core/kinds/custom.js';
import { kubernetes } from './schemas/kubernetes.mjs';
import { withLinearPatterns } from './schemas/linear.mjs';
import { published } from './schemas/published.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

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
for (const file of readdirSync(crds)
  .sort()
  .filter((name) => name.endsWith('.json'))) {
  const { group, version, kind, schema } = JSON.parse(readFileSync(join(crds, file), 'utf8'));
  custom[`${group}/${version}/${kind}`] = file;
  write(file, withLinearPatterns(customResource(schema, kind)));
}
write('custom.json', custom);
