import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { at, isList, isMap, type Json, type JsonMap } from '../../src/core/index.js';

const filesIn = (folder: string, file: string): readonly string[] =>
  readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name, file));

/** The legal manifests, and what the built-in bundle renders in its tests. */
export const LEGAL_FILES: readonly string[] = [
  ...filesIn('test/legal', 'manifests.yaml'),
  ...filesIn('templates/fastapi-gitops-starter/tests', 'expected.yaml'),
];

/** The corpus of mistakes. */
export const MISTAKE_FILES: readonly string[] = readdirSync('test/mistakes', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('manifests.yaml'))
  .map((path) => join('test/mistakes', path))
  .toSorted();

export const read = (file: string): string => readFileSync(file, 'utf8');

/** The objects of a file, as a YAML 1.1 parser of another make reads them. */
export function objectsIn(file: string): readonly JsonMap[] {
  const options = { version: '1.1', merge: true } as const;
  return parseAllDocuments(read(file), options)
    .map((document): Json => document.toJS())
    .flatMap((object) => (isMap(object) && isList(object['items']) ? object['items'] : [object]))
    .filter((object): object is JsonMap => isMap(object) && object['kind'] !== undefined);
}

export const streamOf = (objects: readonly Json[]): string =>
  objects.map((object) => `---\n${JSON.stringify(object, null, 1)}\n`).join('');

const PODS = [['spec'], ['spec', 'template', 'spec'], ['spec', 'jobTemplate', 'spec', 'template', 'spec']];

/** The pods of an object as those of a Rollout, so that Argo's linter runs Kubernetes' validation of pods over them. */
export function asRollout(object: JsonMap): JsonMap | undefined {
  const pods = PODS.map((path) => at(object, path)).find((spec) => isMap(spec) && spec['containers'] !== undefined);
  if (!isMap(pods)) return undefined;
  const { restartPolicy: _, ...spec } = pods;
  const claims = isList(at(object, ['spec', 'volumeClaimTemplates'])) ? { volumes: [{ name: 'data', emptyDir: {} }] } : {};
  const labels = { app: 'web' };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { ...spec, ...claims } },
      strategy: { canary: {} },
    },
  };
}
