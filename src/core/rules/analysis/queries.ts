import { didYouMean } from '../../findings/suggest.js';
import type { Rule } from '../rule.js';
import { conditionsOf, measured } from './measured.js';
import { LINK, metrics } from './metrics.js';

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
