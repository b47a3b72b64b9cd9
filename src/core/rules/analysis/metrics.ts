import type { Json, JsonMap, Path } from '../../base/json.js';
import { isMap } from '../../base/json.js';
import { remembered } from '../../base/memo.js';
import type { RenderedObject } from '../../objects/types.js';
import { itemsAt, type ObjectSet, textAt } from '../set.js';

export const TEMPLATES = ['AnalysisTemplate', 'ClusterAnalysisTemplate'];
export const LINK = 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/';

export interface Metric {
  readonly object: RenderedObject;
  readonly path: Path;
  readonly name: string;
  readonly data: JsonMap;
}

export const metricsOf = (object: RenderedObject): readonly Metric[] =>
  itemsAt(object.data, 'spec', 'metrics').map(([path, metric]) => ({
    object,
    path,
    name: textAt(metric, 'name') ?? '',
    data: isMap(metric) ? metric : {},
  }));

export const metrics = remembered(({ of }: ObjectSet): readonly Metric[] => of(...TEMPLATES).flatMap(metricsOf));

/** A number that may be written as a text with an argument in it, which is known only when it runs. */
export const countOf = (value: Json | undefined): number | undefined => {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : undefined;
  return number;
};

/** The names of the arguments that a text takes: `{{args.name}}`, with spaces or without (github.com/valyala/fasttemplate). */
export const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, inner = '']) => inner.trim());
