import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, type Json, type JsonMap } from '../../src/core/index.js';
import { strict } from './strict.js';

const read = (path: string): JsonMap => JSON.parse(readFileSync(path, 'utf8'));
const REF = /"\$ref":"[^"]*#\/\$defs\/([^"]+)"/g;

/** The definitions that a schema leads to, and those that these lead to. */
function reachable(schema: Json, definitions: JsonMap, found: Record<string, Json> = {}): JsonMap {
  for (const [, name = ''] of JSON.stringify(schema).matchAll(REF)) {
    if (found[name] !== undefined) continue;
    found[name] = definitions[name] ?? {};
    reachable(found[name], definitions, found);
  }
  return found;
}

/**
 * Writes what kubeconform takes its verdicts from into a folder: the published schemas of Kubernetes' kinds as they are, only that each
 * file holds the definitions it refers to; and those of custom resources from schemas/crds, as kubeconform's own converter makes them.
 * Returns the `-schema-location`.
 */
export function writeSchemas(published: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const definitions = read(join(published, '_definitions.json'))['$defs'];
  if (!isMap(definitions)) throw new Error(`${published} holds no definitions`);
  const write = (name: string, schema: JsonMap) => writeFileSync(join(folder, name), JSON.stringify(schema));
  for (const name of readdirSync(published)) {
    const { $id, ...schema } = read(join(published, name));
    if (!Array.isArray(schema['x-kubernetes-group-version-kind']) || /list-/.test(name)) continue;
    const text = JSON.stringify({ ...schema, $defs: reachable(schema, definitions) });
    write(name, JSON.parse(text.replace(REF, '"$ref":"#/$defs/$1"')));
  }
  for (const name of readdirSync('schemas/crds').filter((file) => file.endsWith('.json'))) {
    const { group, version, kind, schema } = read(join('schemas/crds', name));
    const file = [kind, String(group).split('.')[0], version].join('-').toLowerCase();
    write(`${file}.json`, strict(isMap(schema) ? schema : {}));
  }
  return join(folder, '{{.ResourceKind}}{{.KindSuffix}}.json');
}
