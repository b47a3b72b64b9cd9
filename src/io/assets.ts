import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Bundle, type JsonMap, type Kinds, type KubernetesSchemas, kindsOf, type SchemaSource } from '../core/index.js';

/** What ships with Fairlead: our JSON Schemas and the compiled built-in bundles (made by scripts/package.mjs). */
export interface Assets {
  readonly schema: (name: 'fairlead' | 'bundle') => JsonMap;
  readonly bundle: (name: string) => Bundle | undefined;
  readonly bundleNames: () => readonly string[];
  /** The schemas of Kubernetes' and known custom kinds, and what they are made of. */
  readonly kinds: Kinds;
  readonly schemas: SchemaSource;
  /** What is told of each finding, by its code. */
  readonly findings: () => Readonly<Record<string, unknown>>;
}

/** The assets lie beside the program: links to it, as npm makes them, are followed. */
export const assetsBeside = (program: string | undefined): string => join(dirname(realpathSync.native(program ?? '.')), 'assets');

/** Reads assets from a folder, each only when it is asked for, and once: a repository may have hundreds of apps. */
export function loadAssets(dir: string): Assets {
  const known = new Map<string, unknown>();
  const read = <T>(file: string): T => {
    if (!known.has(file)) known.set(file, JSON.parse(readFileSync(join(dir, file), 'utf8')));
    return known.get(file) as T;
  };
  let definitions: Buffer | undefined;
  const lineAt = (offset: number) => {
    definitions ??= readFileSync(join(dir, 'objects/definitions.jsonl'));
    return definitions.toString('utf8', offset, definitions.indexOf('\n', offset));
  };
  const bundleFile = (name: string) => `bundle-${name}.json`;
  const customFiles = () => read<Readonly<Record<string, string>>>('objects/custom.json');
  const schemas: SchemaSource = {
    kubernetes: () => read<KubernetesSchemas>('objects/kubernetes.json'),
    definition: (number) => JSON.parse(lineAt(number)) as JsonMap,
    customKeys: () => Object.keys(customFiles()),
    custom: (key) => read<JsonMap>(`objects/${customFiles()[key]}`),
  };
  return {
    findings: () => read<Readonly<Record<string, unknown>>>('findings.json'),
    schemas,
    kinds: kindsOf(schemas),
    schema: (name) => read<JsonMap>(`${name}.schema.json`),
    bundle: (name) =>
      /^[a-z0-9-]+$/.test(name) && existsSync(join(dir, bundleFile(name))) ? read<Bundle>(bundleFile(name)) : undefined,
    bundleNames: () => readdirSync(dir).flatMap((file) => /^bundle-(.+)\.json$/.exec(file)?.[1] ?? []),
  };
}
