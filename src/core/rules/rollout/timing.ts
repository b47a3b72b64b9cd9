import { isMap, type JsonMap } from '../../base/json.js';
import { goDuration } from '../../base/time.js';
import { countOf, LINK } from '../analysis/metrics.js';
import type { Rule } from '../rule.js';
import { itemsAt, numberAt, textAt } from '../set.js';
import type { RolloutParts } from './parts.js';
import { metricsUsed, uses } from './uses.js';

const MINUTE = 60_000;

/** How long new pods need at least until they count, in milliseconds, by what the Rollout says of them. */
function startup({ spec }: RolloutParts): number {
  const containers = itemsAt(spec, 'template', 'spec', 'containers');
  const delays = containers.map(([, container]) => numberAt(container, 'readinessProbe', 'initialDelaySeconds') ?? 0);
  return 1000 * ((numberAt(spec, 'minReadySeconds') ?? 0) + Math.max(0, ...delays));
}

/** How long a step lasts at least, in milliseconds: a pause its duration, one without for ever; a weight as long as pods start. */
function lasts(step: JsonMap, start: number): number {
  if (step['analysis'] !== undefined || step['experiment'] !== undefined || step['plugin'] !== undefined)
    return Number.POSITIVE_INFINITY;
  if (step['setWeight'] !== undefined) return start;
  const pause = step['pause'];
  if (!isMap(pause)) return 0;
  const { duration } = pause;
  if (typeof duration === 'number') return duration * 1000;
  if (typeof duration !== 'string') return Number.POSITIVE_INFINITY;
  return /^\d+$/.test(duration) ? Number(duration) * 1000 : (goDuration(duration) ?? Number.POSITIVE_INFINITY);
}

/** The time that steps take at least, in milliseconds; from the first of them to the one before the last. */
const between = (rollout: RolloutParts, first: number, last: number): number =>
  rollout.steps.slice(first, last).reduce((total, { step }) => total + lasts(step, startup(rollout)), 0);

/** The time before a step. */
export const timeBefore = (rollout: RolloutParts, step: number): number => between(rollout, 0, step);

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

const shown = (time: number): string => (time % MINUTE === 0 ? `${time / MINUTE} min` : `${time / 1000} s`);

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
      // After the last step the other pods start.
      const left = between(rollout, step, rollout.steps.length) + startup(rollout);
      const late = metricsUsed(use, set).flatMap(({ name, data }) => {
        const failed = earliestFailure(data);
        return failed === undefined || failed <= left ? [] : [`${name} after ${shown(failed)}`];
      });
      if (late.length > 0)
        yield {
          object: use.object,
          path: use.path,
          message: `the steps are over after about ${shown(left)}; the earliest failure would come: ${late.join(', ')}`,
          fix: 'pause longer, measure more often, or lower `failureLimit`',
        };
    }
  },
};
