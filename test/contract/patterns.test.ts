import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';
import { check } from 'recheck';
import { isList, isMap, type Json, type JsonMap } from '../../src/core/index.js';

/** All that recheck found to take linear time, whatever the text is. */
const LIST = 'test/contract/patterns.txt';
/** It compiles patterns of schemas: ours are in the list, those of people take an engine of their own. */
const COMPILES = 'src/core/schema/pattern.ts';

const filesIn = (folder: string, form: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => form.test(name))
    .map((name) => join(folder, name));

const mapsIn = (value: Json): readonly JsonMap[] =>
  isList(value) ? value.flatMap(mapsIn) : isMap(value) ? [value, ...Object.values(value).flatMap(mapsIn)] : [];

interface Found {
  readonly regex: RegExp;
  /** It is asked about texts of at most 256 characters: what their square is takes no time. */
  readonly short?: boolean;
}

function inSchema(path: string): readonly Found[] {
  return mapsIn(JSON.parse(readFileSync(path, 'utf8'))).flatMap(({ pattern, patternProperties, maxLength }) => [
    ...(typeof pattern === 'string' ? [{ regex: new RegExp(pattern, 'u'), short: Number(maxLength) <= 256 }] : []),
    ...(isMap(patternProperties) ? Object.keys(patternProperties).map((name) => ({ regex: new RegExp(name, 'u') })) : []),
  ]);
}

/** The text that an expression stands for, of parts that are constants of its file. */
function textOf(expression: Json | undefined, constants: ReadonlyMap<Json, Json>): string {
  if (!isMap(expression)) throw new Error('no constant text');
  const { type, value, quasis, expressions } = expression;
  if (type === 'StringLiteral') return String(value);
  if (type === 'Identifier') return textOf(constants.get(value ?? null), constants);
  if (type !== 'TemplateLiteral' || !isList(quasis) || !isList(expressions)) throw new Error(`no constant text: ${type}`);
  return quasis
    .map((quasi, i) => (isMap(quasi) ? quasi['cooked'] : '') + (i < expressions.length ? textOf(expressions[i], constants) : ''))
    .join('');
}

function inCode(path: string): readonly Found[] {
  const nodes = mapsIn(JSON.parse(JSON.stringify(parseSync(readFileSync(path, 'utf8'), { syntax: 'typescript' }))));
  const constants = new Map(
    nodes.flatMap(({ type, id, init }) =>
      type === 'VariableDeclarator' && isMap(id) ? [[id['value'] ?? null, init ?? null] as const] : [],
    ),
  );
  return nodes.flatMap(({ type, pattern, flags, callee, arguments: given }) => {
    if (type === 'RegExpLiteral') return [{ regex: new RegExp(String(pattern), String(flags)) }];
    if (!isMap(callee) || callee['value'] !== 'RegExp' || !isList(given) || path === COMPILES) return [];
    const [source = '', mode = ''] = given.map((argument) =>
      textOf(isMap(argument) ? argument['expression'] : undefined, constants),
    );
    return [{ regex: new RegExp(source, mode) }];
  });
}

/** How often something may be repeated changes by what number the time grows, not how, unless that number is large. recheck would count it all. */
const counted = (source: string) =>
  source.replace(/\{(\d+)(,?)(\d*)\}/g, (_, least: string, comma: string, most: string) => {
    const bound = (n: string) => (n === '' || Number(n) > 256 ? '' : String(Math.min(Number(n), 6)));
    return `{${bound(least) || '6'}${comma}${bound(most)}}`;
  });

const patterns = [
  ...filesIn('src', /\.c?ts$/).flatMap(inCode),
  ...[...filesIn('schemas', /^(objects\/)?[^/]+\.json$/), ...filesIn('templates', /\.schema\.json$/)].flatMap(inSchema),
];
const found = new Map<string, Found>();
for (const { regex, short = false } of patterns)
  found.set(String(regex), { regex, short: short && found.get(String(regex))?.short !== false });

test('patterns of the code and of shipped schemas are in the list of those that take linear time', async () => {
  const known = readFileSync(LIST, 'utf8').trimEnd().split('\n');
  const unchecked = [...found].filter(([name]) => process.env['EVERY'] || !known.includes(name));
  if (!process.env['EVERY'] && !process.env['UPDATE']) {
    // `UPDATE=1` asks recheck about them.
    expect(unchecked.map(([name]) => name)).toEqual([]);
    expect(known.filter((name) => !found.has(name))).toEqual([]);
    return;
  }
  const wrong: string[] = [];
  for (const [name, { regex, short }] of unchecked) {
    const told = await check(counted(regex.source), regex.flags, { checker: 'automaton', timeout: 60_000 });
    const complexity = told.status === 'unknown' ? undefined : told.complexity;
    const isRight = complexity?.type === 'safe' || complexity?.type === 'linear' || (short && complexity?.type === 'polynomial');
    if (!isRight) wrong.push(`${name} ${complexity?.summary ?? 'cannot be told'}`);
  }
  expect(wrong).toEqual([]);
  if (process.env['UPDATE']) writeFileSync(LIST, `${[...found.keys()].sort().join('\n')}\n`);
}, 600_000);
