import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Finding, fileLayer, finding, type JsonMap } from '../../src/core/index.js';
import { secretsOf } from '../../src/core/render/known-secrets.js';
import { checkValues } from '../../src/core/values/check.js';
import { mergeLayers } from '../../src/core/values/layers.js';
import { lineFixes, previewComment, suggestionBody } from '../../src/report/index.js';

const FILE = 'v.yaml';
const SCHEMA: JsonMap = {
  type: 'object',
  additionalProperties: false,
  properties: {
    dsn: { type: 'string', writeOnly: true },
    store: { type: 'object', properties: { dsn: { type: 'string', writeOnly: true } } },
    replicas: { type: 'integer' },
    list: { type: 'array', items: { type: 'string' } },
  },
};

function fixesOf(text: string) {
  const read = fileLayer({ path: FILE, text });
  if (!read.ok) throw new Error('not YAML');
  const values = mergeLayers([{ name: '', data: {}, originOf: () => undefined }, read.value]);
  return lineFixes(checkValues(SCHEMA, values).map(secretsOf(SCHEMA, values, []).finding), () => text);
}
const changes = (text: string) => fixesOf(text).map(({ line, before, after }) => [line, before, after]);

test('all fixes of a line are one', () => {
  expect(changes('\uFEFF"replica": "3" # x\r\nlst: [a]\r\n')).toEqual([
    [1, '"replica": "3" # x', '"replicas": "3" # x'],
    [2, 'lst: [a]', 'list: [a]'],
  ]);
  expect(changes('a: 1\n{"store": {}, lst: [a], replica: 3}\n'.slice(5))).toEqual([
    [1, '{"store": {}, lst: [a], replica: 3}', '{"store": {}, list: [a], replicas: 3}'],
  ]);
});

test.each([
  ['the key becomes that of a secret', 'dsm: hunter2\n'],
  ['a secret stands below the key', 'stor: { dsn: hunter2 }\n'],
  ['another value of the line is a secret', '{ dsn: hunter2, replica: 3 }\n'],
  ['another value of the line looks like a secret', '{ password: hunter2, replica: 3 }\n'],
  ['a character is invisible', 'replica: 3 # \u200bx\n'],
])('a line is not shown where %s', (_, text) => {
  expect(changes(text)).toEqual([]);
});

test('whatever the line holds, it stays in its fence', () => {
  const odd = fc.array(fc.constantFrom('`', '```', '````', '~~~', ' ', '@all', '<!--', '-->', '</details>', 'a', '\t'), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(odd, (parts) => {
      const text = `replica: 3 # ${parts.join('')}`;
      const [fix] = fixesOf(text);
      if (!fix) throw new Error(text);
      for (const [body, sign] of [
        [suggestionBody(fix), ''],
        [previewComment({ apps: [], fixes: [fix] }), '+'],
      ] as const) {
        const lines = body.split('\n');
        const start = lines.findIndex((line) => /^`{3,}(suggestion|diff)$/.test(line));
        const fence = /^`+/.exec(lines[start] ?? '')?.[0] ?? '';
        const end = lines.findIndex((line, i) => i > start && line.startsWith(fence));
        expect(lines.slice(start + 1, end)).toContain(`${sign}replicas: 3 # ${parts.join('')}`);
        expect(lines[end]).toBe(fence);
      }
    }),
  );
});

test('two lines alike have a mark each, which moves with them', () => {
  const edit = (line: number): Finding =>
    finding('values/unknown-key', 'x', { edit: { path: FILE, line, column: 1, before: 'a', after: 'b' } });
  const marks = (text: string, ...at: number[]) => lineFixes(at.map(edit), () => text).map(({ mark }) => mark);
  const [first, second] = marks('a: 1\na: 1\n', 1, 2);
  expect(first).not.toBe(second);
  expect(marks('# x\n\na: 1\na: 1\n', 3, 4)).toEqual([first, second]);
});
