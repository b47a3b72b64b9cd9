import type { Json, Path } from '../../base/json.js';
import { pointer } from '../../base/json.js';
import { didYouMean } from '../../findings/suggest.js';
import type { RenderedObject } from '../../objects/types.js';
import { linearRegex } from '../../regex/linear.js';
import { LINK } from '../analysis/metrics.js';
import type { Rule } from '../rule.js';
import { itemsAt, textAt } from '../set.js';
import { metricsUsed, templatesOf, uses } from './uses.js';

/** Whether a rule for metrics, a regular expression, chooses one of them; as in Go it need not match the whole name. */
function choosesOne(pattern: string, names: readonly string[]): boolean {
  const regex = linearRegex(pattern);
  return typeof regex !== 'string' && names.some(regex.test);
}

interface Named {
  readonly object: RenderedObject;
  readonly path: Path;
  readonly pattern: string;
}

const rulesIn = (object: RenderedObject, data: Json | undefined, place: Path, key: string): readonly Named[] =>
  itemsAt(data, key).map(([at, rule]) => ({
    object,
    path: [...place, ...at, 'metricName'],
    pattern: textAt(rule, 'metricName') ?? '',
  }));

/** Source: GetDryRunMetrics and mergeDryRunMetrics of utils/analysis/helpers.go, Argo Rollouts. */
export const metricSelectors: Rule = {
  code: 'rollout/metric-names',
  why: 'A rule for metrics that do not exist is refused, and so are two of one name, and two metrics of one name.',
  link: `${LINK}#dry-run-mode`,
  *check(set) {
    const said = new Set<string>();
    for (const use of uses(set)) {
      const templates = templatesOf(use, set);
      if (templates.some(({ object }) => object === undefined)) continue;
      const names = metricsUsed(use, set).map(({ name }) => name);
      const twice = names.find((name, i) => names.indexOf(name) !== i);
      if (twice !== undefined && templates.length > 1)
        yield {
          object: use.object,
          path: [...use.path, 'templates'],
          message: `two of the templates have a metric \`${twice}\``,
          fix: 'give one of them another name',
        };
      for (const key of ['dryRun', 'measurementRetention']) {
        const rules = [
          ...templates.flatMap(({ object }) => (object ? rulesIn(object, object.data['spec'], ['spec'], key) : [])),
          ...rulesIn(use.object, use.data, use.path, key),
        ];
        for (const [i, { object, path, pattern }] of rules.entries()) {
          const place = `${object.ref.kind}/${object.ref.name}${pointer(path)}`;
          if (said.has(place)) continue;
          said.add(place);
          if (!choosesOne(pattern, names))
            yield {
              object,
              path,
              message: `no metric is named \`${pattern}\``,
              fix: pattern === '*' ? 'write `.*` for all of them' : (didYouMean(pattern, names) ?? 'name one of the metrics'),
            };
          if (rules.slice(0, i).some((other) => other.pattern === pattern))
            yield { object, path, message: `two rules of \`${key}\` are for \`${pattern}\``, fix: 'keep one of them' };
        }
      }
    }
  },
};
