import type { Capabilities } from '../template/types.js';

/** Helm's own list, by group: what `.Capabilities.APIVersions` holds without a cluster (helm.sh/helm/v4, DefaultVersionSet). */
const GROUPS: Readonly<Record<string, string>> = {
  '': 'v1',
  'admissionregistration.k8s.io': 'v1 v1alpha1 v1beta1',
  'internal.apiserver.k8s.io': 'v1alpha1',
  apps: 'v1 v1beta1 v1beta2',
  'authentication.k8s.io': 'v1 v1alpha1 v1beta1',
  'authorization.k8s.io': 'v1 v1beta1',
  autoscaling: 'v1 v2',
  batch: 'v1 v1beta1',
  'certificates.k8s.io': 'v1 v1beta1 v1alpha1',
  'coordination.k8s.io': 'v1alpha2 v1beta1 v1',
  'discovery.k8s.io': 'v1 v1beta1',
  'events.k8s.io': 'v1 v1beta1',
  extensions: 'v1beta1',
  'flowcontrol.apiserver.k8s.io': 'v1 v1beta1 v1beta2 v1beta3',
  'lifecycle.k8s.io': 'v1alpha1',
  'networking.k8s.io': 'v1 v1beta1',
  'node.k8s.io': 'v1 v1alpha1 v1beta1',
  policy: 'v1 v1beta1',
  'rbac.authorization.k8s.io': 'v1 v1beta1 v1alpha1',
  'resource.k8s.io': 'v1 v1beta2 v1beta1 v1alpha3',
  'scheduling.k8s.io': 'v1alpha3 v1beta1 v1',
  'storage.k8s.io': 'v1beta1 v1 v1alpha1',
  'storagemigration.k8s.io': 'v1 v1beta1',
  'apiextensions.k8s.io': 'v1beta1 v1',
};

/**
 * What templates are told, and objects checked against, where an app pins nothing: the newest Kubernetes whose schemas are here, and Helm's
 * list. The same on all faces: a cluster's own values would make other manifests than those that were looked at.
 */
export const DEFAULT_CAPABILITIES: Capabilities = {
  kubeVersion: '1.37.0',
  apiVersions: Object.entries(GROUPS).flatMap(([group, versions]) =>
    versions.split(' ').map((version) => (group === '' ? version : `${group}/${version}`)),
  ),
};

/** The capabilities with some of them pinned. API versions come beside Helm's, as with `helm template --api-versions`. */
export const pinned = ({ kubeVersion, apiVersions = [] }: Partial<Capabilities>): Capabilities => ({
  kubeVersion: kubeVersion ?? DEFAULT_CAPABILITIES.kubeVersion,
  apiVersions: [...new Set([...DEFAULT_CAPABILITIES.apiVersions, ...apiVersions])],
});
