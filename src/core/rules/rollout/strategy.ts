import { share } from '../quantity.js';
import type { Rule } from '../rule.js';
import { mapAt, numberAt } from '../set.js';
import { BLUE_GREEN, CANARY, rollouts } from './parts.js';

const LINK = 'https://argo-rollouts.readthedocs.io/en/stable/features/specification/';

export const strategy: Rule = {
  code: 'rollout/strategy',
  why: 'A Rollout has one strategy; without one the controller refuses it, whatever the schema says.',
  link: LINK,
  *check(set) {
    for (const { object, canary, blueGreen } of rollouts(set)) {
      const path = ['spec', 'strategy'];
      if (canary && blueGreen)
        yield { object, path, message: 'the Rollout has both `canary` and `blueGreen`', fix: 'keep one of them' };
      if (!canary && !blueGreen)
        yield { object, path, message: 'the Rollout has no strategy', fix: 'add `canary:` or `blueGreen:`' };
    }
  },
};

export const surgeAndUnavailable: Rule = {
  code: 'rollout/max-surge-and-unavailable-zero',
  why: 'The controller needs leave to add a pod or to take one away, as a number or a percentage; it takes anything else for 0.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/canary/#other-configurable-features',
  *check(set) {
    for (const { object, canary } of rollouts(set)) {
      if (!canary) continue;
      for (const key of ['maxSurge', 'maxUnavailable'])
        if (canary[key] !== undefined && share(canary[key], 100, 'up') === undefined)
          yield {
            object,
            path: [...CANARY, key],
            message: `${JSON.stringify(canary[key])} is neither a number nor a percentage`,
            fix: 'write such as `1` or `25%`',
          };
      const surge = share(canary['maxSurge'] ?? '25%', 100, 'up');
      const unavailable = share(canary['maxUnavailable'] ?? '25%', 100, 'down');
      if (surge === 0 && unavailable === 0)
        yield {
          object,
          path: [...CANARY, 'maxUnavailable'],
          message: '`maxSurge` and `maxUnavailable` are both 0: no pod may be added, none taken away',
          fix: 'let one of them be more than 0',
        };
    }
  },
};

const COUNTS = ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'];

export const negative: Rule = {
  code: 'rollout/negative',
  why: 'The controller refuses numbers below 0.',
  link: LINK,
  *check(set) {
    for (const { object, spec } of rollouts(set))
      for (const key of COUNTS)
        if ((numberAt(spec, key) ?? 0) < 0)
          yield { object, path: ['spec', key], message: `\`${key}\` is ${String(spec[key])}`, fix: 'write 0 or more' };
  },
};

export const revisionLimit: Rule = {
  code: 'rollout/revision-limit',
  why: 'What is not kept cannot be scaled down late.',
  link: LINK,
  *check(set) {
    for (const { object, spec, blueGreen } of rollouts(set)) {
      const late = numberAt(blueGreen, 'scaleDownDelayRevisionLimit');
      const kept = numberAt(spec, 'revisionHistoryLimit') ?? 10;
      if (late !== undefined && late > kept)
        yield {
          object,
          path: [...BLUE_GREEN, 'scaleDownDelayRevisionLimit'],
          message: `\`scaleDownDelayRevisionLimit\` (${late}) is more than \`revisionHistoryLimit\` (${kept})`,
          fix: 'lower it',
        };
    }
  },
};

export const antiAffinity: Rule = {
  code: 'rollout/anti-affinity',
  why: 'Pods of two revisions are kept apart either always or as far as possible.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/anti-affinity/anti-affinity/',
  *check(set) {
    for (const { object, canary, blueGreen } of rollouts(set))
      for (const [part, path] of [
        [canary, CANARY],
        [blueGreen, BLUE_GREEN],
      ] as const) {
        if (part?.['antiAffinity'] === undefined) continue;
        const rule = mapAt(part, 'antiAffinity');
        const [hard, soft] = [
          rule['requiredDuringSchedulingIgnoredDuringExecution'],
          rule['preferredDuringSchedulingIgnoredDuringExecution'],
        ];
        const here = { object, path: [...path, 'antiAffinity'] };
        if ((hard === undefined) === (soft === undefined))
          yield {
            ...here,
            message: 'anti-affinity is either required or preferred',
            fix: 'keep one of `requiredDuringSchedulingIgnoredDuringExecution` and `preferredDuringSchedulingIgnoredDuringExecution`',
          };
        const weight = numberAt(soft, 'weight');
        if (weight !== undefined && (weight < 1 || weight > 100))
          yield {
            ...here,
            path: [...here.path, 'preferredDuringSchedulingIgnoredDuringExecution', 'weight'],
            message: `the weight ${weight} is not within 1 and 100`,
            fix: 'write 1 to 100',
          };
      }
  },
};
