// schemas/objects as it is shipped: the definitions of Kubernetes one to a line, each known by the offset of its line, so that a process
// decodes and parses only those that it needs.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function writeObjects(root, out) {
  cpSync(join(root, 'schemas/objects'), out, { recursive: true });
  const { definitions, ...rest } = JSON.parse(readFileSync(join(out, 'kubernetes.json'), 'utf8'));
  const lines = [];
  let offset = 0;
  const add = (line) => {
    const here = offset;
    offset += Buffer.byteLength(line);
    lines.push(line);
    return here;
  };
  const numbered = Object.entries(definitions).map(([name, versions]) => [
    name,
    versions.map(([since, schema]) => [since, add(`${JSON.stringify(schema)}\n`)]),
  ]);
  writeFileSync(join(out, 'kubernetes.json'), `${JSON.stringify({ ...rest, definitions: Object.fromEntries(numbered) })}\n`);
  writeFileSync(join(out, 'definitions.jsonl'), lines.join(''));
}
