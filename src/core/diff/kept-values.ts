import { at, type Json } from '../base/json.js';
import type { RenderedObject } from '../objects/types.js';
import { quantity } from '../rules/quantity.js';
import type { Mistake } from '../rules/rule.js';

type Kept = Omit<Mistake, 'object' | 'code'>;

const spec = ({ data }: RenderedObject, ...path: readonly (string | number)[]): Json | undefined => at(data, ['spec', ...path]);

/**
 * A Service keeps its address, the family of that and the class of its load balancer; its type may change, since the API server takes away
 * and gives addresses by itself (pkg/apis/core/validation, ValidateServiceUpdate; pkg/registry/core/service, patchAllocatedValues).
 */
export function serviceKeeps(base: RenderedObject, head: RenderedObject): readonly Kept[] {
  if (head.ref.kind !== 'Service' || head.ref.apiVersion !== 'v1') return [];
  const [oldType, newType] = [spec(base, 'type') ?? 'ClusterIP', spec(head, 'type') ?? 'ClusterIP'];
  if (oldType === 'ExternalName' || newType === 'ExternalName') return [];
  const fix = 'delete the Service before this is synced, or give it another name';
  const keeps = (path: readonly (string | number)[], message: string): Kept => ({ path: ['spec', ...path], message, fix });
  const [old, next] = [spec(base, 'clusterIP') || undefined, spec(head, 'clusterIP') || undefined];
  const headless = 'a Service that is there cannot be made headless';
  const found: Kept[] = [];
  if (old === 'None' && next !== 'None')
    found.push(keeps(['clusterIP'], 'a headless Service stays headless: the API keeps `clusterIP: None`'));
  else if (old !== 'None' && next === 'None') found.push(keeps(['clusterIP'], headless));
  else if (next !== undefined && next !== old) {
    // It may be the very address that the cluster has chosen.
    const from = old === undefined ? 'the one that the cluster chose' : String(old);
    const message = `\`spec.clusterIP\` of a Service cannot be changed: ${from} → ${String(next)}`;
    found.push({ ...keeps(['clusterIP'], message), ...(old === undefined ? { severity: 'warning' as const } : {}) });
  }
  const [family, other] = [spec(base, 'ipFamilies', 0), spec(head, 'ipFamilies', 0)];
  if (next !== 'None' && family !== undefined && other !== undefined && family !== other)
    found.push(
      keeps(
        ['ipFamilies', 0],
        `the first of \`spec.ipFamilies\` of a Service cannot be changed: ${String(family)} → ${String(other)}`,
      ),
    );
  const [oldClass, newClass] = [spec(base, 'loadBalancerClass'), spec(head, 'loadBalancerClass')];
  if (oldType === 'LoadBalancer' && newType === 'LoadBalancer' && oldClass !== newClass)
    found.push(
      keeps(['loadBalancerClass'], '`spec.loadBalancerClass` of a Service cannot be changed while it is a LoadBalancer'),
    );
  return found;
}

/** A claim can ask for more, not for less (pkg/apis/core/validation, ValidatePersistentVolumeClaimUpdate). */
export function claimShrinks(base: RenderedObject, head: RenderedObject): readonly Kept[] {
  if (head.ref.kind !== 'PersistentVolumeClaim') return [];
  const path = ['resources', 'requests', 'storage'];
  const [old, next] = [spec(base, ...path), spec(head, ...path)];
  const [before, after] = [quantity(old), quantity(next)];
  if (before === undefined || after === undefined || after >= before) return [];
  return [
    {
      path: ['spec', ...path],
      message: `a PersistentVolumeClaim cannot be made smaller: ${String(old)} → ${String(next)}`,
      fix: 'keep the size, or make a claim of another name and copy the data',
    },
  ];
}
