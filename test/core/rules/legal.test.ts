import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { errorsIn, line } from './judge.js';

// One folder per file that is legal though it looks odd, test/legal/NAME: nothing in it is an error.
const ROOT = 'test/legal';

test.each(readdirSync(ROOT).toSorted())('%s', (name) => {
  expect(errorsIn(readFileSync(join(ROOT, name, 'manifests.yaml'), 'utf8')).map(line)).toEqual([]);
});
