import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { flowYaml } from '../../../src/core/yaml/write.js';
import { print } from './render.js';

// Templates of the part of the language that is Handlebars' own: blocks, partials and white space. A value is printed as «path»,
// which is `{{path}}` here and `{{yaml path}}` there.
const values = {
  text: 'a: b',
  number: 7,
  zero: 0,
  empty: '',
  yes: true,
  no: false,
  nothing: null,
  list: ['x', 'on', 3],
  none: [],
  map: { a: '0644', b: [1], c: { d: '{' } },
  items: [
    { name: 'one', tags: ['t', 'u'] },
    { name: 'two', tags: [] },
  ],
};

const root = fc.constantFrom(
  ...['text', 'number', 'zero', 'empty', 'yes', 'no', 'nothing', 'list', 'none', 'map', 'map.c.d'].map(
    (name) => `@root.values.${name}`,
  ),
);
const anything = fc.oneof(root, fc.constantFrom('@root.values.absent', '@root.values.map.absent'));
const open = fc.constantFrom('{{#', '{{~#');
const close = fc.constantFrom('}}', '}}', '}}', '~}}');
const white = fc.constantFrom('', ' ', '  ', '\n', '\n', '\n  ', '\n\n', '\r\n');
const words = fc.constantFrom('x', 'key: 1', '- y', '# c', '{ ', '\\ ', '"', '---');
const text = fc.array(fc.oneof(white, words), { maxLength: 4 }).map((parts) => parts.join(''));

interface Names {
  readonly body: string;
  readonly inItem: string;
}
const print1 = (paths: fc.Arbitrary<string>) =>
  fc.tuple(white, paths, white).map(([before, path, after]) => `${before || ' '}«${path}»${after || ' '}`);
const block = (name: string, head: fc.Arbitrary<string>, body: fc.Arbitrary<string>, otherwise: fc.Arbitrary<string>) =>
  fc
    .tuple(
      open,
      head,
      close,
      body,
      fc.option(fc.tuple(fc.constantFrom('{{else}}', '{{~else}}', '{{else~}}', '{{^}}'), otherwise)),
      fc.constantFrom('{{/', '{{~/'),
      close,
    )
    .map(
      ([begin, argument, endHead, inside, other, beginEnd, end]) =>
        `${begin}${name} ${argument}${endHead}${inside}${other ? other.join('') : ''}${beginEnd}${name}${end}`,
    );

const builder: fc.LetrecTypedBuilder<Names> = (tie) => {
  const statements = (self: fc.Arbitrary<string>, paths: fc.Arbitrary<string>, deeper: boolean) =>
    fc.oneof(
      { maxDepth: 3 },
      text,
      print1(paths),
      fc.constantFrom('{{! a comment }}', '{{!-- {{x}} --}}', '{{~! c ~}}', '\n{{! alone }}\n'),
      block('if', anything, self, self),
      block('unless', anything, self, self),
      // On one line: what stands alone in a chain is decided otherwise by @handlebars/parser than by handlebars 4.7.
      fc
        .tuple(anything, self, anything, self, self)
        .map(([a, one, b, two, three]) => `{{#if ${a}}}${one}{{else if ${b}}}${two}{{else}}${three}{{/if}}`)
        .map((chain) => chain.replace(/[\r\n]+/g, ' ')),
      fc
        .tuple(
          white,
          fc.constantFrom('{{> plain}}', '{{> args x=@root.values.text y=3}}', '{{> nested}}', '{{~> plain ~}}'),
          white,
        )
        .map((parts) => parts.join('')),
      ...(deeper
        ? [
            block('each', fc.constant('@root.values.items as |item i|'), tie('inItem'), self),
            block('each', fc.constant('@root.values.none'), tie('inItem'), self),
            block('with', fc.constant('@root.values.map as |item|'), tie('inItem'), self),
          ]
        : []),
    );
  const list = (item: fc.Arbitrary<string>) => fc.array(item, { maxLength: 4 }).map((parts) => parts.join(''));
  const inItem = fc.oneof(root, fc.constantFrom('item', 'this', 'this', '../values.text', '@root.values.list'));
  return {
    body: list(statements(tie('body'), root, true)),
    inItem: list(statements(tie('inItem'), inItem, false)),
  };
};
const grammar = fc.letrec(builder);

const PARTIALS = {
  plain: 'p: «@root.values.text»\n  q\n',
  args: '{{#if x}}\n«x»\n{{/if}}\n- «y»\n',
  nested: 'before\n  {{> plain}}\nafter {{> plain}}\n',
};

/** Handlebars indents the empty lines of a partial as well; here they stay empty. */
const emptied = (text: string) => text.replace(/^[ \t]+$/gm, '');

const engine = Handlebars.create();
engine.registerHelper('yaml', (value) => flowYaml(value ?? null));
const theirs = (template: string) => template.replace(/«(.*?)»/g, '{{yaml $1}}');
const ours = (template: string) => template.replace(/«(.*?)»/g, '{{$1}}');
for (const [name, body] of Object.entries(PARTIALS)) engine.registerPartial(name, theirs(body));
const partials = Object.fromEntries(Object.entries(PARTIALS).map(([name, body]) => [name, ours(body)]));

test('blocks, partials and white space are those of Handlebars', () => {
  let compared = 0;
  fc.assert(
    fc.property(grammar.body, (template) => {
      const { text, findings } = print(ours(template), { values }, partials);
      if (findings.some(({ code }) => code === 'template/refused')) return;
      compared++;
      const expected = engine.compile(theirs(template), { noEscape: true })({ values });
      expect({ template, text: emptied(text), findings }).toEqual({ template, text: emptied(expected), findings: [] });
    }),
    { numRuns: 600 },
  );
  expect(compared).toBeGreaterThan(300);
});
