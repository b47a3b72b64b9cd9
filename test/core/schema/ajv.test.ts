import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Json, JsonMap } from '../../../src/core/index.js';
import { schemaMistakes } from '../../../src/core/schema/mistakes.js';
import { problems } from '../../../src/core/schema/problems.js';
import { readYamlMap } from '../../../src/core/yaml/read.js';
import { mutations } from './mutate.js';

function yaml(path: string): JsonMap {
  const read = readYamlMap({ path, text: readFileSync(path, 'utf8') });
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value.data;
}

/** A schema that uses every keyword that is checked. */
const EVERYTHING = yaml('test/core/schema/every-keyword.schema.json');
const EVERY_VALUE: JsonMap = {
  tree: { name: 'x', left: { name: 'x', left: { name: 'y' } } },
  text: 'é',
  number: 1.5,
  count: 1,
  list: ['x', 1],
  pair: ['x', 1],
  choice: { x: 1 },
  any: { name: 'x' },
  one: 1.5,
  not: '',
  when: { name: 'x', value: 1 },
  both: { a: 1 },
  always: [],
};

const SUITES: readonly (readonly [name: string, schema: JsonMap, values: readonly Json[]])[] = [
  [
    'every keyword',
    EVERYTHING,
    [EVERY_VALUE, { x: 1 }, ...Object.entries(EVERY_VALUE).map(([key, value]) => ({ [key]: value }))],
  ],
  [
    'fairlead.yaml',
    yaml('schemas/fairlead.schema.json'),
    [
      {
        fairlead: 'v1',
        name: 'web',
        bundle: './b',
        environments: {
          dev: null,
          prod: {
            namespace: 'p',
            values: ['x'],
            promote: { after: ['dev'], tags: '>=1', soak: '2h', reviewers: ['x'], labels: ['x'] },
          },
        },
      },
      {
        fairlead: 'v1',
        name: 'web',
        bundle: 'b',
        values: ['x'],
        kubeVersion: 'v1.34.0',
        metadataNamespace: true,
        promote: { images: [{ key: 'image.tag' }] },
        environments: { dev: { promote: { from: 'release' } } },
        waivers: [{ code: 'x', reason: 'because', object: 'A/b', environments: ['dev'], expires: '2027-01-31' }],
      },
    ],
  ],
  [
    'bundle.yaml',
    yaml('schemas/bundle.schema.json'),
    [{ name: 'b', version: '1.0.0', appVersion: '2', description: 'x', kubeVersion: '>=1.25' }],
  ],
  ...readdirSync('templates').map((name): readonly [string, JsonMap, readonly Json[]] => {
    const tests = `templates/${name}/tests`;
    const cases = existsSync(tests)
      ? readdirSync(tests)
          .map((test) => `${tests}/${test}/values.yaml`)
          .filter(existsSync)
      : [];
    return [
      `values of ${name}`,
      yaml(`templates/${name}/values.schema.json`),
      [`templates/${name}/values.yaml`, ...cases].map(yaml),
    ];
  }),
];

test.each(SUITES)('%s: the verdict is that of ajv', (_, schema, values) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: true });
  const valid = ajv.compile(schema);
  expect(schemaMistakes(schema)).toEqual([]);
  let fits = 0;
  fc.assert(
    fc.property(mutations(values), (value) => {
      const expected = valid(value);
      if (expected) fits++;
      expect({ value, fits: problems(schema, value).length === 0 }).toEqual({ value, fits: expected });
    }),
    { numRuns: 2000 },
  );
  expect(fits).toBeGreaterThan(20);
});
