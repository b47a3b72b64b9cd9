import { expect, test } from '@jest/globals';
import { CODES } from '../../src/core/index.js';
import { type Example, examples, expectedOf, filesOf, saidOf, update } from './examples.js';
import { fairlead } from './fairlead.js';
import { emptyProject, type Files, project } from './project.js';

/** An app of the built-in bundle, as most people have one. */
const APP: Files = {
  'apps/web/fairlead.yaml':
    'fairlead: v1\nname: web\nbundle: fastapi-gitops-starter\nenvironments:\n  dev: { namespace: web-dev }\n',
  'apps/web/environments/dev.yaml': 'image: { tag: v2 }\n',
};

function printed(example: Example, side: 'bad' | 'good'): string {
  const { file, run: command = 'validate', env } = example;
  const files = filesOf(example, side);
  const dir = file?.startsWith('bundle/')
    ? project(files)
    : emptyProject(command.startsWith('init') ? files : { ...APP, ...files });
  const { out, err } = fairlead(dir, (file === undefined ? String(example[side]) : command).split(' '), env);
  return out + err;
}

test.each(examples.filter(({ run }) => run !== 'action'))('$code', (example) => {
  const { code, file } = example;
  const output = printed(example, 'bad');
  const said = saidOf(code, output);
  // The mistake may be told at another file than the one that is shown.
  const here = said && file !== undefined && output.includes(`${file}:${said.line}:`);
  const found = { message: said?.message ?? '', ...(here && said.line !== undefined ? { line: said.line } : {}) };
  expect(found.message).not.toBe('');
  if (process.env['UPDATE']) update(example, found);
  else expect(found).toEqual(expectedOf(example));

  const good = printed(example, 'good');
  expect(saidOf(code, good)).toBeUndefined();
  expect(good).not.toMatch(/(^|: )error /m);
});

test('each is of a code that there is', () => {
  expect(examples.map(({ code }) => code).filter((code) => !Object.hasOwn(CODES, code))).toEqual([]);
});
