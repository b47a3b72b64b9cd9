// API versions that were gone before the oldest minor that is published here: the minor that no longer serves them.
// Source: "Deprecated API Migration Guide", kubernetes.io/docs/reference/using-api/deprecation-guide.
const gone = (until, group, version, ...kinds) => kinds.map((kind) => [`${group}/${version}/${kind}`, { until }]);

export const REMOVED = Object.fromEntries([
  ...gone('1.16', 'extensions', 'v1beta1', 'DaemonSet', 'Deployment', 'NetworkPolicy', 'PodSecurityPolicy', 'ReplicaSet'),
  ...gone('1.22', 'extensions', 'v1beta1', 'Ingress'),
  ...gone('1.16', 'apps', 'v1beta1', 'Deployment', 'StatefulSet'),
  ...gone('1.16', 'apps', 'v1beta2', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'),
  ...gone('1.22', 'networking.k8s.io', 'v1beta1', 'Ingress', 'IngressClass'),
  ...gone('1.25', 'batch', 'v1beta1', 'CronJob'),
  ...gone('1.25', 'policy', 'v1beta1', 'PodDisruptionBudget', 'PodSecurityPolicy'),
  ...gone('1.25', 'autoscaling', 'v2beta1', 'HorizontalPodAutoscaler'),
  ...gone('1.22', 'rbac.authorization.k8s.io', 'v1beta1', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'),
  ...gone('1.22', 'rbac.authorization.k8s.io', 'v1alpha1', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'),
  ...gone('1.22', 'apiextensions.k8s.io', 'v1beta1', 'CustomResourceDefinition'),
  ...gone('1.22', 'apiregistration.k8s.io', 'v1beta1', 'APIService'),
  ...gone('1.22', 'admissionregistration.k8s.io', 'v1beta1', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'),
  ...gone('1.22', 'scheduling.k8s.io', 'v1beta1', 'PriorityClass'),
  ...gone('1.22', 'storage.k8s.io', 'v1beta1', 'CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'),
  ...gone('1.22', 'coordination.k8s.io', 'v1beta1', 'Lease'),
  ...gone('1.25', 'discovery.k8s.io', 'v1beta1', 'EndpointSlice'),
  ...gone('1.25', 'node.k8s.io', 'v1beta1', 'RuntimeClass'),
  ...gone('1.25', 'events.k8s.io', 'v1beta1', 'Event'),
  ...gone('1.22', 'certificates.k8s.io', 'v1beta1', 'CertificateSigningRequest'),
]);
