import { at } from '../../base/json.js';
import { share } from '../quantity.js';
import type { Rule } from '../rule.js';
import { mapAt, textAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy';
/** Kubernetes' and Argo Rollouts' defaults alike. */
const DEFAULT = '25%';

export const updateStrategy: Rule = {
  code: 'workload/update-strategy',
  why: 'A rolling update needs leave to add a pod or to take one away.',
  link: LINK,
  *check({ of }) {
    for (const object of of('Deployment')) {
      const strategy = mapAt(object.data, 'spec', 'strategy');
      const rolling = mapAt(strategy, 'rollingUpdate');
      if (textAt(strategy, 'type') === 'Recreate' && strategy['rollingUpdate'] !== undefined)
        yield {
          object,
          path: ['spec', 'strategy', 'rollingUpdate'],
          message: '`rollingUpdate` has no place beside `type: Recreate`',
          fix: 'leave one of them out',
        };
      else if (
        share(rolling['maxSurge'] ?? DEFAULT, 100, 'up') === 0 &&
        share(rolling['maxUnavailable'] ?? DEFAULT, 100, 'down') === 0
      )
        yield {
          object,
          path: ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
          message: '`maxSurge` and `maxUnavailable` are both 0: no pod may be added, none taken away',
          fix: 'let one of them be more than 0',
        };
    }
  },
};

export const progressDeadline: Rule = {
  code: 'workload/progress-deadline',
  why: 'A deadline that ends before a pod counts as ready makes every release fail.',
  link: LINK,
  *check({ of }) {
    for (const object of of('Deployment', 'Rollout')) {
      const deadline = at(object.data, ['spec', 'progressDeadlineSeconds']) ?? 600;
      const ready = at(object.data, ['spec', 'minReadySeconds']) ?? 0;
      if (typeof deadline === 'number' && typeof ready === 'number' && deadline <= ready && ready > 0)
        yield {
          object,
          path: ['spec', 'minReadySeconds'],
          message: `\`progressDeadlineSeconds\` (${deadline}) must be more than \`minReadySeconds\` (${ready})`,
          fix: 'raise the deadline',
        };
    }
  },
};

const CRON = /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|@every \S+|(\S+\s+){4}\S+)$/;
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const NAMES = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)$/i;

/** One field of a schedule: lists, ranges and steps of numbers or names. */
function fits(field: string, [low, high]: readonly [number, number]): boolean {
  const number = (text: string) => NAMES.test(text) || (/^\d+$/.test(text) && Number(text) >= low && Number(text) <= high);
  return field.split(',').every((part) => {
    const [range = '', step, ...more] = part.split('/');
    const ends = range.split('-');
    return (
      more.length === 0 &&
      (step === undefined || /^[1-9]\d*$/.test(step)) &&
      (/^[*?]$/.test(range) || (ends.length <= 2 && ends.every(number)))
    );
  });
}

export const cronSchedule: Rule = {
  code: 'workload/schedule',
  why: 'A CronJob whose schedule cannot be read is refused.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
  *check({ of }) {
    for (const object of of('CronJob')) {
      const schedule = textAt(object.data, 'spec', 'schedule');
      if (schedule === undefined) continue;
      const fields = schedule.trim().split(/\s+/);
      const good =
        CRON.test(schedule.trim()) && (schedule.startsWith('@') || fields.every((field, i) => fits(field, RANGES[i] ?? [0, 0])));
      if (good) continue;
      const fix = /TZ=/.test(schedule)
        ? 'write the zone into `timeZone:`'
        : 'write minute, hour, day, month and day of the week: `0 3 * * *`';
      yield { object, path: ['spec', 'schedule'], message: `${JSON.stringify(schedule)} is not a schedule`, fix };
    }
  },
};
