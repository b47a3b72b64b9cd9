import { isMap, type JsonMap } from '../base/json.js';
import { finding } from '../findings/findings.js';
import type { Finding, Outcome, SourceFile } from '../findings/types.js';
import { schemaMistakes } from '../schema/mistakes.js';
import { readYaml } from '../yaml/read.js';
import { schemasIn } from './custom.js';
import type { KubernetesSchemas } from './kinds.js';

/**
 * Reads the schemas of a file, by `group/version/Kind`: CustomResourceDefinitions (YAML or JSON, several documents), or a JSON Schema
 * that fixes `apiVersion` and `kind` by `const` or `enum`. Other documents say nothing. Findings: YAML that cannot be read, schemas
 * that cannot be checked against.
 */
export function readSchemas(file: SourceFile, kubernetes: KubernetesSchemas): Outcome<Readonly<Record<string, JsonMap>>> {
  const read = readYaml(file);
  if (!read.ok) return read;
  const known = Object.fromEntries(Object.keys(kubernetes.definitions).map((name) => [name, {}]));
  const found: Finding[] = [];
  const schemas: Record<string, JsonMap> = {};
  for (const document of read.value) {
    const span = document.spanOf([]) ?? { line: 1, column: 1, length: 1 };
    for (const [key, schema] of Object.entries(schemasIn(document.data))) {
      const own = isMap(schema['$defs']) ? schema['$defs'] : {};
      for (const { message, fix } of schemaMistakes({ ...schema, $defs: { ...known, ...own } }).slice(0, 5))
        found.push(
          finding('config/bad-schema', `the schema of ${key}: ${message}`, {
            origin: { from: 'file', path: file.path, ...span },
            ...(fix ? { fix } : {}),
          }),
        );
      schemas[key] = schema;
    }
  }
  return found.length > 0 ? { ok: false, findings: found } : { ok: true, value: schemas, findings: read.findings };
}
