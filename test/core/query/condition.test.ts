import { expect, test } from '@jest/globals';
import { readCondition } from '../../../src/core/query/condition.js';
import { readCondition as readByParser } from '../../../src/core/query/expression.js';

test.each([
  ['result >= 0.95', 'scalar', false, true],
  ['result[0] >= 0.95', 'vector', true, true],
  ['len(result) == 0 || result[0] < 1', 'vector', false, true],
  ['len(result) > 0 && result[0] >= 1', 'vector', false, true],
  ['all(result, # < 5)', 'vector', false, true],
  ['all(result, {# < 5})', 'vector', false, true],
  ['not isNaN(result)', 'scalar', false, true],
  ['isNaN(result[0]) or result[0] > 1', 'vector', true, true],
  ['result[0] > 1 && result < 5', 'both', true, true],
  ['default(result, 0) < 1', 'scalar', false, true],
  ['true', 'either', false, true],
  ['result[0]', 'vector', true, false],
  ['len(result)', 'vector', false, false],
  ['5', 'either', false, false],
])('%s takes a %s', (text, takes, unguarded, isBoolean) => {
  expect(readCondition(text)).toMatchObject({ takes, unguarded, isBoolean, unknown: [] });
  expect(readCondition(text).error).toBeUndefined();
});

test.each(['all(result,', '"a', 'result > 1 and', 'result[0] = 1', 'result > 5 AND result < 6', ''])(
  '%j is not a condition',
  (text) => {
    expect(readCondition(text).error).toBeDefined();
  },
);

test.each(['result | len()', 'let a = 1; a > result', 'result not in [1]', 'result?.a == 1'])('%s is beyond', (text) => {
  expect(readCondition(text).beyond).toBeDefined();
});

test('names that the controller does not give', () => {
  expect(readCondition('resul > 1').unknown).toEqual(['resul']);
  expect(readCondition('foo(result[0]) > 1').unknown).toEqual(['foo']);
  expect(readCondition('result.resul > 1').unknown).toEqual([]);
});

test('comparisons are read as the parser reads them', () => {
  const space = ['', ' ', '  '];
  for (const result of ['result', 'result[0]', 'result[1]', 'results', 'isNaN(result)'])
    for (const operator of ['>', '>=', '<', '<=', '==', '!=', '=', '+'])
      for (const number of ['0', '1', '0.95', '007', '1.', '.5', '1e3', '-1', 'x', '1 || true'])
        for (const gap of space) {
          const text = `${gap}${result}${gap}${operator}${gap}${number}${gap}`;
          expect([text, readCondition(text)]).toEqual([text, readByParser(text)]);
        }
});

test.each([
  ['isNil(result)', true],
  ['default(result, 0) < 1', true],
  ['len(result) == 0', false],
])('%s asks for nil: %s', (text, asksNil) => {
  expect(readCondition(text).asksNil).toBe(asksNil);
});
