import type { Json } from '../../../src/core/index.js';
import { readYaml, readYamlMap } from '../../../src/core/yaml/read.js';

const spell = ({ code, origin }: { code: string; origin?: unknown }): string => {
  const { line, column, length } = origin as { line: number; column: number; length: number };
  return `${code} ${line}:${column}+${length}`;
};

/** The map of a file, or its error findings as `code line:column+length`. */
export function readMap(text: string): Json | readonly string[] {
  const read = readYamlMap({ path: 'file.yaml', text });
  return read.ok ? read.value.data : read.findings.filter((item) => item.severity === 'error').map(spell);
}

/** What a plain scalar, or anything else behind `a: `, is read as. */
export function readValue(text: string): Json | readonly string[] {
  const read = readYamlMap({ path: 'file.yaml', text: `a: ${text}` });
  return read.ok ? (read.value.data['a'] ?? null) : read.findings.map(spell);
}

/** The values of all documents of a stream. */
export function readAll(text: string): readonly Json[] | readonly string[] {
  const read = readYaml({ path: 'file.yaml', text });
  return read.ok ? read.value.map(({ data }) => data) : read.findings.map(spell);
}
