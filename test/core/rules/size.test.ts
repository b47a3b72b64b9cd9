import { expect, test } from '@jest/globals';
import { mistakesIn } from '../../../src/core/rules/check.js';
import { loadAssets } from '../../../src/io/assets.js';
import { KUBERNETES, objectsIn } from './judge.js';

const { kinds } = loadAssets('dist/cli/assets');
const MIB = 1024 * 1024;
const letters = (size: number) => 'x'.repeat(size);
const base64 = (size: number) => Buffer.alloc(size).toString('base64');
const lines = (size: number) => base64(size).replace(/.{76}/g, '$&\n');

/** What values bring, which is in no text: the API server counts values without their keys, and of base64 what it stands for. */
test.each([
  ['ConfigMap', 'data', letters],
  ['ConfigMap', 'binaryData', base64],
  ['ConfigMap', 'binaryData', lines],
  ['Secret', 'data', base64],
  ['Secret', 'stringData', letters],
] as const)('a %s holds at most 1 MiB of %s', (kind, part, make) => {
  const [object] = [objectsIn(`apiVersion: v1\nkind: ${kind}\nmetadata: { name: web }\n`)].flatMap((read) =>
    read.ok ? read.value : [],
  );
  if (!object) throw new Error('no object');
  const said = [MIB - 1, MIB, MIB + 1].map((size) => {
    const halves = { first: make(MIB / 2), second: make(size - MIB / 2) };
    return mistakesIn([{ ...object, data: { ...object.data, [part]: halves } }], KUBERNETES, kinds).map(({ code }) => code);
  });
  expect(said).toEqual([[], [], ['configmap/keys']]);
});
