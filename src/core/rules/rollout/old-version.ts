import { isMap, type Json } from '../../base/json.js';
import { measuredOf } from '../analysis/measured.js';
import { LINK, type Metric, metricsOf } from '../analysis/metrics.js';
import type { Rule } from '../rule.js';
import { mapAt, type ObjectSet, textAt } from '../set.js';
import { delayOf, timeBefore } from './timing.js';
import { metricsUsed, templatesOf, type Use, uses } from './uses.js';
import { declaredFor, givenBy } from './wiring.js';

/** Texts with the arguments of a use filled in as far as their values are written; the others stay as they are. */
function filler(use: Use, set: ObjectSet): (text: string) => string {
  const values = new Map<string, string>();
  for (const { name, data } of [...declaredFor(use, set), ...givenBy(use)]) {
    const value = textAt(data, 'value');
    if (value !== undefined) values.set(name, value);
  }
  return (text) => text.replace(/\{\{\s*args\.([^{}]+)\}\}/g, (all, name: string) => values.get(name.trimEnd()) ?? all);
}

/** What a metric asks for over HTTP, or by the name of a Service in a query. */
function servicesAsked({ data }: Metric, fill: (text: string) => string): readonly string[] {
  const provider = mapAt(data, 'provider');
  const text = fill(JSON.stringify([provider['job'] ?? '', provider['web'] ?? '']));
  const query = fill(textAt(mapAt(provider, 'prometheus'), 'query') ?? '');
  return [
    ...[...text.matchAll(/https?:\/\/([a-z0-9-]+)/g)].map(([, host = '']) => host),
    ...[...query.matchAll(/\b(\w+)\s*=~?\s*"([^"]*)"/g)].flatMap(([, label = '', name = '']) =>
      label.includes('service') ? [name] : [],
    ),
  ];
}

export const previewedService: Rule = {
  code: 'rollout/tests-active',
  why: 'Before promotion the new version stands behind the preview Service: what asks the active one tests the old version, and always passes.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/#prepromotionanalysis',
  *check(set) {
    for (const use of uses(set)) {
      if (use.path.at(-1) !== 'prePromotionAnalysis') continue;
      const active = textAt(use.rollout?.blueGreen, 'activeService') ?? '';
      for (const { object } of templatesOf(use, set))
        for (const metric of object ? metricsOf(object) : [])
          if (active !== '' && servicesAsked(metric, filler(use, set)).includes(active))
            yield {
              object: metric.object,
              path: [...metric.path, 'provider'],
              message: `the metric ${metric.name} asks ${active}, the active Service, before promotion`,
              fix: 'ask the preview Service',
            };
    }
  },
};

const ofNewPods = (data: Json): boolean => isMap(data) && mapAt(data, 'valueFrom')['podTemplateHashValue'] === 'Latest';

/** The queries of a canary's analysis that count the pods of both versions, as far as their texts show it. */
function* ofBoth(use: Use, set: ObjectSet) {
  const canary = use.rollout?.canary;
  if (!canary) return;
  const fill = filler(use, set);
  const scoped = givenBy(use).filter(({ data }) => ofNewPods(data) || mapAt(data, 'valueFrom')['fieldRef'] !== undefined);
  const words = [textAt(canary, 'canaryService'), textAt(canary, 'pingPong', 'pingService')].flatMap((name) => name || []);
  for (const measured of metricsUsed(use, set).flatMap(measuredOf)) {
    const text = fill(measured.text);
    const tells =
      /canary|preview|hash|revision|version/i.test(text) ||
      words.some((word) => text.includes(word)) ||
      scoped.some(({ name }) => text.includes(`args.${name}`));
    if (!tells && measured.query.error === undefined) yield measured;
  }
}

export const measuresBoth: Rule = {
  code: 'rollout/measures-both',
  why: 'At a weight of 20 the errors of the new version are a fifth of all: a measure of both versions sees them five times smaller.',
  link: `${LINK}#background-analysis`,
  *check(set) {
    for (const use of uses(set)) {
      const names = [...ofBoth(use, set)].map(({ name }) => name);
      if (names.length > 0)
        yield {
          object: use.object,
          path: use.path,
          message: `${names.join(', ')} ${names.length === 1 ? 'measures' : 'measure'} the old and the new version together`,
          fix: 'choose the new pods: by the canary Service, or by an argument with `podTemplateHashValue: Latest`',
        };
    }
  },
};

export const looksBack: Rule = {
  code: 'rollout/looks-back',
  why: 'A range that is longer than the new version has run is about the old one: the first measurements say nothing.',
  link: `${LINK}#delay-analysis-runs`,
  *check(set) {
    for (const use of uses(set)) {
      const run = use.rollout && use.step !== undefined ? timeBefore(use.rollout, use.step) : 0;
      const early = [...ofBoth(use, set)].filter(({ data, query }) => Math.max(0, ...query.ranges) > run + delayOf(data));
      const [first] = early;
      if (first)
        yield {
          object: use.object,
          path: use.path,
          message: `${early.map(({ name }) => name).join(', ')}: the first range begins before the new version runs`,
          fix: 'measure later (`startingStep`, `initialDelay`), or over a shorter range',
        };
    }
  },
};
