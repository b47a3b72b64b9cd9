import { goDuration } from '../../base/time.js';
import type { Rule } from '../rule.js';
import { listAt, mapAt, textAt } from '../set.js';
import { countOf, LINK, metrics, metricsOf, TEMPLATES } from './metrics.js';

export const analysisMetrics: Rule = {
  code: 'analysis/metrics',
  why: 'An analysis measures something, and tells its metrics apart by their names.',
  link: LINK,
  *check({ of }) {
    for (const object of of(...TEMPLATES)) {
      const seen = new Set<string>();
      if (listAt(object.data, 'spec', 'metrics').length === 0 && listAt(object.data, 'spec', 'templates').length === 0)
        yield { object, path: ['spec', 'metrics'], message: 'the analysis has no metrics', fix: 'add one' };
      for (const { path, name } of metricsOf(object)) {
        if (seen.has(name))
          yield {
            object,
            path: [...path, 'name'],
            message: `two metrics are named \`${name}\``,
            fix: 'give one of them another name',
          };
        seen.add(name);
      }
    }
  },
};

export const analysisProvider: Rule = {
  code: 'analysis/provider',
  why: 'A metric comes from exactly one provider.',
  link: LINK,
  *check(set) {
    for (const { object, path, name, data } of metrics(set)) {
      const provider = mapAt(data, 'provider');
      // Of plugins, too, there is one.
      const providers = Object.keys(provider).flatMap((key) => (key === 'plugin' ? Object.keys(mapAt(provider, key)) : [key]));
      if (data['provider'] === undefined || providers.length === 1) continue;
      yield {
        object,
        path: [...path, 'provider'],
        message:
          providers.length === 0
            ? `the metric ${name} has no provider`
            : `the metric ${name} has ${providers.length} providers: ${providers.join(', ')}`,
        fix: 'name one',
      };
    }
  },
};

const LIMITS = ['failureLimit', 'inconclusiveLimit', 'consecutiveErrorLimit', 'consecutiveSuccessLimit'];

export const analysisLimits: Rule = {
  code: 'analysis/limits',
  why: 'A limit that the number of measurements cannot reach decides nothing, and the controller refuses it.',
  link: `${LINK}#failure-conditions-and-failure-limit`,
  *check(set) {
    for (const { object, path, data, name } of metrics(set)) {
      for (const key of LIMITS) {
        const limit = countOf(data[key]);
        const least = key === 'failureLimit' ? -1 : 0;
        const text = textAt(data, key);
        if (limit === undefined && text !== undefined && !text.includes('{{'))
          yield {
            object,
            path: [...path, key],
            message: `${JSON.stringify(text)} is not a number`,
            fix: 'write a whole number',
          };
        if (limit !== undefined && limit < least)
          yield { object, path: [...path, key], message: `\`${key}\` is ${limit}`, fix: `write ${least} or more` };
      }
      const [count, failures, successes, unclear] = ['count', 'failureLimit', 'consecutiveSuccessLimit', 'inconclusiveLimit'].map(
        (key) => countOf(data[key]),
      );
      if (failures === -1 && (data['consecutiveSuccessLimit'] === undefined || successes === 0))
        yield {
          object,
          path: [...path, 'failureLimit'],
          message: `neither failures nor successes end the metric ${name}`,
          fix: 'set one of the limits',
        };
      if (count === undefined || count === 0) continue;
      if (Math.max(failures ?? 0, 0) + (successes ?? 0) > count)
        yield {
          object,
          path: [...path, 'count'],
          message: `${count} measurements cannot reach \`failureLimit\` (${failures ?? 0})${successes ? ` and \`consecutiveSuccessLimit\` (${successes})` : ''}`,
          fix: 'raise `count`, or lower the limit',
        };
      if ((unclear ?? 0) > count)
        yield {
          object,
          path: [...path, 'inconclusiveLimit'],
          message: `${count} measurements cannot reach \`inconclusiveLimit\` (${unclear})`,
          fix: 'lower it',
        };
    }
  },
};

export const analysisInterval: Rule = {
  code: 'analysis/interval',
  why: 'Measurements that repeat need a time between them, in Go’s form.',
  link: LINK,
  *check(set) {
    for (const { object, path, data, name } of metrics(set)) {
      for (const key of ['interval', 'initialDelay']) {
        const text = textAt(data, key);
        if (text === undefined || text.includes('{{')) continue;
        const length = goDuration(text);
        if (length === undefined || length < 0)
          yield {
            object,
            path: [...path, key],
            message: `${JSON.stringify(text)} is not a duration`,
            fix: 'write such as `30s`, `5m`, `1h30m`',
          };
      }
      if ((countOf(data['count']) ?? 1) > 1 && data['interval'] === undefined)
        yield {
          object,
          path: [...path, 'count'],
          message: `the metric ${name} measures ${String(data['count'])} times, at no interval`,
          fix: 'add `interval:`',
        };
    }
  },
};
