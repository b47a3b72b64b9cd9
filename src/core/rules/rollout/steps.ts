import { isMap, type Json, type JsonMap, type Path } from '../../base/json.js';
import { goDuration } from '../../base/time.js';
import type { Rule } from '../rule.js';
import { itemsAt, listAt, mapAt, numberAt, textAt } from '../set.js';
import { CANARY, rollouts, routes } from './parts.js';

const LINK = 'https://argo-rollouts.readthedocs.io/en/stable/features/canary/';
const KINDS = ['setWeight', 'pause', 'setCanaryScale', 'analysis', 'experiment', 'setHeaderRoute', 'setMirrorRoute', 'plugin'];

export const stepKind: Rule = {
  code: 'rollout/step',
  why: 'Each step does exactly one thing.',
  link: LINK,
  *check(set) {
    for (const { object, steps } of rollouts(set))
      for (const { path, step } of steps) {
        const kinds = KINDS.filter((name) => step[name] !== undefined);
        if (kinds.length === 1) continue;
        const message =
          kinds.length === 0 ? 'the step does nothing' : `the step does ${kinds.length} things: ${kinds.join(', ')}`;
        yield { object, path, message, fix: kinds.length === 0 ? `give it one of ${KINDS.join(', ')}` : 'make a step of each' };
      }
  },
};

export const stepWeight: Rule = {
  code: 'rollout/weight',
  why: 'A weight is a share of the traffic.',
  link: LINK,
  *check(set) {
    for (const { object, canary, steps } of rollouts(set)) {
      const most = numberAt(canary, 'trafficRouting', 'maxTrafficWeight') ?? 100;
      let before = 0;
      for (const { path, step } of steps) {
        const weight = numberAt(step, 'setWeight');
        if (weight === undefined) continue;
        const here = { object, path: [...path, 'setWeight'] };
        if (weight < 0 || weight > most)
          yield { ...here, message: `the weight ${weight} is not within 0 and ${most}`, fix: `write 0 to ${most}` };
        else if (weight < before)
          yield {
            ...here,
            severity: 'warning',
            message: `the weight falls from ${before} to ${weight}`,
            fix: 'let the weights grow',
          };
        before = weight;
      }
    }
  },
};

export const stepPause: Rule = {
  code: 'rollout/pause',
  why: 'A pause lasts a number of seconds, or a duration such as 5m.',
  link: LINK,
  *check(set) {
    for (const { object, steps } of rollouts(set))
      for (const { path, step } of steps) {
        const duration = mapAt(step, 'pause')['duration'];
        const here = { object, path: [...path, 'pause', 'duration'] };
        if (typeof duration === 'number' && duration < 0)
          yield { ...here, message: `a pause cannot last ${duration} seconds`, fix: 'write 0 or more' };
        if (typeof duration !== 'string' || /^\d+$/.test(duration)) continue;
        const length = goDuration(duration);
        if (length === undefined)
          yield {
            ...here,
            message: `${JSON.stringify(duration)} is not a duration`,
            fix: 'write seconds, or such as `30s`, `5m`, `1h30m`',
          };
        else if (length < 0) yield { ...here, message: `a pause cannot last ${duration}`, fix: 'write 0 or more' };
      }
  },
};

export const endlessPause: Rule = {
  code: 'rollout/manual-pause',
  why: 'A pause without a duration ends when somebody promotes the Rollout by hand.',
  link: LINK,
  *check(set) {
    for (const { object, steps } of rollouts(set))
      for (const { path, step } of steps) {
        if (step['pause'] === undefined || mapAt(step, 'pause')['duration'] !== undefined) continue;
        yield {
          object,
          path: [...path, 'pause'],
          message: 'the release waits here until somebody promotes it',
          fix: 'if nobody should: add `duration:`',
        };
      }
  },
};

const MANY = ['exact', 'prefix', 'regex'];

/** What a match compares with, and where: the value of a header; or method, path and headers of a mirrored request. */
const matched = (match: Json): readonly (readonly [Path, JsonMap])[] => [
  ...['headerValue', 'method', 'path'].flatMap((key) =>
    isMap(match) && match[key] !== undefined ? [[[key], mapAt(match, key)] as const] : [],
  ),
  ...Object.keys(mapAt(match, 'headers')).map((name) => [['headers', name], mapAt(match, 'headers', name)] as const),
];

export const stepRouting: Rule = {
  code: 'rollout/step-routing',
  why: 'Steps that steer single requests need a router that can, and a route that is managed.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/#traffic-routing-based-on-a-header-values-for-canary',
  *check(set) {
    for (const { object, routing, steps } of rollouts(set)) {
      const managed = listAt(routing, 'managedRoutes').flatMap((route) => textAt(route, 'name') ?? []);
      for (const { path, step } of steps) {
        if (step['setCanaryScale'] !== undefined && !routing)
          yield {
            object,
            path: [...path, 'setCanaryScale'],
            message: '`setCanaryScale` needs `trafficRouting`',
            fix: 'leave the step out, or route traffic',
          };
        for (const [key, routers] of [
          ['setHeaderRoute', ['istio', 'alb', 'apisix', 'plugins']],
          ['setMirrorRoute', ['istio', 'plugins']],
        ] as const) {
          if (step[key] === undefined) continue;
          const here = { object, path: [...path, key] };
          const name = textAt(step, key, 'name') ?? '';
          if (!routes(routing, ...routers))
            yield { ...here, message: `\`${key}\` goes with ${routers.join(', ')} only`, fix: 'leave the step out' };
          else if (!managed.includes(name))
            yield {
              ...here,
              path: [...here.path, 'name'],
              message: `the route \`${name}\` is not under \`managedRoutes\``,
              fix: `add it to \`trafficRouting.managedRoutes\``,
            };
          for (const [at, match] of itemsAt(step, key, 'match')) {
            for (const [field, value] of matched(match)) {
              const kinds = MANY.filter((kind) => value[kind] !== undefined);
              if (kinds.length !== 1)
                yield {
                  object,
                  path: [...path, ...at, ...field],
                  message: `a match has exactly one of ${MANY.join(', ')}`,
                  fix: 'keep one of them',
                };
              else if (key === 'setHeaderRoute' && routes(routing, 'alb') && kinds[0] !== 'exact')
                yield {
                  object,
                  path: [...path, ...at, ...field],
                  message: 'ALB matches headers by `exact` only',
                  fix: 'write `exact:`',
                };
            }
          }
        }
        const share = numberAt(step, 'setMirrorRoute', 'percentage');
        if (share !== undefined && (share < 0 || share > 100))
          yield {
            object,
            path: [...path, 'setMirrorRoute', 'percentage'],
            message: `${share} % of the requests cannot be mirrored`,
            fix: 'write 0 to 100',
          };
        for (const [at, template] of itemsAt(step, 'experiment', 'templates'))
          if (mapAt({ template }, 'template')['weight'] !== undefined && !routes(routing, 'smi', 'alb', 'istio', 'plugins'))
            yield {
              object,
              path: [...path, ...at, 'weight'],
              message: 'weights of an experiment go with SMI, ALB, Istio or a plugin only',
              fix: 'leave `weight` out',
            };
      }
    }
  },
};

export const startingStep: Rule = {
  code: 'rollout/starting-step',
  why: 'An analysis that starts after the last step never runs.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#background-analysis',
  *check(set) {
    for (const { object, canary, steps } of rollouts(set)) {
      const start = numberAt(canary, 'analysis', 'startingStep');
      if (start !== undefined && (start < 0 || start >= Math.max(steps.length, 1)))
        yield {
          object,
          path: [...CANARY, 'analysis', 'startingStep'],
          message: `\`startingStep\` is ${start}, and there are ${steps.length} steps, counted from 0`,
          fix: 'lower it',
        };
    }
  },
};
