import type { Rule } from '../rule.js';
import { type Measured, measured } from './measured.js';
import { LINK } from './metrics.js';

const MINUTE = 60_000;
const RATE = /\b(i?rate|increase|i?delta|count_over_time)\s*\(/;

export const emptyResult: Rule = {
  code: 'analysis/empty-result',
  why: 'When no series matches, the list is empty and `result[0]` an error.',
  link: `${LINK}#empty-array`,
  *check(set) {
    for (const { object, query, conditions, text } of measured(set))
      for (const { path, condition } of conditions) {
        // `… or vector(n)` always has a series.
        if (query.type !== 'vector' || !condition.unguarded || /\bor\s+(on\s*\(\s*\)\s*)?vector\s*\(/i.test(text)) continue;
        yield {
          object,
          path,
          message: 'without a series there is no `result[0]`',
          fix: 'say what that means: `len(result) > 0 && …` to fail, `len(result) == 0 || …` to pass',
        };
      }
  },
};

/** A query whose result is NaN without traffic: a ratio of rates, or a quantile of them, that nothing keeps from 0/0. */
function idles({ query: { divisors }, text }: Measured): 'ratio' | 'stand-in' | undefined {
  // A comparison leaves NaN out; `bool` does not, but is rare.
  if (/[<>]|[!=]=(?!~)/.test(text.replace(/\{[^{}]*\}/g, '').replace(/"[^"]*"/g, ''))) return undefined;
  const rates = divisors.filter((divisor) => RATE.test(divisor) && !/clamp_min/.test(divisor));
  if (rates.some((divisor) => /\bvector\s*\(\s*[1-9]/.test(/\bor\b([\s\S]*)/.exec(divisor)?.[1] ?? ''))) return 'stand-in';
  return rates.length > 0 || (/histogram_quantile/.test(text) && RATE.test(text)) ? 'ratio' : undefined;
}

export const idleResult: Rule = {
  code: 'analysis/idle',
  why: 'Without traffic a ratio is 0/0 and a quantile of nothing NaN: no comparison with it is true, and the release is rolled back.',
  link: `${LINK}#handling-metric-results`,
  *check(set) {
    for (const metric of measured(set)) {
      const { object, query, conditions } = metric;
      const [first] = conditions;
      const how = idles(metric);
      if (query.error || !first || how === undefined || conditions.some(({ condition }) => condition.asksNaN)) continue;
      yield {
        object,
        path: first.path,
        message:
          how === 'ratio'
            ? 'an idle service gives NaN here, and fails'
            : 'an idle service gives NaN here, and fails: `or vector(…)` stands in for series that are missing, not for those that are 0',
        fix: 'say what that means with `isNaN(…)`, or give the query a least number of requests',
      };
    }
  },
};

export const uselessGuard: Rule = {
  code: 'analysis/useless-guard',
  why: 'Prometheus gives a list or a number, never nil: `isNil` is always false and `default` never steps in, whatever they are given.',
  link: `${LINK}#handling-metric-results`,
  *check(set) {
    for (const { object, conditions, query } of measured(set))
      for (const { path, condition } of conditions)
        if (condition.asksNil)
          yield {
            object,
            path,
            message: '`isNil` and `default` see no missing value of Prometheus',
            fix: query.type === 'scalar' ? 'ask `isNaN(result)`' : 'ask `len(result) == 0`, and `isNaN(result[0])`',
          };
  },
};

export const shortRange: Rule = {
  code: 'analysis/short-range',
  why: 'A rate needs two scrapes in its range; Prometheus scrapes every minute unless it is told otherwise.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#rate',
  *check(set) {
    for (const { object, queryPath: path, name, query } of measured(set)) {
      const shortest = Math.min(...query.ranges);
      if (shortest < MINUTE)
        yield {
          object,
          path,
          message: `a range of ${shortest / 1000} s in the query of ${name} is shorter than two scrapes`,
          fix: 'take 2m or more, or four times the scrape interval',
        };
    }
  },
};
