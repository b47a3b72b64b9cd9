import type { RenderedObject } from './types.js';

/** Helm's install order (helm.sh/helm/v4/pkg/release/v1/util/kind_sorter.go); kinds it does not know come last. */
const KINDS = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];
const rank = new Map(KINDS.map((kind, i) => [kind, i]));
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Objects in install order: by Helm's order of kinds, then by kind, name and namespace. */
export function inInstallOrder(objects: readonly RenderedObject[]): readonly RenderedObject[] {
  const at = (object: RenderedObject) => rank.get(object.ref.kind) ?? KINDS.length;
  return objects.toSorted(
    (a, b) =>
      at(a) - at(b) ||
      compare(a.ref.kind, b.ref.kind) ||
      compare(a.ref.name, b.ref.name) ||
      compare(a.ref.namespace ?? '', b.ref.namespace ?? '') ||
      compare(a.ref.apiVersion, b.ref.apiVersion),
  );
}
