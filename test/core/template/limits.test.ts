import { expect, test } from '@jest/globals';
import type { Json } from '../../../src/core/index.js';
import { soon } from '../../soon.js';
import { print } from './render.js';

const thousand = Array.from({ length: 1000 }, (_, i) => i);
const keys = Object.fromEntries(thousand.slice(0, 400).map((i) => [`key${i}`, i]));
const values = { thousand, keys, long: 'x'.repeat(10_000), nought: {} };
const loop = '{{#each @root.values.thousand}}';
const loops = (n: number, body: string) => `${loop.repeat(n)}${body}${'{{/each}}'.repeat(n)}`;
const nested = `${'{{#each values.one}}'.repeat(60)}{{> nested}}${'{{/each}}'.repeat(60)}`;

/** Sixty maps, which written out are 2^60. */
const shared = Array.from({ length: 60 }).reduce<Json>((below) => ({ a: below, b: below }), 1);

const STEPS = 'the templates do not come to an end: more than a million steps';
const SIZE = 'the templates make more than 16 MiB of text and values';
const DEEP = 'partials call each other too deep';

/** Partials that hand on twice or ten times what they get, twenty-nine deep. */
const doubling = (handOn: string, last: string) =>
  Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`p${i}`, i === 29 ? last : `{{#with ${handOn} as |y|}}{{> p${i + 1} x=y}}{{/with}}`]),
  );

test.each([
  ['steps', loops(3, 'x'), {}, STEPS],
  ['steps of nothing', loops(5, ''), {}, STEPS],
  ['steps in calls', loops(2, `{{#if (and ${'1 '.repeat(9)} values.thousand)}}{{/if}}`.repeat(10)), {}, STEPS],
  ['steps along paths', loops(2, `{{#if ${'../'.repeat(500)}x}}{{/if}}`), {}, STEPS],
  ['steps of what decides', loops(2, `${'{{#if @root.values.long}}'.repeat(60)}${'{{/if}}'.repeat(60)}`), {}, STEPS],
  ['output', loops(2, '{{@root.values.long}} '), {}, SIZE],
  ['output of texts', `a: {{#text}}${loops(2, '{{@root.values.long}}')}{{/text}}`, {}, SIZE],
  ['indentation', `x\n${' '.repeat(10_000)}{{> many}}`, { many: '\n-'.repeat(10_000) }, SIZE],
  ['a text that doubles', '{{> p0 x="xx"}}', doubling('(concat x x)', '{{x}}'), SIZE],
  ['a list that doubles', '{{> p0 x=values.thousand}}', doubling('(lists x x)', '{{#if x}}{{/if}}'), SIZE],
  ['maps in maps', '{{> p0 x=values}}', doubling('(merge a=x b=x)', '{{x}}'), STEPS],
  ['shared maps', '{{@root.locals.shared}}', {}, SIZE],
  ['shared maps as JSON', '{{json @root.locals.shared}}', {}, SIZE],
  ['shared maps in a digest', '{{sha256 @root.locals.shared}}', {}, SIZE],
  ['shared maps compared', '{{eq @root.locals.shared @root.locals.shared}}', {}, SIZE],
  ['a partial that calls itself', '{{> a}}', { a: 'x {{> b}}', b: '{{> a}}{{> a}}' }, DEEP],
  ['that in deep blocks', '{{> nested}}', { nested }, DEEP],
  ['that in deep conditions', '{{> a}}', { a: `${'{{#if 1}}'.repeat(60)}{{> a}}${'{{/if}}'.repeat(60)}` }, DEEP],
])('%s', (_, template, partials, message) => {
  const { findings } = soon(() => print(template, { values: { ...values, one: [1] }, locals: { shared } }, partials));
  expect(findings.map((item) => `${item.code}: ${item.message}`)).toEqual([`template/too-large: ${message}`]);
});

test('what bundles need is far below', () => {
  const { text, findings } = print(
    `${loops(2, 'x').replace('thousand', 'hundred')}{{> deep n=1}}`,
    { values: { ...values, hundred: thousand.slice(0, 100) } },
    { deep: '{{#if n}}{{> deep n=0}}{{/if}}' },
  );
  expect({ text, findings }).toEqual({ text: 'x'.repeat(100_000), findings: [] });
});

test('a text of many blank lines takes no time', () => {
  const { text } = soon(() => print(`{{#text}}${'\n'.repeat(300_000)}x{{/text}}`, { values }));
  expect(text).toBe('x');
});

test('a mistake in a loop is reported once, and a value that a schema names may be absent', () => {
  const template = `${loops(1, '{{@root.values.keys.kye1}} {{values.known}} {{concat values.absent "x"}} ')}{{#if values.nowhere.at.all}}{{/if}}`;
  const { findings } = soon(() => print(template, { values }, {}, ['known']));
  expect(findings.map(({ message, fix }) => `${message}: ${fix}`)).toEqual([
    '`@root.values.keys.kye1`: `root.values.keys` has no `kye1`: did you mean `key1`?',
    '`values.absent`: `values` has no `absent`: known here: thousand, keys, long, nought',
  ]);
});
