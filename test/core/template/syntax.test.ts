import { expect, test } from '@jest/globals';
import { HELPERS } from '../../../src/core/template/helpers/index.js';
import { parseTemplate } from '../../../src/core/template/parse.js';

/** The findings of a template that does not compile, as `line:column message`. */
function mistakes(text: string): readonly string[] {
  const { findings } = parseTemplate({ path: 'template.hbs', text }, HELPERS);
  return findings.map(({ message, origin }) =>
    origin?.from === 'file' ? `${origin.line}:${origin.column} ${message.replace('not a Handlebars template: ', '')}` : message,
  );
}

test.each([
  ['a: {{', '1:6 the end of the template comes too early'],
  ['a: {{#if values.x}}\nb: 1\n', '3:1 the end of the template comes too early'],
  ['a: {{values.x}\n', '1:14 `}` does not belong here'],
  ['a: {{values.x}}}\n', '1:14 `}}}` does not belong here'],
  ['a: {{{values.x}}\n', '1:15 `}}` does not belong here'],
  ['a: 1\n{{/if}}\n', '2:1 `{{/` does not belong here'],
  ['a: 1\n{{else}}\n', '2:1 `{{else}}` does not belong here'],
  ['{{#if a}}\n{{else}}\n{{else}}\n{{/if}}\n', '3:1 `{{else}}` does not belong here'],
  ['a\n\n  {{#if a}}\n{{/unless}}\n', "3:6 if doesn't match unless"],
  ['a: {{concat "x}}\n', '1:12 `"` does not belong here'],
  ['a: {{concat "x" sep=}}\n', '1:21 `}}` does not belong here'],
  ['a: {{values.0}}\n', '1:13 `0` does not belong here'],
  ['a: {{values/../x}}\n', '1:6 Invalid path: values/..'],
  ['{{> }}', '1:4 `}}` does not belong here'],
])('%j', (text, finding) => {
  expect(mistakes(text)).toEqual([finding]);
});

test.each([
  ['blocks', `${'{{#if values}}'.repeat(65)}${'{{/if}}'.repeat(65)}`, 'blocks stand more than 64 deep in each other'],
  ['open blocks', '{{#if values}}'.repeat(50_000), 'blocks stand more than 64 deep in each other'],
  ['chains', `{{#if a}}${'{{else if a}}'.repeat(100)}{{/if}}`, 'blocks stand more than 64 deep in each other'],
  [
    'chains around blocks',
    `{{#if a}}${'{{else if a}}{{#if b}}{{/if}}'.repeat(100)}{{/if}}`,
    'blocks stand more than 64 deep in each other',
  ],
  [
    'helper calls',
    `{{${'concat ('.repeat(100)}concat 1${')'.repeat(100)}}}`,
    'parentheses stand more than 64 deep in each other',
  ],
  ['a large file', 'x'.repeat((1 << 20) + 1), 'the template is larger than 1 MiB'],
])('too deep or too large: %s', (_, text, message) => {
  expect(mistakes(text)).toEqual([`1:1 ${message}`]);
});

test('blocks one after another are not deep', () => {
  expect(mistakes('{{#if values}}{{else if values}}{{#unless values}}{{/unless}}{{/if}}\n'.repeat(1000))).toEqual([]);
});
