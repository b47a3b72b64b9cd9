import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isList, isMap, type Json } from '../../../src/core/index.js';
import { readPrinted } from '../../../src/core/template/printed.js';
import { json } from '../yaml/nasty.js';
import { print } from './render.js';

const SENTINEL = 'SENTINEL';
const places = [
  'a: {{values.v}}\nb: 1\n',
  '{{values.v}}: 1\nb: 1\n',
  'a: [1, {{values.v}}, 2]\n',
  'a: { k: {{values.v}}, l: 2 }\n',
  'a: { {{values.v}}: 1, l: 2 }\n',
  '- {{values.v}}\n- - {{values.v}}\n  - 1\n',
  'a:\n  {{values.v}}\nb: 1\n',
  'a: {{values.v}} # c\n# {{values.v}}\nb: 1\n',
  '---\na: {{values.v}}\n---\nb: {{values.v}}\n',
  '{{#each values.l as |x|}}\n- {{x}}\n{{/each}}\n- end\n',
  // These are never right, or right by luck: then they must say what they seem to say.
  'a: "x {{values.v}} y"\nb: 1\n',
  "a: { k: 'x {{values.v}} y', l: 2 }\n",
  'a: |\n  x {{values.v}} y\nb: 1\n',
  'a: x {{values.v}}\n  y\nb: 1\n',
  'a: {{#if values.l}}{{values.v}}{{/if}}{{#if values.l}}, b: {{/if}}\n',
  '{{#if values.l}}"{{/if}} {{values.v}} {{#if values.l}}"{{/if}}: 1\n',
];

function put(value: Json, at: Json): Json {
  if (at === SENTINEL) return value;
  if (isList(at)) return at.map((item) => put(value, item));
  if (!isMap(at)) return typeof at === 'string' ? at.replace(SENTINEL, () => String(value)) : at;
  return Object.fromEntries(Object.entries(at).map(([key, item]) => [key === SENTINEL ? String(value) : key, put(value, item)]));
}

function render(template: string, v: Json): readonly Json[] | undefined {
  const { output, findings } = print(template, { values: { v, l: [v] } });
  const read = readPrinted(output, 'template.hbs');
  return findings.length > 0 || !read.ok ? undefined : read.value.map(({ data }) => data);
}

test.each(places)('no value says more than itself in %j', (template) => {
  const shape = render(template, SENTINEL);
  let printed = 0;
  fc.assert(
    fc.property(json, (value) => {
      const result = render(template, value);
      if (result === undefined) return;
      printed++;
      expect({ value, result }).toEqual({ value, result: shape?.map((document) => put(value, document)) });
    }),
    { numRuns: 300 },
  );
  expect(printed > 0).toBe(shape !== undefined);
});
