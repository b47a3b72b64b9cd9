import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isList, isMap, type Json } from '../../src/core/index.js';

process.env['RECHECK_SYNC_BACKEND'] = 'pure';
const { checkSync } = await import('recheck');

const filesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));

function patternsIn(schema: Json): readonly string[] {
  if (isList(schema)) return schema.flatMap(patternsIn);
  if (!isMap(schema)) return [];
  const { pattern, patternProperties } = schema;
  return [
    ...(typeof pattern === 'string' ? [pattern] : []),
    ...(isMap(patternProperties) ? Object.keys(patternProperties) : []),
    ...Object.values(schema).flatMap(patternsIn),
  ];
}

/** What recheck cannot decide: lookahead, and what takes it too long. All stand beside a `maxLength` of at most 253, or look no further than that. */
const UNDECIDED = ['^(?=.*[a-z])', '^Hostname|IPAddress|', '^(System|('];

const files = [...filesIn('schemas'), ...filesIn('schemas/objects'), 'templates/fastapi-gitops-starter/values.schema.json'];
const patterns = [...new Set(files.flatMap((file) => patternsIn(JSON.parse(readFileSync(file, 'utf8')))))];

/** How often something may be repeated changes by what number the time grows, not how: `{0,62}` takes recheck too long. */
const small = (pattern: string) =>
  pattern.replace(/\{(\d+)(,?)(\d*)\}/g, (_, least: string, comma: string, most: string) => {
    const bound = (n: string) => (n === '' ? '' : String(Math.min(Number(n), 6)));
    return `{${bound(least)}${comma}${bound(most)}}`;
  });

test('shipped patterns take linear time', () => {
  const sample = process.env['EVERY'] ? 1 : 4;
  const first = Math.floor(Math.random() * sample);
  const decided = patterns
    .filter((pattern) => !UNDECIDED.some((start) => pattern.startsWith(start)))
    .filter((_, i) => i % sample === first);
  expect(decided.length).toBeGreaterThan(10);
  const wrong = decided.flatMap((pattern) => {
    const { status } = checkSync(small(pattern), 'u', { checker: 'automaton', timeout: 60_000 });
    return status === 'safe' ? [] : [`${pattern} ${status}`];
  });
  expect(wrong).toEqual([]);
}, 300_000);
