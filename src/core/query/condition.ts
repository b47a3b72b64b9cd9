import { memo } from '../base/memo.js';
import { type Condition, readCondition as readByParser } from './expression.js';

export type { Condition } from './expression.js';

/** What most conditions are: `result >= 0.95`, `result[0] < 1`. */
const COMPARISON = /^ *result(\[0\])? *(>=|<=|>|<|==|!=) *\d+(\.\d+)? *$/;

/** A comparison, known without the parser, which takes a cold process milliseconds to load. */
function readComparison(text: string): Condition | undefined {
  const found = COMPARISON.exec(text);
  const indexed = found?.[1] !== undefined;
  return found
    ? { takes: indexed ? 'vector' : 'scalar', unguarded: indexed, asksNaN: false, asksNil: false, isBoolean: true, unknown: [] }
    : undefined;
}

/** Reads the success or failure condition of a metric; see expression.ts. */
export const readCondition = memo((text: string): Condition => readComparison(text) ?? readByParser(text));
