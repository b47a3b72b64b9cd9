import { expect, test } from '@jest/globals';
import { readPrinted } from '../../../src/core/template/printed.js';
import { print } from './render.js';

const values = {
  text: 'a: b',
  number: 7,
  large: 1e21,
  nothing: null,
  yes: true,
  map: { a: 1, b: { c: [2] } },
  list: [1, 'x'],
  deep: JSON.parse(`${'['.repeat(99)}${']'.repeat(99)}`),
};

/** What a template's documents are, or what is said of them. */
function read(template: string) {
  const { output, findings } = print(template, { values });
  const outcome = readPrinted(output, 'template.hbs');
  const found = [...findings, ...outcome.findings];
  if (!outcome.ok || found.length > 0)
    return found.map(({ message, origin }) => `${origin?.from === 'file' ? `${origin.line}:${origin.column}` : ''} ${message}`);
  return outcome.value.map(({ data }) => data);
}

const MIDDLE = 'a value in the middle of a text: `{{…}}` prints a whole YAML value';

test.each<[string, string, unknown]>([
  ['the character of a hole in the text', 'a: _\nb: {{values.number}}\n_: _\n', [{ a: '_', b: 7, _: '_' }]],
  ['keys', '{{values.number}}: 1\n{{values.text}}: 2\n{{values.yes}}: 3\n', [{ 7: 1, 'a: b': 2, true: 3 }]],
  ['a key that is a large number', '{{values.large}}: 1\n', [{ '1e+21': 1 }]],
  ['an anchor', 'a: &x {{values.map}}\nb: *x\nc: { d: *x }\n', [{ a: values.map, b: values.map, c: { d: values.map } }]],
  ['a merge', 'a:\n  <<: {{values.map}}\n  b: 2\n', [{ a: { a: 1, b: 2 } }]],
  ['a merge of several', 'a:\n  <<: [{{values.map}}, { a: 9, z: 1 }]\n', [{ a: { a: 1, b: { c: [2] }, z: 1 } }]],
  [
    'a tag',
    'a: !!str {{values.number}}\nb: !!binary {{values.text}}\n',
    ['2:13 what this prints is not YAML: what stands here is not a `!!binary`'],
  ],
  [
    'a tag that fits',
    'a: !!str {{values.number}}\nb: !!str {{values.yes}}\nc: !!map {{values.map}}\n',
    [{ a: '7', b: 'true', c: values.map }],
  ],
  ['a document of its own', '--- {{values.list}}\n--- {{values.text}}\n', [values.list, 'a: b']],
  ['a comment', 'a: 1 # {{values.text}} & {{values.map}}\n', [{ a: 1 }]],
  [
    'null as a key',
    '{{values.nothing}}: 1\n',
    ['1:1 what this prints is not YAML: a key must be a text, a number or a boolean, not a map, a list or null'],
  ],
  [
    'a map as a key',
    '? {{values.map}}\n: 1\n',
    ['1:3 what this prints is not YAML: a key must be a text, a number or a boolean, not a map, a list or null'],
  ],
  ['one key twice', '{{values.text}}: 1\n"a: b": 2\n', ['2:1 what this prints is not YAML: "a: b" is already set in this map']],
  ['the name of an anchor', 'a: &{{#if values.yes}}{{values.text}}{{/if}} 1\n', [`1:23 ${MIDDLE}`]],
  ['the name of an alias', 'a: &_ 1\nb: *{{#if values.yes}}{{values.text}}{{/if}}\n', [`2:23 ${MIDDLE}`]],
  ['a tag of values', 'a: !{{#if values.yes}}{{values.text}}{{/if}} 1\n', [`1:23 ${MIDDLE}`]],
  ['two in a row', 'a: {{values.number}}{{#if values.yes}}{{values.number}}{{/if}}\n', [`1:4 ${MIDDLE}`, `1:39 ${MIDDLE}`]],
  [
    'more levels than a reader takes',
    'a: { b: {{values.deep}} }\n',
    ['1:1 what this prints is not YAML: with its aliases and values this nests more than 100 levels deep'],
  ],
])('%s', (_, template, expected) => {
  expect(read(template)).toEqual(expected);
});
