import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { at, isList, isMap, type Json } from '../../../src/core/index.js';
import { type Condition, readCondition } from '../../../src/core/query/condition.js';
import { readQuery } from '../../../src/core/query/promql.js';
import { LEGAL_FILES, MISTAKE_FILES, objectsIn } from '../../broken/legal.js';
import { describeWith } from '../../oracle.js';

// Every query and condition that occurs in the legal files, the mistakes, what the bundle renders and the conformance cases, and more conditions.
const cases: readonly { readonly objects: Json }[] = JSON.parse(readFileSync('test/conformance/cases.json', 'utf8'));
const objects: readonly Json[] = [
  ...[...LEGAL_FILES, ...MISTAKE_FILES].flatMap(objectsIn),
  ...cases.flatMap(({ objects: made }) => (isMap(made) ? Object.values(made) : [])),
];
const metrics = objects.flatMap((object) => {
  const all = at(object, ['spec', 'metrics']);
  return isList(all) ? all.filter((metric) => at(metric, ['provider', 'prometheus']) !== undefined) : [];
});
const texts = (...keys: readonly (readonly string[])[]) => [
  ...new Set(
    metrics.flatMap((metric) => keys.map((key) => at(metric, key))).filter((text): text is string => typeof text === 'string'),
  ),
];
/** Something of the right form in place of what arguments bring. */
const filled = (text: string) => text.replace(/\[\{\{[^{}]*\}\}\]/g, '[5m]').replace(/\{\{[^{}]*\}\}/g, '1');
const queries = texts(['provider', 'prometheus', 'query']).map(filled);
const more = readFileSync('test/core/query/conditions.txt', 'utf8').trimEnd().split('\n');
const conditions = [...texts(['successCondition'], ['failureCondition']).map(filled), ...more];

/** Answers of a tool that reads and writes a line of JSON for each question. */
const ask = (tool: string, args: readonly string[], questions: readonly Json[]): readonly Readonly<Record<string, Json>>[] =>
  spawnSync(tool, args, { encoding: 'utf8', input: questions.map((question) => `${JSON.stringify(question)}\n`).join('') })
    .stdout.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('there are queries and conditions', () => {
  expect(queries.length).toBeGreaterThan(20);
  expect(conditions.length).toBeGreaterThan(20);
});

describeWith(['promql-parse'], 'Prometheus', ({ 'promql-parse': tool }) => {
  test('says the same of every query', () => {
    const said = ask(tool, [], queries).map(({ type }, i) => [queries[i], type ?? 'error']);
    expect(queries.map((text) => [text, readQuery(text).type ?? 'error'])).toEqual(said);
  });
});

const NUMBERS: readonly Json[] = [0, 0.5, 5, 2000, 'NaN'];
const LISTS: readonly Json[] = NUMBERS.map((number) => [number]);

/** How a condition takes results, as it is read here; a text that is none takes nothing. */
function taken({ error, isBoolean, unknown, takes }: Condition): readonly [number: boolean, list: boolean] {
  if (error || isBoolean === false || unknown.length > 0) return [false, false];
  return [takes === 'scalar' || takes === 'either', takes === 'vector' || takes === 'either'];
}

/** Conditions of which too little is understood here to say that they do not work. */
const LENIENT = [
  'result in [0, 1]',
  'result % 2 == 0',
  'result matches "x"',
  'result > "1"',
  'result == "ok"',
  'result[0] == true',
];

describeWith(['rollouts-oracle'], 'The controller', ({ 'rollouts-oracle': tool }) => {
  const works = (condition: string) =>
    [NUMBERS, LISTS].map((results) => {
      const questions = results.map((result) => ({ condition, result }));
      return ask(tool, ['condition'], questions).every(({ error }) => error === undefined);
    });

  test('evaluates every condition for what it is said to take, and no other', () => {
    const known = conditions.filter((text) => readCondition(text).beyond === undefined);
    expect(known.map((text) => [text, ...taken(readCondition(text))])).toEqual(known.map((text) => [text, ...works(text)]));
  }, 120_000);

  test('evaluates none that is said not to work', () => {
    for (const text of LENIENT) {
      const said = taken(readCondition(text));
      expect([text, ...works(text).map((does, i) => does && !said[i])]).toEqual([text, false, false]);
      expect(works(text)).not.toEqual(said);
    }
  });
});
