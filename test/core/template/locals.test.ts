import { expect, test } from '@jest/globals';
import { evaluate } from '../../../src/core/template/evaluate.js';
import { HELPERS } from '../../../src/core/template/helpers/index.js';
import { readLocals } from '../../../src/core/template/locals.js';
import { parseTemplate } from '../../../src/core/template/parse.js';

const helpers = new Map(HELPERS.map((helper) => [helper.name, helper]));

function locals(text: string) {
  const parsed = parseTemplate({ path: 'locals.yaml.hbs', text }, HELPERS);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  const context = { values: { name: 'web' }, locals: {}, bundle: {}, release: {}, capabilities: {} };
  const result = readLocals(parsed.value, context, (template, here) =>
    evaluate(template, { context: here, partials: {}, helpers, isKnown: () => false }),
  );
  return {
    locals: result.locals,
    findings: result.findings.map(({ code, origin }) =>
      origin?.from === 'file' ? `${code} ${origin.line}:${origin.column}` : code,
    ),
  };
}

test.each([
  [
    'documents see those before them',
    'a: {{values.name}}\nb: 1\n---\nc: {{concat locals.a "-c"}}\nb: 2\n---\nd: [{{locals.c}}, {{locals.b}}]\n',
    { a: 'web', b: 2, c: 'web-c', d: ['web-c', 2] },
    [],
  ],
  ['empty documents', '---\n# c\n---\na: 1\n--- \n', { a: 1 }, []],
  ['null stays, unlike in manifests', 'a: null\n', { a: null }, []],
  ['not those of their own', 'a: 1\nb: {{locals.a}}\n', {}, ['template/unknown-name 2:6']],
  ['a mistake in the second document', 'a: 1\n\n---\n\nb: {{locals.nope}}\n---\nc: 1\n', { a: 1 }, ['template/unknown-name 5:6']],
  ['YAML that is broken in the second', 'a: 1\n---\nb: 1\n  c: 2\n', { a: 1 }, ['template/yaml 4:1']],
  ['no map', 'a: 1\n---\n- {{values.name}}\n', { a: 1 }, ['template/yaml 3:1']],
  ['a value in a text', 'a: x {{values.name}}\n', {}, ['template/refused 1:6']],
])('%s', (_, text, values, findings) => {
  expect(locals(text)).toEqual({ locals: values, findings });
});
