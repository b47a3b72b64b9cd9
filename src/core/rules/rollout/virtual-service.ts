import { didYouMean, suggest } from '../../findings/suggest.js';
import type { Rule } from '../rule.js';
import { itemsAt, listAt, mapAt, type ObjectSet, textAt } from '../set.js';
import { ROUTING, type RolloutParts, rollouts } from './parts.js';

const LINK = 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/';

const SUBSETS = ['canarySubsetName', 'stableSubsetName'];

const routesOf = (set: ObjectSet, name: string, beside: RolloutParts['object']) => set.find('VirtualService', name, beside);

export const virtualService: Rule = {
  code: 'rollout/virtual-service',
  why: 'Istio splits the traffic of the routes that lead to both Services, or to both subsets.',
  link: `${LINK}istio/`,
  *check(set) {
    for (const { object, canary, routing } of rollouts(set)) {
      const istio = mapAt(routing, 'istio');
      const uses = [
        ...(istio['virtualService'] === undefined
          ? []
          : [{ use: mapAt(istio, 'virtualService'), path: [...ROUTING, 'istio', 'virtualService'] }]),
        ...itemsAt(istio, 'virtualServices').map(([at, use]) => ({
          use: mapAt({ use }, 'use'),
          path: [...ROUTING, 'istio', ...at],
        })),
      ];
      for (const { use, path } of uses) {
        const name = (textAt(use, 'name') ?? '').split('.')[0] ?? '';
        const found = routesOf(set, name, object);
        if (!found) {
          const names = set.names('VirtualService');
          if (names.length > 0)
            yield {
              object,
              path: [...path, 'name'],
              message: `there is no VirtualService \`${name}\` here`,
              fix: didYouMean(name, names) ?? 'make it',
            };
          continue;
        }
        const http = listAt(found.data, 'spec', 'http');
        const all = [...http, ...listAt(found.data, 'spec', 'tls'), ...listAt(found.data, 'spec', 'tcp')];
        if (all.length === 0) {
          yield { object: found, path: ['spec'], message: 'the VirtualService has no routes', fix: 'add one under `http:`' };
          continue;
        }
        const names = http.map((route) => textAt(route, 'name'));
        for (const [at, wanted] of itemsAt(use, 'routes'))
          if (typeof wanted === 'string' && !names.includes(wanted))
            yield {
              object,
              path: [...path, ...at],
              message: `the VirtualService ${name} has no route \`${wanted}\``,
              fix:
                didYouMean(
                  wanted,
                  names.flatMap((item) => item ?? []),
                ) ?? 'name one of its routes',
            };
        if (http.length > 1 && listAt(use, 'routes').length === 0)
          yield {
            object,
            path: [...path, 'routes'],
            message: `the VirtualService ${name} has ${http.length} routes: which of them?`,
            fix: 'name them under `routes:`',
          };
        if (istio['destinationRule'] !== undefined) {
          const subsets = all.flatMap((route) => listAt(route, 'route').map((item) => textAt(item, 'destination', 'subset')));
          for (const key of SUBSETS) {
            const subset = textAt(istio, 'destinationRule', key);
            if (subset && !subsets.includes(subset))
              yield {
                object,
                path: [...ROUTING, 'istio', 'destinationRule', key],
                message: `no route of the VirtualService ${name} leads to the subset \`${subset}\``,
                fix:
                  didYouMean(
                    subset,
                    subsets.flatMap((item) => item ?? []),
                  ) ?? 'add it as a destination',
              };
          }
          continue;
        }
        const hosts = all.flatMap((route) =>
          listAt(route, 'route').map((item) => textAt(item, 'destination', 'host')?.split('.')[0]),
        );
        for (const key of ['canaryService', 'stableService']) {
          const service = textAt(canary, key);
          if (service && !hosts.includes(service))
            yield {
              object: found,
              path: ['spec', 'http'],
              message: `no route of the VirtualService leads to ${service}, the \`${key}\` of the Rollout`,
              fix: 'add it as a destination',
            };
        }
      }
    }
  },
};

export const destinationRule: Rule = {
  code: 'rollout/destination-rule',
  why: 'The controller tells the versions apart by two subsets of the DestinationRule, to which it adds the hash of the pods.',
  link: `${LINK}istio/#subset-level-traffic-splitting`,
  *check(set) {
    for (const { object, routing } of rollouts(set)) {
      const rule = mapAt(routing, 'istio', 'destinationRule');
      const path = [...ROUTING, 'istio', 'destinationRule'];
      const name = textAt(rule, 'name') ?? '';
      const found = set.find('DestinationRule', name, object);
      if (!found) {
        const near = suggest(name, set.names('DestinationRule'));
        if (near !== undefined)
          yield {
            object,
            path: [...path, 'name'],
            message: `there is no DestinationRule \`${name}\` here`,
            fix: `did you mean \`${near}\`?`,
          };
        continue;
      }
      const subsets = listAt(found.data, 'spec', 'subsets').flatMap((item) => textAt(item, 'name') ?? []);
      for (const key of SUBSETS) {
        const subset = textAt(rule, key);
        if (subset !== undefined && !subsets.includes(subset))
          yield {
            object,
            path: [...path, key],
            message: `the DestinationRule ${name} has no subset \`${subset}\``,
            fix: didYouMean(subset, subsets) ?? 'add it there',
          };
      }
    }
  },
};
