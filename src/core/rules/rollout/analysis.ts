import type { JsonMap, Path } from '../../json.js';
import { isMap } from '../../json.js';
import { didYouMean, suggest } from '../../suggest.js';
import { countOf, LINK, metricsOf } from '../analysis/metrics.js';
import type { Rule } from '../rule.js';
import { itemsAt, mapAt, type ObjectSet, textAt } from '../set.js';
import { BLUE_GREEN, CANARY, type RolloutParts, rollouts } from './parts.js';

/** A place where a Rollout runs analysis templates. Only what runs beside the steps may run without end. */
interface Use {
  readonly rollout: RolloutParts;
  readonly path: Path;
  readonly data: JsonMap;
  readonly inBackground: boolean;
}

function usesOf(rollout: RolloutParts): readonly Use[] {
  const { canary, blueGreen, steps } = rollout;
  const use = (data: unknown, path: Path, inBackground: boolean): readonly Use[] =>
    isMap(data) ? [{ rollout, path, data, inBackground }] : [];
  return [
    ...use(canary?.['analysis'], [...CANARY, 'analysis'], true),
    ...steps.flatMap(({ path, step }) => use(step['analysis'], [...path, 'analysis'], false)),
    ...['prePromotionAnalysis', 'postPromotionAnalysis'].flatMap((key) => use(blueGreen?.[key], [...BLUE_GREEN, key], false)),
  ];
}

const uses = (set: ObjectSet) => rollouts(set).flatMap(usesOf);

/** The templates that a use names, each with its object if it is rendered here. */
const templatesOf = ({ rollout, path, data }: Use, set: ObjectSet) =>
  itemsAt(data, 'templates').map(([at, item]) => {
    const name = textAt(item, 'templateName') ?? '';
    const kind = isMap(item) && item['clusterScope'] === true ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
    const object =
      kind === 'AnalysisTemplate' ? set.find(kind, name, rollout.object) : set.of(kind).find(({ ref }) => ref.name === name);
    return { path: [...path, ...at, 'templateName'], name, kind, object };
  });

export const missingTemplate: Rule = {
  code: 'rollout/analysis-template',
  why: 'A Rollout that names an AnalysisTemplate which does not exist is stopped with InvalidSpec.',
  link: LINK,
  *check(set) {
    for (const use of uses(set)) {
      const templates = templatesOf(use, set);
      const { object } = use.rollout;
      if (templates.length === 0)
        yield { object, path: use.path, message: 'the analysis names no template', fix: 'add it under `templates:`' };
      for (const { path, name, kind, object: found } of templates) {
        if (found || name === '') continue;
        const near = suggest(
          name,
          set.of(kind).map(({ ref }) => ref.name),
        );
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

export const analysisWiring: Rule = {
  code: 'rollout/analysis-arguments',
  why: 'An argument without a value stops the Rollout with InvalidSpec; one that no template declares is lost.',
  link: `${LINK}#analysis-template-arguments`,
  *check(set) {
    for (const use of uses(set)) {
      const { object } = use.rollout;
      const templates = templatesOf(use, set);
      if (templates.length === 0 || templates.some(({ object: found }) => found === undefined)) continue;
      const declared = templates.flatMap(({ object: found, path }) =>
        itemsAt(found?.data, 'spec', 'args').map(([, arg]) => ({ arg, name: textAt(arg, 'name') ?? '', path })),
      );
      const given = itemsAt(use.data, 'args').map(([path, arg]) => ({
        path: [...use.path, ...path, 'name'],
        name: textAt(arg, 'name') ?? '',
      }));
      for (const { arg, name, path } of declared) {
        const own = isMap(arg) && (arg['value'] !== undefined || arg['valueFrom'] !== undefined);
        if (!own && !given.some((item) => item.name === name))
          yield {
            object,
            path,
            message: `the template wants the argument \`${name}\`, which is not given`,
            fix: `add it under \`args:\``,
          };
      }
      for (const { path, name } of given)
        if (!declared.some((item) => item.name === name))
          yield {
            object,
            path,
            severity: 'warning',
            message: `no template declares the argument \`${name}\``,
            fix:
              didYouMean(
                name,
                declared.map((item) => item.name),
              ) ?? 'leave it out',
          };
    }
  },
};

const FIELDS = /^metadata\.(annotations|labels|name|namespace|uid)\b|^(?!metadata\.)/;

export const argumentField: Rule = {
  code: 'rollout/field-ref',
  why: 'An argument is taken from a few fields of the metadata, or from elsewhere in the Rollout.',
  link: `${LINK}#analysis-template-arguments`,
  *check(set) {
    for (const use of uses(set))
      for (const [path, arg] of itemsAt(use.data, 'args')) {
        const field = textAt(arg, 'valueFrom', 'fieldRef', 'fieldPath');
        if (field === undefined || FIELDS.test(field)) continue;
        yield {
          object: use.rollout.object,
          path: [...use.path, ...path, 'valueFrom', 'fieldRef', 'fieldPath'],
          message: `\`${field}\` cannot be taken`,
          fix: 'take metadata.annotations, .labels, .name, .namespace or .uid',
        };
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
              object: use.rollout.object,
              path,
              message: `the metric ${metric.name} of ${name} measures without end`,
              fix: 'give it a `count`, or run it in the background',
            };
        }
    }
  },
};

export const metricSelectors: Rule = {
  code: 'rollout/metric-names',
  why: 'A rule for metrics that do not exist is refused.',
  link: `${LINK}#dry-run-mode`,
  *check(set) {
    for (const use of uses(set)) {
      const templates = templatesOf(use, set);
      if (templates.some(({ object }) => object === undefined)) continue;
      const names = templates.flatMap(({ object }) => (object ? metricsOf(object).map(({ name }) => name) : []));
      const twice = names.find((name, i) => names.indexOf(name) !== i);
      if (twice !== undefined && templates.length > 1)
        yield {
          object: use.rollout.object,
          path: [...use.path, 'templates'],
          message: `two of the templates have a metric \`${twice}\``,
          fix: 'give one of them another name',
        };
      for (const key of ['dryRun', 'measurementRetention'])
        for (const [path, rule] of itemsAt(mapAt({ use: use.data }, 'use'), key)) {
          const pattern = textAt(rule, 'metricName') ?? '';
          const regex = (() => {
            try {
              return new RegExp(`^(?:${pattern === '*' ? '.*' : pattern})$`);
            } catch {
              return undefined;
            }
          })();
          if (names.some((name) => regex?.test(name))) continue;
          yield {
            object: use.rollout.object,
            path: [...use.path, ...path, 'metricName'],
            message: `no metric is named \`${pattern}\``,
            fix: didYouMean(pattern, names) ?? 'name one of the metrics',
          };
        }
    }
  },
};

export const previewedService: Rule = {
  code: 'rollout/tests-active',
  why: 'Before promotion the new version stands behind the preview Service: what asks the active one tests the old version, and always passes.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/#prepromotionanalysis',
  *check(set) {
    for (const use of uses(set)) {
      if (use.path.at(-1) !== 'prePromotionAnalysis') continue;
      const active = textAt(use.rollout.blueGreen, 'activeService') ?? '';
      for (const { object: template } of templatesOf(use, set))
        for (const metric of template ? metricsOf(template) : []) {
          const job = JSON.stringify(mapAt(metric.data, 'provider')['job'] ?? mapAt(metric.data, 'provider')['web'] ?? '');
          const asked = [...job.matchAll(/https?:\/\/([a-z0-9-]+)/g)].map(([, host]) => host);
          if (template && active !== '' && asked.includes(active))
            yield {
              object: template,
              path: [...metric.path, 'provider'],
              message: `the metric ${metric.name} asks ${active}, the active Service, before promotion`,
              fix: 'ask the preview Service',
            };
        }
    }
  },
};
