import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isMap, type Json, type JsonMap } from '../../../src/core/index.js';
import { schemaMistakes } from '../../../src/core/schema/mistakes.js';
import { breaches } from '../../../src/core/schema/validator.js';
import { describeWith } from '../../oracle.js';

interface Group {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
}

/** `$schema` may turn keywords off by a metaschema of its own, which nothing reads here. */
const DIFFERENT = [
  'schema that uses custom metaschema with with no validation vocabulary: no validation: invalid number, but it still validates',
];

/** Schemas that are refused are not asked: what cannot be checked here is said to the user, not passed over. */
describeWith(['json-schema-suite'], 'the official suite of JSON Schema 2020-12', (tools) => {
  const folder = join(tools['json-schema-suite'], 'tests/draft2020-12');
  const groups = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file): readonly Group[] => JSON.parse(readFileSync(join(folder, file), 'utf8')));

  test('every answer is right', () => {
    let right = 0;
    const wrong: string[] = [];
    for (const { description, schema, tests } of groups) {
      const root: JsonMap = isMap(schema) ? schema : { allOf: [schema] };
      if (schemaMistakes(root).length > 0) continue;
      for (const item of tests)
        if ((breaches(root, item.data).length === 0) === item.valid) right++;
        else wrong.push(`${description}: ${item.description}`);
    }
    expect(wrong).toEqual(DIFFERENT);
    expect(right).toBeGreaterThanOrEqual(791);
  });
});
