import type { App, Environment, Promote } from '../../../src/core/index.js';

export type Order = Readonly<Record<string, Partial<Promote>>>;

const environment = ([name, promote]: readonly [string, Partial<Promote>], i: number): Environment => ({
  name,
  namespace: name,
  values: [`environments/${name}.yaml`],
  promote: { after: [], windows: [], checks: [], reviewers: [], assignees: [], labels: [], draft: false, places: {}, ...promote },
  origin: { from: 'file', path: 'fairlead.yaml', line: i + 5, column: 3, length: name.length },
});

const place = { from: 'file', path: 'fairlead.yaml', line: 3, column: 9, length: 3 } as const;

/** An app with these environments, in this order. */
export const appWith = (order: Order): App => ({
  name: 'web',
  path: 'fairlead.yaml',
  dir: '',
  bundle: { builtin: 'fastapi-gitops-starter' },
  bundleOrigin: place,
  pins: {},
  pinAt: { kubeVersion: place, apiVersions: place },
  schemas: [],
  missingSchemas: 'warning',
  metadataNamespace: false,
  promotion: { images: [{ path: ['image', 'tag'], from: 'release' }], strategy: 'latest', aliases: false },
  mistakes: [],
  environments: Object.entries(order).map(environment),
  waivers: [],
});
