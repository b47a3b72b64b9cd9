import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { diffObjects } from '../../../src/core/diff/index.js';
import { objectsOf } from './objects.js';

const cases = new URL('cases/', import.meta.url);

test.each(readdirSync(cases))('%s', (name) => {
  const read = (file: string) => readFileSync(new URL(`${name}/${file}`, cases), 'utf8');
  const changes = diffObjects(objectsOf(read('base.yaml')), objectsOf(read('head.yaml')));
  const expected = new URL(`${name}/expected.json`, cases);
  if (process.env['UPDATE'] === '1' || !existsSync(expected))
    writeFileSync(expected, `${JSON.stringify(changes, undefined, 2)}\n`);
  expect(changes).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
});
