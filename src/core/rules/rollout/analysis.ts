import { suggest } from '../../findings/suggest.js';
import { countOf, LINK, metricsOf } from '../analysis/metrics.js';
import type { Rule } from '../rule.js';
import { textAt } from '../set.js';
import { templatesOf, uses } from './uses.js';

export const missingTemplate: Rule = {
  code: 'rollout/analysis-template',
  why: 'A Rollout that names an AnalysisTemplate which does not exist is stopped with InvalidSpec.',
  link: LINK,
  *check(set) {
    for (const use of uses(set)) {
      const templates = templatesOf(use, set);
      const { object } = use;
      if (templates.length === 0)
        yield { object, path: use.path, message: 'the analysis names no template', fix: 'add it under `templates:`' };
      for (const { path, name, kind, object: found } of templates) {
        if (found || name === '') continue;
        const near = suggest(name, set.names(kind));
        // Without a name that is near, it is made elsewhere; templates of the cluster are as a rule.
        const severity = kind === 'AnalysisTemplate' ? 'warning' : 'note';
        yield {
          object,
          path,
          ...(near === undefined ? { severity } : {}),
          message: `there is no ${kind} \`${name}\` here`,
          fix: near === undefined ? 'make sure that it is there before the Rollout' : `did you mean \`${near}\`?`,
        };
      }
    }
  },
};

export const endlessMetric: Rule = {
  code: 'rollout/endless-analysis',
  why: 'A step waits for its analysis: one that measures without end never lets it go on.',
  link: `${LINK}#background-analysis`,
  *check(set) {
    for (const use of uses(set)) {
      if (use.inBackground) continue;
      for (const { object: template, path, name } of templatesOf(use, set))
        for (const metric of template ? metricsOf(template) : []) {
          const endless =
            metric.data['interval'] !== undefined &&
            metric.data['count'] === undefined &&
            (countOf(metric.data['consecutiveSuccessLimit']) ?? 0) === 0;
          if (endless)
            yield {
              object: use.object,
              path,
              message: `the metric ${metric.name} of ${name} measures without end`,
              fix: 'give it a `count`, or run it in the background',
            };
        }
    }
  },
};

export const inconclusive: Rule = {
  code: 'rollout/inconclusive',
  why: 'An inconclusive background analysis pauses the Rollout; while a person looks, the analysis begins anew and pauses it again.',
  link: `${LINK}#inconclusive-runs`,
  *check(set) {
    for (const use of uses(set)) {
      if (!use.inBackground || !use.rollout) continue;
      for (const { object, path } of templatesOf(use, set))
        for (const { name, data } of object ? metricsOf(object) : []) {
          const [success, failure] = [textAt(data, 'successCondition'), textAt(data, 'failureCondition')];
          if (!success || !failure || failure.replaceAll(' ', '') === `!(${success.replaceAll(' ', '')})`) continue;
          yield {
            object: use.object,
            path,
            message: `the metric ${name} is neither success nor failure where its two conditions leave room`,
            fix: 'keep one of the conditions, or run the analysis as a step',
          };
        }
    }
  },
};
