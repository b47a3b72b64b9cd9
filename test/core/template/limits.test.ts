import { expect, test } from '@jest/globals';
import { print } from './render.js';

const thousand = Array.from({ length: 1000 }, (_, i) => i);
const values = { thousand, long: 'x'.repeat(10_000) };
const loop = '{{#each @root.values.thousand}}';
const loops = (n: number, body: string) => `${loop.repeat(n)}${body}${'{{/each}}'.repeat(n)}`;
const nested = `${'{{#each values.one}}'.repeat(60)}{{> nested}}${'{{/each}}'.repeat(60)}`;

test.each([
  ['steps', loops(3, 'x'), {}, 'the template does not come to an end: too many steps, or too much output'],
  ['steps of nothing', loops(5, ''), {}, 'the template does not come to an end: too many steps, or too much output'],
  ['output', loops(1, '{{@root.values.long}} '), {}, 'the template does not come to an end: too many steps, or too much output'],
  [
    'output of texts',
    `a: {{#text}}${loops(2, '{{@root.values.long}}')}{{/text}}`,
    {},
    'the template does not come to an end: too many steps, or too much output',
  ],
  ['a partial that calls itself', '{{> a}}', { a: 'x {{> b}}', b: '{{> a}}{{> a}}' }, 'partials call each other too deep'],
  ['that in deep blocks', '{{> nested}}', { nested }, 'partials call each other too deep'],
])('%s', (_, template, partials, message) => {
  const start = performance.now();
  const { findings } = print(template, { values: { ...values, one: [1] } }, partials);
  expect(findings.map((item) => `${item.code}: ${item.message}`)).toEqual([`template/too-large: ${message}`]);
  expect(performance.now() - start).toBeLessThan(5000);
});

test('what bundles need is far below', () => {
  const { text, findings } = print(
    `${loops(2, 'x').replace('thousand', 'hundred')}{{> deep n=1}}`,
    { values: { ...values, hundred: thousand.slice(0, 100) } },
    { deep: '{{#if n}}{{> deep n=0}}{{/if}}' },
  );
  expect({ text, findings }).toEqual({ text: 'x'.repeat(100_000), findings: [] });
});

test('a mistake in a loop is reported once, and a value that a schema names may be absent', () => {
  const template = `${loops(1, '{{values.absent}} {{values.known}} {{concat values.absent "x"}} ')}{{#if values.nowhere.at.all}}{{/if}}`;
  const { findings } = print(template, { values }, {}, ['known']);
  expect(findings.map(({ message }) => message.slice(0, 41))).toEqual([
    '`values.absent`: `values` has no `absent`',
    '`values.absent`: `values` has no `absent`',
  ]);
});
