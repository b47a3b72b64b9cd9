import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readQuery } from '../../../src/core/query/promql.js';
import { describeWith } from '../../oracle.js';

// A line each: what it is (a type, or `error`), a tab, and the query as a JSON string.
const lines = readFileSync('test/core/query/queries.txt', 'utf8').trimEnd().split('\n');
const queries = lines.map((line) => line.split('\t') as [string, string]);

test.each(queries)('%s: %s', (expected, text) => {
  const query = readQuery(JSON.parse(text));
  expect(query.type ?? 'error').toBe(expected);
  expect(query.error === undefined).toBe(expected !== 'error');
});

describeWith(['promql-parse'], 'Prometheus itself says so', (tools) => {
  test('of every query', () => {
    const out = execFileSync(tools['promql-parse'], {
      input: `${queries.map(([, text]) => text).join('\n')}\n`,
      encoding: 'utf8',
    });
    const said = out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type?: string }).type ?? 'error');
    expect(queries.map(([, text], i) => `${said[i]}\t${text}`)).toEqual(lines);
  });
});
