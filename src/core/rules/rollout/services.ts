import type { Path } from '../../base/json.js';
import { suggest } from '../../findings/suggest.js';
import type { Rule } from '../rule.js';
import { mapAt, nameOf, type ObjectSet, textAt } from '../set.js';
import { BLUE_GREEN, CANARY, ROUTING, type RolloutParts, rollouts, routes } from './parts.js';

const LINK = 'https://argo-rollouts.readthedocs.io/en/stable/features/specification/';
const HASH = 'rollouts-pod-template-hash';
const MANAGED = 'argo-rollouts.argoproj.io/managed-by-rollouts';

/** The Services that a Rollout switches, with the field that names each. */
export const servicesOf = ({ canary, blueGreen }: RolloutParts): readonly (readonly [name: string, path: Path])[] =>
  (
    [
      [textAt(canary, 'canaryService'), [...CANARY, 'canaryService']],
      [textAt(canary, 'stableService'), [...CANARY, 'stableService']],
      [textAt(canary, 'pingPong', 'pingService'), [...CANARY, 'pingPong', 'pingService']],
      [textAt(canary, 'pingPong', 'pongService'), [...CANARY, 'pingPong', 'pongService']],
      [textAt(blueGreen, 'activeService'), [...BLUE_GREEN, 'activeService']],
      [textAt(blueGreen, 'previewService'), [...BLUE_GREEN, 'previewService']],
    ] as const
  ).flatMap(([name, path]) => (name === undefined || name === '' ? [] : [[name, path] as const]));

export const sameService: Rule = {
  code: 'rollout/same-service',
  why: 'One Service cannot lead to the old and to the new pods at once.',
  link: LINK,
  *check(set) {
    for (const rollout of rollouts(set)) {
      const { object } = rollout;
      const seen = new Map<string, Path>();
      for (const [name, path] of servicesOf(rollout)) {
        const first = seen.get(name);
        if (first)
          yield {
            object,
            path,
            message: `\`${String(path.at(-1))}\` and \`${String(first.at(-1))}\` are both ${name}`,
            fix: 'make a second Service and name it',
          };
        seen.set(name, path);
      }
    }
  },
};

export const missingService: Rule = {
  code: 'rollout/missing-service',
  why: 'A Rollout that names a Service which does not exist is stopped with InvalidSpec.',
  link: LINK,
  *check(set) {
    for (const rollout of rollouts(set))
      for (const [name, path] of servicesOf(rollout)) {
        if (set.find('Service', name, rollout.object)) continue;
        const near = suggest(name, set.names('Service'));
        // Without a name that is near, it is made elsewhere.
        yield {
          object: rollout.object,
          path,
          ...(near === undefined ? { severity: 'warning' as const } : {}),
          message: `there is no Service \`${name}\` here`,
          fix: near === undefined ? 'make sure that it is there before the Rollout' : `did you mean \`${near}\`?`,
        };
      }
  },
};

const labelsOf = ({ spec }: RolloutParts, set: ObjectSet, object: RolloutParts['object']) =>
  spec['workloadRef'] === undefined
    ? mapAt(spec, 'template', 'metadata', 'labels')
    : mapAt(
        set.find('Deployment', textAt(spec, 'workloadRef', 'name') ?? '', object)?.data,
        'spec',
        'template',
        'metadata',
        'labels',
      );

export const serviceSelector: Rule = {
  code: 'rollout/service-selector',
  why: 'A Service of a Rollout selects its pods: another label in it stops the Rollout with InvalidSpec.',
  link: LINK,
  *check(set) {
    for (const rollout of rollouts(set)) {
      const labels = labelsOf(rollout, set, rollout.object);
      for (const [name] of servicesOf(rollout)) {
        const service = set.find('Service', name, rollout.object);
        for (const [key, value] of Object.entries(mapAt(service?.data, 'spec', 'selector'))) {
          if (service && key === HASH)
            yield {
              object: service,
              path: ['spec', 'selector', key],
              severity: 'warning',
              message: 'the controller writes this label itself: at every sync the one in Git leads to pods that are gone',
              fix: 'leave it out',
            };
          if (!service || key === HASH || labels[key] === value || Object.keys(labels).length === 0) continue;
          yield {
            object: service,
            path: ['spec', 'selector', key],
            message: `the pods of ${nameOf(rollout.object)} do not have the label \`${key}: ${String(value)}\``,
            fix: 'select labels that the pods have',
          };
        }
      }
    }
  },
};

export const managedService: Rule = {
  code: 'rollout/managed-service',
  why: 'Two Rollouts that switch one Service undo each other’s work.',
  link: LINK,
  *check(set) {
    const owners = new Map<string, RolloutParts['object']>();
    for (const rollout of rollouts(set))
      for (const [name, path] of servicesOf(rollout)) {
        const key = `${rollout.object.ref.namespace ?? ''}/${name}`;
        const owner = owners.get(key);
        const annotated = textAt(set.find('Service', name, rollout.object)?.data, 'metadata', 'annotations', MANAGED);
        const other =
          owner && owner !== rollout.object
            ? owner.ref.name
            : annotated !== undefined && annotated !== rollout.object.ref.name
              ? annotated
              : undefined;
        if (other !== undefined)
          yield {
            object: rollout.object,
            path,
            message: `the Service ${name} is the Rollout ${other}'s already`,
            fix: 'make a Service for each Rollout',
          };
        owners.set(key, owner ?? rollout.object);
      }
  },
};

export const routedServices: Rule = {
  code: 'rollout/routed-services',
  why: 'Traffic is split between two Services: the router needs the names of both.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/',
  *check(set) {
    for (const { object, canary, routing } of rollouts(set)) {
      if (!canary || !routing) continue;
      const pingPong = canary['pingPong'] !== undefined;
      const subsets = routing['istio'] !== undefined && mapAt(routing, 'istio')['destinationRule'] !== undefined;
      const needs =
        routes(routing, 'smi', 'apisix', 'ambassador', 'nginx', 'appMesh', 'traefik') ||
        (!pingPong && routes(routing, 'alb')) ||
        (!pingPong && !subsets && routes(routing, 'istio'));
      if (!needs) continue;
      for (const key of ['canaryService', 'stableService'])
        if ((textAt(canary, key) ?? '') === '')
          yield { object, path: [...CANARY, key], message: `traffic routing needs \`${key}\``, fix: `add \`${key}:\`` };
    }
  },
};

export const pingPong: Rule = {
  code: 'rollout/ping-pong',
  why: 'Ping-pong swaps the roles of two Services, which some routers can follow.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/alb/#zero-downtime-updates-with-ping-pong-feature',
  *check(set) {
    for (const { object, canary, routing } of rollouts(set)) {
      if (canary?.['pingPong'] === undefined) continue;
      const here = { object, path: [...CANARY, 'pingPong'] };
      if (!routes(routing, 'alb', 'istio', 'plugins'))
        yield { ...here, message: '`pingPong` goes with ALB, Istio or a plugin only', fix: 'leave it out' };
      for (const key of ['pingService', 'pongService'])
        if ((textAt(canary, 'pingPong', key) ?? '') === '')
          yield { ...here, message: `\`pingPong\` needs \`${key}\``, fix: `add \`${key}:\`` };
      if (routes(routing, 'alb') && (textAt(routing, 'alb', 'rootService') ?? '') === '')
        yield {
          object,
          path: [...ROUTING, 'alb'],
          message: '`pingPong` with ALB needs `rootService`',
          fix: 'add `rootService:`',
        };
    }
  },
};
