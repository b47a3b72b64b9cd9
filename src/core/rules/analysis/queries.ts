import type { Path } from '../../json.js';
import { type Condition, readCondition } from '../../query/condition.js';
import { type Query, readQuery } from '../../query/promql.js';
import { didYouMean } from '../../suggest.js';
import type { Rule } from '../rule.js';
import { mapAt, type ObjectSet, textAt } from '../set.js';
import { LINK, type Metric, metrics } from './metrics.js';

const CONDITIONS = ['successCondition', 'failureCondition'] as const;
const MINUTE = 60_000;

/** A query as it will run, with something of the right form in place of what arguments bring. */
const filled = (query: string) =>
  query.replace(/([\w:]?)\{\{[^{}]*\}\}(?=([\w:]?))/g, (_, before: string, after: string, offset: number) => {
    const inRange = /[[:]\s*$/.test(query.slice(0, offset)) || /[[:]/.test(before) || /\boffset\s*$/.test(query.slice(0, offset));
    return `${before}${inRange ? '5m' : /\w/.test(before + after) ? 'x' : '1'}`;
  });

interface Measured extends Metric {
  readonly queryPath: Path;
  readonly query: Query;
  readonly text: string;
  readonly conditions: readonly { readonly path: Path; readonly text: string; readonly condition: Condition }[];
}

const conditionsOf = ({ path, data }: Metric) =>
  CONDITIONS.flatMap((key) => {
    const text = textAt(data, key);
    return text === undefined || text.includes('{{') ? [] : [{ path: [...path, key], text, condition: readCondition(text) }];
  });

/** The Prometheus metrics whose query is known. One that is an argument as a whole is not. */
const measured = (set: ObjectSet): readonly Measured[] =>
  metrics(set).flatMap((metric) => {
    const text = textAt(mapAt(metric.data, 'provider', 'prometheus'), 'query');
    if (text === undefined || /^\s*\{\{[^{}]*\}\}\s*$/.test(text)) return [];
    return [
      {
        ...metric,
        queryPath: [...metric.path, 'provider', 'prometheus', 'query'],
        text,
        query: readQuery(filled(text)),
        conditions: conditionsOf(metric),
      },
    ];
  });

export const badQuery: Rule = {
  code: 'analysis/query',
  why: 'A query that Prometheus cannot read gives an error at every measurement; five of them abort the release.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/basics/',
  *check(set) {
    for (const { object, queryPath: path, name, query } of measured(set)) {
      if (query.error)
        yield { object, path, message: `the query of ${name}: ${query.error.message}`, fix: 'try it in Prometheus' };
      else if (query.type === 'matrix' || query.type === 'string')
        yield {
          object,
          path,
          message: `the query of ${name} gives ${query.type === 'matrix' ? 'a range vector' : 'a text'}`,
          fix: 'ask for an instant vector or a number, such as `rate(…[5m])`',
        };
    }
  },
};

export const badCondition: Rule = {
  code: 'analysis/condition',
  why: 'A condition that cannot be evaluated is an error at every measurement; five of them abort the release.',
  link: 'https://expr-lang.org/docs/language-definition',
  *check(set) {
    for (const metric of metrics(set))
      for (const { path, text, condition } of conditionsOf(metric)) {
        const here = { object: metric.object, path };
        if (condition.error)
          yield {
            ...here,
            message: `${JSON.stringify(text)} is not a condition: ${condition.error.message}`,
            fix: 'a ` #` without quotes around it begins a comment in YAML',
          };
        else if (condition.beyond !== undefined)
          yield {
            ...here,
            severity: 'note',
            message: `this condition has ${condition.beyond}, which is not checked here`,
            fix: 'try it with `kubectl argo rollouts`',
          };
        else if (condition.unknown.length > 0) {
          const [name = ''] = condition.unknown;
          yield {
            ...here,
            message: `a condition knows no \`${name}\``,
            fix:
              didYouMean(name, ['result', 'len', 'isNaN', 'isInf', 'isNil', 'asFloat', 'asInt', 'default', 'all', 'any']) ?? '',
          };
        } else if (condition.isBoolean === false)
          yield {
            ...here,
            message: `${JSON.stringify(text)} gives a value, not true or false`,
            fix: 'compare it: `result[0] >= 0.95`',
          };
      }
  },
};

export const conditionType: Rule = {
  code: 'analysis/condition-type',
  why: 'A vector comes as a list, a scalar as a number: a condition that takes the one for the other is an error at every measurement.',
  link: `${LINK}#empty-array`,
  *check(set) {
    for (const { object, query, conditions, text } of measured(set))
      for (const { path, condition } of conditions) {
        if (query.type === 'vector' && condition.takes === 'scalar')
          yield {
            object,
            path,
            message: 'the query gives a vector, a list to the condition, which takes `result` for a number',
            fix: 'write `result[0]`, or `scalar(…)` around the query',
          };
        if (query.type === 'scalar' && condition.takes === 'vector')
          yield {
            object,
            path,
            message: 'the query gives a number, and the condition takes `result` for a list',
            fix: text.startsWith('scalar')
              ? 'write `result` without an index, or take `scalar(…)` off the query'
              : 'write `result` without an index',
          };
        if (condition.takes === 'both')
          yield {
            object,
            path,
            message: 'the condition takes `result` for a list and for a number',
            fix: 'write `result[0]` everywhere, or nowhere',
          };
      }
  },
};

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

export const idleResult: Rule = {
  code: 'analysis/idle',
  why: 'Without traffic a ratio is 0/0, which is NaN: no comparison with it is true, and the release is rolled back.',
  link: `${LINK}#handling-metric-results`,
  *check(set) {
    for (const { object, query, conditions, text } of measured(set)) {
      if (
        query.error ||
        conditions.length === 0 ||
        !/\)\s*\/|\]\s*\/|\w\s*\/\s*\w/.test(text) ||
        /\bor\b|clamp_min|isNaN/.test(text)
      )
        continue;
      if (conditions.some(({ condition }) => condition.asksNaN)) continue;
      yield {
        object,
        path: conditions[0]?.path ?? [],
        message: 'an idle service gives NaN here, and fails',
        fix: 'say what that means with `isNaN(…)`, or give the query a least number of requests',
      };
    }
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
