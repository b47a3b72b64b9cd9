import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { goDuration } from '../../src/core/base/time.js';
import type { JsonMap } from '../../src/core/index.js';
import { readCondition } from '../../src/core/query/condition.js';
import { readQuery } from '../../src/core/query/promql.js';
import { placeholders } from '../../src/core/rules/analysis/metrics.js';
import { problems } from '../../src/core/schema/problems.js';
import { surprises } from '../../src/core/yaml/resolve.js';
import { soon } from '../soon.js';

const schema = (file: string): JsonMap => JSON.parse(readFileSync(file, 'utf8'));
const middleware = (averagePeriod: string) =>
  problems(
    { ...schema('schemas/objects/traefik.io_v1alpha1_Middleware.json'), $defs: { 'meta.v1.ObjectMeta': {} } },
    {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'Middleware',
      metadata: { name: 'web' },
      spec: { circuitBreaker: { checkPeriod: averagePeriod } },
    },
  );

/** Each took longer than anybody waits. */
test.each<[string, () => unknown]>([
  [
    'the repository of an image',
    () =>
      problems(schema('templates/fastapi-gitops-starter/values.schema.json'), {
        image: { repository: `a${'/a'.repeat(5000)}:v1` },
      }),
  ],
  ['a duration of Traefik', () => middleware(`${'1'.repeat(5000)}x`)],
  ['a duration', () => goDuration(`${'1'.repeat(5000)}x`)],
  ['a number with underscores', () => surprises(`${'1_'.repeat(50_000)}x`)],
  ['a text without an end in a condition', () => readCondition(`"${'\\"'.repeat(150_000)}`)],
  ['a long name in a query that is none', () => readQuery(`${'a'.repeat(200_000)} + )`)],
  ['a placeholder', () => placeholders(`{{${' '.repeat(50_000)}`)],
])('%s', (_, run) => {
  soon(run);
});

test('a pattern that was made linear still refuses what it refused', () => {
  expect(middleware('10s')).toEqual([]);
  expect(middleware('1m30s')).toEqual([]);
  expect(middleware('s10').length).toBe(1);
});
