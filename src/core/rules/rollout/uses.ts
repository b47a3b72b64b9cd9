import type { JsonMap, Path } from '../../base/json.js';
import { isMap } from '../../base/json.js';
import { remembered } from '../../base/memo.js';
import type { RenderedObject } from '../../objects/types.js';
import { type Metric, metricsOf } from '../analysis/metrics.js';
import { itemsAt, type ObjectSet, textAt } from '../set.js';
import { BLUE_GREEN, CANARY, type RolloutParts, rollouts } from './parts.js';

/** A place where a Rollout, or an Experiment, runs analysis templates. */
export interface Use {
  readonly object: RenderedObject;
  /** Undefined for an Experiment of its own. */
  readonly rollout?: RolloutParts;
  readonly path: Path;
  readonly data: JsonMap;
  /** What runs beside the steps; only that may run without end. */
  readonly inBackground: boolean;
  /** The step at which it starts; undefined with blue-green. */
  readonly step?: number;
}

/** The names of templates of a use; an experiment gives each its own. */
const namedIn = ({ data }: Use): readonly (readonly [Path, unknown])[] =>
  textAt(data, 'templateName') === undefined ? itemsAt(data, 'templates') : [[[], data]];

function usesOf(rollout: RolloutParts): readonly Use[] {
  const { object, canary, blueGreen, steps } = rollout;
  const use = (data: unknown, path: Path, rest: Omit<Use, 'object' | 'rollout' | 'path' | 'data'>): readonly Use[] =>
    isMap(data) ? [{ object, rollout, path, data, ...rest }] : [];
  const background = canary?.['analysis'];
  const start = isMap(background) ? Number(background['startingStep'] ?? 0) : 0;
  return [
    ...use(background, [...CANARY, 'analysis'], { inBackground: true, step: start }),
    ...steps.flatMap(({ path, step }, i) => [
      ...use(step['analysis'], [...path, 'analysis'], { inBackground: false, step: i }),
      // An experiment ends by its duration or by its analyses, whichever is set.
      ...itemsAt(step, 'experiment', 'analyses').flatMap(([at, one]) =>
        use(one, [...path, ...at], { inBackground: true, step: i }),
      ),
    ]),
    ...['prePromotionAnalysis', 'postPromotionAnalysis'].flatMap((key) =>
      use(blueGreen?.[key], [...BLUE_GREEN, key], { inBackground: false }),
    ),
  ];
}

export const uses = remembered((set: ObjectSet): readonly Use[] => [
  ...rollouts(set).flatMap(usesOf),
  ...set
    .of('Experiment')
    .flatMap((object) =>
      itemsAt(object.data, 'spec', 'analyses').flatMap(([path, data]) =>
        isMap(data) ? [{ object, path, data, inBackground: true }] : [],
      ),
    ),
]);

/** A template that a use names, itself or through another template. */
export interface UsedTemplate {
  /** Of the name in the use that brings the template in. */
  readonly path: Path;
  readonly name: string;
  readonly kind: 'AnalysisTemplate' | 'ClusterAnalysisTemplate';
  /** Undefined if it is not rendered here. */
  readonly object: RenderedObject | undefined;
}

/** Objects of the cluster may be written with any namespace. */
const clusterTemplates = remembered(
  ({ of }: ObjectSet) =>
    new Map(
      of('ClusterAnalysisTemplate')
        .toReversed()
        .map((object) => [object.ref.name, object]),
    ),
);

const referred = (item: unknown, beside: RenderedObject, set: ObjectSet): Omit<UsedTemplate, 'path'> => {
  const reference = isMap(item) ? item : {};
  const name = textAt(reference, 'templateName') ?? '';
  if (reference['clusterScope'] !== true)
    return { name, kind: 'AnalysisTemplate', object: set.find('AnalysisTemplate', name, beside) };
  const kind = 'ClusterAnalysisTemplate';
  return { name, kind, object: clusterTemplates(set).get(name) };
};

/** Who names more templates has made no mistake that can be told: thousands of uses of thousands of templates are not gone through. */
const MOST = 200;

/** Every template of a use, those of which a template is composed (`spec.templates`) after it. */
export function templatesOf(use: Use, set: ObjectSet): readonly UsedTemplate[] {
  const found: UsedTemplate[] = [];
  const seen = new Set<RenderedObject>();
  const add = (template: UsedTemplate) => {
    if (found.length >= MOST || (template.object && seen.has(template.object))) return;
    if (template.object) seen.add(template.object);
    found.push(template);
    for (const [, item] of itemsAt(template.object?.data, 'spec', 'templates'))
      add({ path: template.path, ...referred(item, use.object, set) });
  };
  for (const [at, item] of namedIn(use)) add({ path: [...use.path, ...at, 'templateName'], ...referred(item, use.object, set) });
  return found;
}

export const metricsUsed = (use: Use, set: ObjectSet): readonly Metric[] =>
  templatesOf(use, set).flatMap(({ object }) => (object ? metricsOf(object) : []));
