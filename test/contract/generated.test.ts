import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { VERSION } from '../../src/cli/version.js';
import { COMMANDS } from '../../src/commands.js';
import { CODES } from '../../src/core/index.js';
import { KEYWORDS } from '../../src/core/schema/validator.js';
import { HELPERS } from '../../src/core/template/helpers/index.js';
import { ACTION_INPUTS, ACTION_OUTPUTS, OPTIONS, optionsOf } from '../../src/options.js';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
/** The first column of a generated table, without its backticks, links and escapes. */
const column = (page: string, name: string): readonly string[] => {
  const [, table = ''] = new RegExp(`<!-- generated:${name} -->\\n([\\s\\S]*?)<!-- /generated -->`).exec(read(page)) ?? [];
  return [...table.matchAll(/^\| \[?`+ ?(.+?) ?`+(?:\]\([^)]*\))? \|/gm)].map(([, cell = '']) => cell.replaceAll('\\|', '|'));
};

describe('what is made from the code is up to date; if not: npm run generate', () => {
  const action = parse(read('action.yml'));
  const switches = OPTIONS.filter((option) => option.input && option.value === undefined).map((option) => option.name);
  const inputs = [...ACTION_INPUTS, ...OPTIONS.filter((option) => option.input)];

  test('inputs of action.yml', () => {
    expect(Object.keys(action.inputs)).toEqual(inputs.map((input) => input.name));
    for (const { name, description, default: fallback } of inputs) {
      expect(action.inputs[name].description.startsWith(description)).toBe(true);
      expect(action.inputs[name].default).toBe(fallback ?? (switches.includes(name) ? 'false' : ''));
    }
    expect(switches).toEqual(['split', 'allow-downgrade', 'any-tag']);
  });

  test('outputs, runtime and name of action.yml', () => {
    expect(Object.entries(action.outputs)).toEqual(ACTION_OUTPUTS.map(({ name, description }) => [name, { description }]));
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/action/index.js' });
    expect(action.description).toBe(JSON.parse(read('package.json')).description);
  });

  test('docs/action.md', () => {
    expect(column('docs/action.md', 'inputs')).toEqual(inputs.map((input) => input.name));
    expect(column('docs/action.md', 'outputs')).toEqual(ACTION_OUTPUTS.map((output) => output.name));
  });

  test('docs/cli.md', () => {
    expect(column('docs/cli.md', 'commands').map((cell) => cell.split(' ')[1])).toEqual(COMMANDS.map(({ name }) => name));
    const flags = column('docs/cli.md', 'options').map((cell) => /--([\w-]+)/.exec(cell)?.[1]);
    expect(flags).toEqual(OPTIONS.map((option) => option.name));
    expect(new Set(COMMANDS.flatMap(({ name }) => optionsOf(name)))).toEqual(new Set(OPTIONS));
  });

  test('docs/helpers.md and docs/findings.md', () => {
    expect(column('docs/helpers.md', 'helpers')).toEqual(HELPERS.map((helper) => helper.usage).toSorted());
    expect(column('docs/findings.md', 'findings')).toEqual(Object.keys(CODES));
    const entries = read('docs/findings.md').split(/^### /m).slice(1);
    expect(entries.map((entry) => entry.split('\n')[0])).toEqual(Object.keys(CODES));
    for (const entry of entries) expect(entry).toMatch(/\n(error|warning|note)\. \S[\s\S]*\nBad[\s\S]*# ← \S[\s\S]*\nGood:\n/);
  });

  test('docs/bundles.md has every keyword of schemas', () => {
    expect(read('docs/bundles.md')).toContain([...KEYWORDS].map((name) => `\`${name}\``).join(', '));
  });

  test('docs/values.md has every key of the defaults', () => {
    const keys = column('docs/values.md', 'values');
    const defaults = parse(read('templates/fastapi-gitops-starter/values.yaml'));
    const missing = leaves(defaults).filter((leaf) => !keys.some((key) => leaf === key || leaf.startsWith(`${key}.`)));
    expect(missing).toEqual([]);
  });
});

test('the version of the program is that of package.json, in every file that says it', () => {
  const { version } = JSON.parse(read('package.json'));
  expect(VERSION).toBe(version);
  expect(JSON.parse(read('package-lock.json')).version).toBe(version);
  expect(read('README.md')).toContain(`version ${version.replace(/\.\d+$/, '')}`);
});

/** `image.tag`, …: the path of every leaf of nested maps. */
function leaves(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path === '' ? key : `${path}.${key}`));
}
