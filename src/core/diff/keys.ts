import { isMap, type Json } from '../base/json.js';

/**
 * What tells the items of a list apart: `x-kubernetes-list-map-keys`, else `x-kubernetes-patch-merge-key`, of the Kubernetes OpenAPI
 * documents (k8s.io/api/core/v1/types.go: `+listMapKey`, `patchMergeKey`) and of the CRDs of Gateway API and the Prometheus operator;
 * `metrics` and `args` are those of an Argo Rollouts AnalysisTemplate, whose names must be unique. Lists that are atomic there
 * (tolerations, canary steps, Ingress rules) are not named, so their items are matched by index.
 */
const KEYS = new Map<string, readonly (readonly string[])[]>([
  ...[
    'containers',
    'initContainers',
    'ephemeralContainers',
    'env',
    'volumes',
    'imagePullSecrets',
    'secrets',
    'claims',
    'resourceClaims',
  ].map(byName),
  ...['schedulingGates', 'webhooks', 'metrics', 'args', 'listeners', 'groups'].map(byName),
  [
    'ports',
    [
      ['containerPort', 'protocol'],
      ['port', 'protocol'],
    ],
  ],
  ['volumeMounts', [['mountPath']]],
  ['volumeDevices', [['devicePath']]],
  ['hostAliases', [['ip']]],
  ['topologySpreadConstraints', [['topologyKey', 'whenUnsatisfiable']]],
  ['conditions', [['type']]],
  ['ownerReferences', [['uid']]],
]);

function byName(list: string): [string, readonly (readonly string[])[]] {
  return [list, [['name']]];
}

/** The items of a list by their key, in the list's order; the value is the index. */
export type Keyed = ReadonlyMap<string, number>;

function keyed(list: readonly Json[], fields: readonly string[]): Keyed | undefined {
  const found = new Map<string, number>();
  for (const [i, item] of list.entries()) {
    if (!isMap(item)) return undefined;
    const parts = fields.map((field) => (Object.hasOwn(item, field) ? item[field] : field === 'protocol' ? 'TCP' : undefined));
    if (parts.some((part) => typeof part !== 'string' && typeof part !== 'number')) return undefined;
    const key = parts.join('/');
    if (found.has(key)) return undefined;
    found.set(key, i);
  }
  return found;
}

export interface Keys {
  /** The fields that make the key. */
  readonly fields: readonly string[];
  readonly base: Keyed;
  readonly head: Keyed;
}

/** Both lists' items by key; undefined if the list called `name` has no key or an item does not fit it, so that only the index is left. */
export function keysOf(name: string, base: readonly Json[], head: readonly Json[]): Keys | undefined {
  for (const fields of KEYS.get(name) ?? []) {
    const both = { base: keyed(base, fields), head: keyed(head, fields) };
    if (both.base && both.head) return { fields, base: both.base, head: both.head };
  }
  return undefined;
}
