import { isMap, type Json, type Path } from '../../base/json.js';
import { suggest } from '../../findings/suggest.js';
import type { RenderedObject } from '../../objects/types.js';
import type { Rule } from '../rule.js';
import { itemsAt, listAt, mapAt, numberAt, type ObjectSet, textAt } from '../set.js';
import { ROUTING, rollouts } from './parts.js';

const LINK = 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/';

const ofGroup = (set: ObjectSet, kind: string, group: string, name: string): RenderedObject | undefined =>
  set.of(kind).find(({ ref }) => ref.name === name && ref.apiVersion.startsWith(`${group}/`));

export const ambassadorMapping: Rule = {
  code: 'rollout/ambassador-mapping',
  why: 'The controller adds a second Mapping and gives it the weight of the step; the Mapping of the stable version must have none.',
  link: `${LINK}ambassador/`,
  *check(set) {
    for (const { object, routing } of rollouts(set))
      for (const [at, name] of itemsAt(routing, 'ambassador', 'mappings')) {
        const mappings = set.of('Mapping');
        const mapping = mappings.find(({ ref }) => ref.name === name);
        const near = suggest(String(name), set.names('Mapping'));
        if (!mapping && near !== undefined)
          yield {
            object,
            path: [...ROUTING, ...at],
            message: `there is no Mapping \`${String(name)}\` here`,
            fix: `did you mean \`${near}\`?`,
          };
        if (mapping && (numberAt(mapping.data, 'spec', 'weight') ?? 0) !== 0)
          yield {
            object: mapping,
            path: ['spec', 'weight'],
            message: `the Mapping of the Rollout ${object.ref.name} has a weight of its own`,
            fix: 'leave it out',
          };
      }
  },
};

const ROUTES = ['httpRoute', 'http2Route', 'grpcRoute', 'tcpRoute'];

/** The targets of a route of an App Mesh VirtualRouter, and where they stand. */
const targetsOf = (route: Json, at: Path): { readonly path: Path; readonly count: number } => {
  const type = ROUTES.find((key) => isMap(route) && route[key] !== undefined);
  const place = type === undefined ? [] : [type, 'action', 'weightedTargets'];
  return { path: [...at, ...place], count: listAt(route, ...place).length };
};

export const appMeshRouter: Rule = {
  code: 'rollout/app-mesh-router',
  why: 'The controller shifts weight between two targets of each route: the canary and the stable virtual node.',
  link: `${LINK}appmesh/`,
  *check(set) {
    for (const { routing } of rollouts(set)) {
      const name = textAt(routing, 'appMesh', 'virtualService', 'name') ?? '';
      const service = ofGroup(set, 'VirtualService', 'appmesh.k8s.aws', name);
      const router = mapAt(service?.data, 'spec', 'provider', 'virtualRouter', 'virtualRouterRef')['name'];
      const object = ofGroup(set, 'VirtualRouter', 'appmesh.k8s.aws', String(router ?? ''));
      if (!object) continue;
      const routes = itemsAt(object.data, 'spec', 'routes');
      if (routes.length === 0) yield { object, path: ['spec'], message: 'the VirtualRouter has no routes', fix: 'add one' };
      for (const [at, route] of routes) {
        const { path, count } = targetsOf(route, at);
        if (count !== 2)
          yield {
            object,
            path,
            message: `the route ${textAt(route, 'name') ?? ''} has ${count} weighted ${count === 1 ? 'target' : 'targets'}, not 2`,
            fix: 'name the virtual nodes of the canary and of the stable version',
          };
      }
    }
  },
};

const SPLIT: Readonly<Record<string, string>> = {
  HTTPRoute: '.spec.rules[].backendRefs[].weight',
  GRPCRoute: '.spec.rules[].backendRefs[].weight',
  VirtualService: '.spec.http[].route[].weight',
};

/** The routes whose weights the controller writes. Plugins name them in their own ways; the one for the Gateway API so. */
function routesOf(routing: Json | undefined, beside: RenderedObject, set: ObjectSet): readonly RenderedObject[] {
  const gateway = mapAt(routing, 'plugins', 'argoproj-labs/gatewayAPI');
  const listed = (key: string) => listAt(gateway, key).flatMap((item) => textAt(item, 'name') ?? []);
  const services = listAt(routing, 'istio', 'virtualServices').flatMap((item) => textAt(item, 'name') ?? []);
  const names: readonly (readonly [kind: string, name: string | undefined])[] = [
    ['HTTPRoute', textAt(gateway, 'httpRoute')],
    ...listed('httpRoutes').map((name) => ['HTTPRoute', name] as const),
    ['GRPCRoute', textAt(gateway, 'grpcRoute')],
    ...listed('grpcRoutes').map((name) => ['GRPCRoute', name] as const),
    ...[textAt(routing, 'istio', 'virtualService', 'name'), ...services].map((name) => ['VirtualService', name] as const),
  ];
  return names.flatMap(([kind, name]) => (name === undefined ? [] : (set.find(kind, name, beside) ?? [])));
}

export const routeInGit: Rule = {
  code: 'rollout/route-in-git',
  why: 'The controller writes the weights of the route; Argo CD with self-heal writes back what Git says, and the split is lost.',
  link: `${LINK}istio/#integrating-with-gitops`,
  *check(set) {
    const ignored = set
      .of('Application', 'ApplicationSet')
      .flatMap(({ data }) => [
        ...listAt(data, 'spec', 'ignoreDifferences'),
        ...listAt(data, 'spec', 'template', 'spec', 'ignoreDifferences'),
      ])
      .map((item) => textAt(item, 'kind'));
    for (const { object, routing } of rollouts(set))
      for (const route of routesOf(routing, object, set)) {
        const { kind, apiVersion } = route.ref;
        if (ignored.includes(kind)) continue;
        yield {
          object: route,
          path: ['spec'],
          message: `the Rollout ${object.ref.name} changes the weights in this ${kind}: Argo CD must let it`,
          fix: `in the Application: \`ignoreDifferences\` of group ${apiVersion.split('/')[0]}, kind ${kind}, jqPathExpressions ["${SPLIT[kind] ?? '.spec'}"], and the sync option RespectIgnoreDifferences=true`,
        };
      }
  },
};
