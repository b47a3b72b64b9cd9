import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { type Bundle, digestOf, type Json, type Layer, render } from '../../src/core/index.js';
import { seed } from '../seed.js';
import { fitting } from './arbitrary.js';

const runs = process.env['CI'] ? 10_000 : 500;

const bundle: Bundle = JSON.parse(readFileSync('dist/cli/assets/bundle-fastapi-gitops-starter.json', 'utf8'));
const release = { name: 'my-app', namespace: 'default', environment: 'prod' };
const capabilities = { kubeVersion: '1.34.0', apiVersions: [] };

function renderOf(data: Json) {
  const layer: Layer = { name: 'random', data: data as Layer['data'], originOf: () => undefined };
  return render({ bundle, release, capabilities, layers: [layer], validate: false, metadataNamespace: false });
}

test(`${runs} random values that fit the schema, SEED=${seed}: what is printed reads back the same in YAML 1.1 and 1.2`, () => {
  let objects = 0;
  fc.assert(
    fc.property(fitting(bundle.schema), (values) => {
      const { stream, objects: made, findings } = renderOf(values);
      const again = renderOf(values);
      expect(digestOf(again.stream)).toBe(digestOf(stream));
      // What cannot work is refused with a finding; then nothing is printed.
      if (findings.some((item) => item.severity === 'error')) return;
      const data = made.map((object) => object.data);
      objects += data.length;
      for (const version of ['1.1', '1.2'] as const) {
        const documents = parseAllDocuments(stream, { version, merge: true, logLevel: 'silent' });
        expect(Array.isArray(documents) ? documents.flatMap((document) => document.errors) : []).toEqual([]);
        expect(JSON.stringify(documents.map((document) => document.toJS()))).toBe(JSON.stringify(data));
      }
    }),
    { numRuns: runs },
  );
  expect(objects).toBeGreaterThan(runs);
}, 1_200_000);
