import type { Rule } from '../rule.js';
import { mapAt, nameOf, podsOf, selects, textAt } from '../set.js';
import { rollouts } from './parts.js';
import { servicesOf } from './services.js';

export const unswitchedService: Rule = {
  code: 'rollout/unswitched-service',
  why: 'A blue-green Rollout switches one Service: any other that selects its pods leads to both versions while the new one is tested.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/',
  *check(set) {
    for (const rollout of rollouts(set)) {
      const { object, blueGreen } = rollout;
      const pods = podsOf(object)[0];
      if (!blueGreen || !pods) continue;
      const switched = servicesOf(rollout).map(([name]) => name);
      // One that is misspelt is meant to be switched: other rules say so.
      if (new Set(switched).size < 2 || switched.some((name) => !set.find('Service', name, object))) continue;
      for (const service of set.of('Service')) {
        const selector = mapAt(service.data, 'spec', 'selector');
        // Headless ones are for what must see every pod, such as a scraper.
        const headless = textAt(service.data, 'spec', 'clusterIP') === 'None';
        const sameSpace = (service.ref.namespace ?? '') === (object.ref.namespace ?? '');
        // A role's label keeps a Service on one version.
        const chosen = selects(selector, { ...pods, roles: [] });
        if (headless || !sameSpace || !chosen || switched.includes(service.ref.name)) continue;
        yield {
          object: service,
          path: ['spec', 'selector'],
          message: `the Service leads to the old and the new pods of ${nameOf(object)}, which switches ${switched.join(' and ')} only`,
          fix: 'send its users to the active Service, or select a label of `activeMetadata`',
        };
      }
    }
  },
};
