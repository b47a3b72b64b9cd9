// The sidecar's Node beside the two programs that together do what `generate` does: helm template, and kubeconform on what it prints.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare } from './time.mjs';

const REF = /"\$ref":"[^"]*#\/\$defs\/([^"]+)"/g;

/** Schemas as kubeconform reads them without a network: each file with the definitions that it leads to. */
function writeSchemas(published, folder) {
  const read = (name) => JSON.parse(readFileSync(join(published, name), 'utf8'));
  const { $defs } = read('_definitions.json');
  const reachable = (schema, found = {}) => {
    for (const [, name] of JSON.stringify(schema).matchAll(REF)) {
      if (found[name]) continue;
      found[name] = $defs[name];
      reachable($defs[name], found);
    }
    return found;
  };
  for (const name of readdirSync(published)) {
    const { $id, ...schema } = read(name);
    if (!schema['x-kubernetes-group-version-kind']) continue;
    const text = JSON.stringify({ ...schema, $defs: reachable(schema) });
    writeFileSync(join(folder, name), text.replace(REF, '"$ref":"#/$defs/$1"'));
  }
}

export function peers(runs, app, generate, template, { kubeconform, kubernetes }) {
  const dir = mkdtempSync(join(tmpdir(), 'fairlead-bench-'));
  try {
    const stream = join(dir, 'stream.yaml');
    writeFileSync(stream, spawnSync(template[0], template.slice(1), { encoding: 'utf8' }).stdout);
    writeSchemas(kubernetes, dir);
    const check = [kubeconform, '-strict', '-schema-location', join(dir, '{{.ResourceKind}}{{.KindSuffix}}.json'), stream];
    compare('Node 24', runs, app, generate, { name: 'helm template, kubeconform', commands: [template, check] }, 1);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
