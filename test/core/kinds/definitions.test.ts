import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadAssets } from '../../../src/io/assets.js';

const { kinds } = loadAssets('dist/cli/assets');
const { minors, definitions }: { minors: string[]; definitions: Record<string, [string, unknown][]> } = JSON.parse(
  readFileSync('schemas/objects/kubernetes.json', 'utf8'),
);

test.each(minors)('definitions of %s are those of schemas/objects, looked at one by one or all at once', (minor) => {
  const deployment = kinds('apps/v1', 'Deployment', minor);
  const made = deployment.is === 'served' ? deployment.schema['$defs'] : undefined;
  const versions = Object.entries(definitions).flatMap(([name, all]) => {
    const found = all.findLast(([since]) => Number(since.slice(2)) <= Number(minor.slice(2)));
    return found ? [[name, found[1]] as const] : [];
  });
  const [last] = versions.slice(-1);
  expect(Object.hasOwn(Object(made), last?.[0] ?? '')).toBe(true);
  expect(Object.hasOwn(Object(made), 'toString')).toBe(false);
  expect({ ...Object(made) }).toEqual(Object.fromEntries(versions));
});
