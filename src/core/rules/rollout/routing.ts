import { didYouMean } from '../../findings/suggest.js';
import type { Rule } from '../rule.js';
import { itemsAt, listAt, mapAt, textAt } from '../set.js';
import { CANARY, ROUTING, type RolloutParts, rollouts, routes } from './parts.js';

const LINK = 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/';

export const scaleDown: Rule = {
  code: 'rollout/scale-down',
  why: 'How the old pods go is decided by weights of traffic, and those need a router.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/canary/#dynamic-stable-scale-with-traffic-routing',
  *check(set) {
    for (const { object, canary, routing } of rollouts(set)) {
      if (!canary) continue;
      const dynamic = canary['dynamicStableScale'] === true;
      const delay = canary['scaleDownDelaySeconds'] !== undefined;
      if (!routing && dynamic)
        yield {
          object,
          path: [...CANARY, 'dynamicStableScale'],
          message: '`dynamicStableScale` needs `trafficRouting`',
          fix: 'leave it out',
        };
      if (!routing && delay)
        yield {
          object,
          path: [...CANARY, 'scaleDownDelaySeconds'],
          message: '`scaleDownDelaySeconds` of a canary needs `trafficRouting`',
          fix: 'leave it out',
        };
      if (routing && dynamic && delay)
        yield {
          object,
          path: [...CANARY, 'scaleDownDelaySeconds'],
          message: '`scaleDownDelaySeconds` cannot stand beside `dynamicStableScale`',
          fix: 'leave one of them out',
        };
    }
  },
};

export const maxTrafficWeight: Rule = {
  code: 'rollout/max-traffic-weight',
  why: 'Only nginx and plugins count weights against another number than 100.',
  link: LINK,
  *check(set) {
    for (const { object, routing } of rollouts(set))
      if (routing?.['maxTrafficWeight'] !== undefined && !routes(routing, 'nginx', 'plugins'))
        yield {
          object,
          path: [...ROUTING, 'maxTrafficWeight'],
          message: '`maxTrafficWeight` goes with nginx and plugins only',
          fix: 'leave it out',
        };
  },
};

const ONE_OF: readonly (readonly [router: string, one: string, many: string])[] = [
  ['nginx', 'stableIngress', 'stableIngresses'],
  ['alb', 'ingress', 'ingresses'],
  ['istio', 'virtualService', 'virtualServices'],
];

export const routerFields: Rule = {
  code: 'rollout/router-fields',
  why: 'A router is given one object, or a list of them.',
  link: LINK,
  *check(set) {
    for (const { object, routing } of rollouts(set))
      for (const [router, one, many] of ONE_OF) {
        if (routing?.[router] === undefined) continue;
        const part = mapAt(routing, router);
        const given = [part[one] !== undefined && part[one] !== '', listAt(part, many).length > 0].filter(Boolean).length;
        if (given !== 1)
          yield {
            object,
            path: [...ROUTING, router],
            message:
              given === 0 ? `\`${router}\` needs \`${one}\` or \`${many}\`` : `\`${router}\` has both \`${one}\` and \`${many}\``,
            fix: given === 0 ? `add \`${one}:\`` : 'keep one of them',
          };
      }
  },
};

/** The Ingresses that a router changes, and the Service whose traffic it splits there. */
const routedIngresses = ({ canary, routing }: RolloutParts) => {
  const stable = textAt(canary, 'stableService') ?? textAt(canary, 'pingPong', 'pingService') ?? '';
  const of = (router: string, one: string, many: string, service: string) => [
    ...[textAt(routing, router, one)].flatMap((name) => (name ? [{ name, path: [...ROUTING, router, one], service }] : [])),
    ...itemsAt(routing, router, many).flatMap(([at, name]) =>
      typeof name === 'string' ? [{ name, path: [...ROUTING, ...at], service }] : [],
    ),
  ];
  return [
    ...of('nginx', 'stableIngress', 'stableIngresses', stable),
    ...of('alb', 'ingress', 'ingresses', textAt(routing, 'alb', 'rootService') ?? stable),
  ];
};

export const routedIngress: Rule = {
  code: 'rollout/ingress',
  why: 'The router splits the traffic of an Ingress that leads to the stable Service.',
  link: `${LINK}nginx/`,
  *check(set) {
    for (const rollout of rollouts(set))
      for (const { name, path, service } of routedIngresses(rollout)) {
        const { object } = rollout;
        const ingress = set.find('Ingress', name, object);
        if (!ingress) {
          yield {
            object,
            path,
            message: `there is no Ingress \`${name}\` here`,
            fix:
              didYouMean(
                name,
                set.of('Ingress').map(({ ref }) => ref.name),
              ) ?? 'make it',
          };
          continue;
        }
        const targets = listAt(ingress.data, 'spec', 'rules').flatMap((rule) =>
          listAt(rule, 'http', 'paths').map((entry) => textAt(entry, 'backend', 'service', 'name')),
        );
        if (service !== '' && !targets.includes(service))
          yield {
            object,
            path,
            message: `the Ingress ${name} does not lead to the Service ${service}`,
            fix: 'let one of its paths lead there',
          };
      }
  },
};

const ALB = /^alb$/;

export const albBlueGreen: Rule = {
  code: 'rollout/alb-blue-green',
  why: 'An AWS load balancer follows a changed Service late: for a while requests reach pods that are gone.',
  link: `${LINK}alb/`,
  *check(set) {
    for (const { object, blueGreen } of rollouts(set)) {
      const alb = set
        .of('Ingress')
        .some(({ data }) =>
          ALB.test(
            textAt(data, 'spec', 'ingressClassName') ??
              textAt(data, 'metadata', 'annotations', 'kubernetes.io/ingress.class') ??
              '',
          ),
        );
      if (blueGreen && alb)
        yield {
          object,
          path: ['spec', 'strategy', 'blueGreen'],
          message: 'blue-green behind an ALB Ingress loses requests',
          fix: 'use a canary with `pingPong`',
        };
    }
  },
};

export const scaledCanary: Rule = {
  code: 'rollout/autoscaled',
  why: 'One autoscaler counts the pods of both versions: while a canary runs, the stable pods can grow to the most that is allowed.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/hpa-support/',
  *check(set) {
    for (const { object, canary, routing, steps } of rollouts(set)) {
      const scaled = set
        .of('HorizontalPodAutoscaler')
        .some(({ data }) => textAt(data, 'spec', 'scaleTargetRef', 'name') === object.ref.name);
      if (
        !canary ||
        !routing ||
        !scaled ||
        canary['dynamicStableScale'] === true ||
        steps.some(({ step }) => step['setCanaryScale'] !== undefined)
      )
        continue;
      yield {
        object,
        path: ROUTING,
        message: 'an autoscaler counts the pods of the stable and the new version as one',
        fix: 'set `dynamicStableScale: true`, or begin with `setCanaryScale`',
      };
    }
  },
};
