import { isMap, type JsonMap } from '../../json.js';
import { countOf, LINK, metricsOf } from '../analysis/metrics.js';
import { goDuration } from '../duration.js';
import type { Rule } from '../rule.js';
import { itemsAt, textAt } from '../set.js';
import type { RolloutParts } from './parts.js';
import { templatesOf, uses } from './uses.js';

/** How long a step lasts at least, in milliseconds: a pause its duration, one without for ever; what depends on pods is left out. */
function lasts(step: JsonMap): number {
  if (step['analysis'] !== undefined || step['experiment'] !== undefined || step['plugin'] !== undefined)
    return Number.POSITIVE_INFINITY;
  const pause = step['pause'];
  if (!isMap(pause)) return 0;
  const { duration } = pause;
  if (typeof duration === 'number') return duration * 1000;
  if (typeof duration !== 'string') return Number.POSITIVE_INFINITY;
  return /^\d+$/.test(duration) ? Number(duration) * 1000 : (goDuration(duration) ?? Number.POSITIVE_INFINITY);
}

const sum = (steps: RolloutParts['steps']): number => steps.reduce((total, { step }) => total + lasts(step), 0);

/** The pauses before a step, in milliseconds. */
export const pausedBefore = ({ steps }: RolloutParts, step: number): number => sum(steps.slice(0, step));

/** The time before the first measurement of a metric, in milliseconds; an argument counts as none. */
export const delayOf = (metric: JsonMap): number => goDuration(textAt(metric, 'initialDelay') ?? '') ?? 0;

/** How long the jobs of a metric run, by the variable DURATION in seconds that generators of traffic take; else nothing. */
function jobTime(metric: JsonMap): number {
  const containers = itemsAt(metric, 'provider', 'job', 'spec', 'template', 'spec', 'containers');
  const lengths = containers.flatMap(([, container]) =>
    itemsAt(container, 'env').flatMap(([, item]) =>
      /^DURATION(_SECONDS)?$/.test(textAt(item, 'name') ?? '') ? (textAt(item, 'value') ?? '') : [],
    ),
  );
  return Math.max(0, ...lengths.map((text) => (/^\d+$/.test(text) ? Number(text) * 1000 : 0)));
}

/**
 * When a metric can fail at the earliest, in milliseconds after the start of its analysis: `failureLimit` failures are still good.
 * Undefined if that is not written, or a limit is off.
 */
function earliestFailure(metric: JsonMap): number | undefined {
  const failures = metric['failureLimit'] === undefined ? 0 : countOf(metric['failureLimit']);
  const interval = metric['interval'] === undefined ? 0 : goDuration(textAt(metric, 'interval') ?? '');
  if (failures === undefined || failures < 0 || interval === undefined) return undefined;
  return delayOf(metric) + failures * interval + (failures + 1) * jobTime(metric);
}

const shown = (time: number): string => (time % 60_000 === 0 ? `${time / 60_000} min` : `${time / 1000} s`);

export const cannotDecide: Rule = {
  code: 'rollout/analysis-too-late',
  why: 'After its last step the Rollout is promoted, and its background analysis ends: what fails only then stops nothing.',
  link: `${LINK}#background-analysis`,
  *check(set) {
    for (const use of uses(set)) {
      const { rollout, step } = use;
      if (!rollout || !use.inBackground || step === undefined || use.path.includes('steps')) continue;
      // Without steps to wait for, and after the last one, other rules have their say.
      if (step >= rollout.steps.length) continue;
      const left = sum(rollout.steps.slice(step));
      for (const { object, path } of templatesOf(use, set))
        for (const { name, data } of object ? metricsOf(object) : []) {
          const failed = earliestFailure(data);
          if (failed === undefined || failed <= left) continue;
          yield {
            object: use.object,
            path,
            message: `the metric ${name} can fail after ${shown(failed)}, and the pauses of the steps are over after ${shown(left)}`,
            fix: 'pause longer, measure more often, or lower `failureLimit`',
          };
        }
    }
  },
};
