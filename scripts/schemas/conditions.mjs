// What the API server asks of a whole definition: fields that the published structures call optional, and fields that depend on others.
// Source: pkg/apis/core/validation/validation.go of Kubernetes, as the linter of Argo Rollouts runs it over pod templates.
const definition = (name) => ({ $ref: `#/$defs/${name}` });
const has = (field, value) => ({ properties: { [field]: { enum: [value] } }, required: [field] });
const oneOf = (description, ...fields) => ({ anyOf: fields.map((field) => ({ required: [field] })), description });
/** `if`, `then` and `else`, whose names a literal object must not have. */
const when = (condition, then, otherwise = true) =>
  Object.fromEntries([
    ['if', condition],
    ['then', then],
    ['else', otherwise],
  ]);
const needs = (field, other) => when({ required: [field] }, { required: [other] });
const never = (description) => ({ not: {}, description });

/** Operators of selectors with the values that they take. */
const operators = (...single) => {
  const some = { required: ['values'], properties: { values: { minItems: 1 } } };
  const one = { required: ['values'], properties: { values: { minItems: 1, maxItems: 1 } } };
  return {
    allOf: [
      ...['In', 'NotIn'].map((operator) => when(has('operator', operator), some)),
      ...single.map((operator) => when(has('operator', operator), one)),
    ],
  };
};

const SIDECAR = 'an init container has none, unless `restartPolicy: Always` makes it a sidecar';
const MEMORY = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((unit) => `1${unit}`);

export const CONDITIONS = {
  'core.v1.PodTemplateSpec': { required: ['spec'] },
  'core.v1.Container': { required: ['image'] },
  'core.v1.ExecAction': { required: ['command'] },
  'core.v1.LifecycleHandler': { minProperties: 1 },
  'core.v1.EnvVarSource': { minProperties: 1 },
  'core.v1.EnvFromSource': oneOf('write `configMapRef:` or `secretRef:`', 'configMapRef', 'secretRef'),
  'core.v1.ConfigMapKeySelector': { required: ['name'] },
  'core.v1.SecretKeySelector': { required: ['name'] },
  'core.v1.ConfigMapEnvSource': { required: ['name'] },
  'core.v1.SecretEnvSource': { required: ['name'] },
  'core.v1.ConfigMapVolumeSource': { required: ['name'] },
  'core.v1.ConfigMapProjection': { required: ['name'] },
  'core.v1.SecretVolumeSource': { required: ['secretName'] },
  'core.v1.SecretProjection': { required: ['name'] },
  'core.v1.ClusterTrustBundleProjection': oneOf('write `name:` or `signerName:`', 'name', 'signerName'),
  'core.v1.DownwardAPIVolumeFile': oneOf('write `fieldRef:` or `resourceFieldRef:`', 'fieldRef', 'resourceFieldRef'),
  'core.v1.EphemeralVolumeSource': { required: ['volumeClaimTemplate'] },
  'core.v1.PersistentVolumeClaimSpec': { required: ['accessModes', 'resources'] },
  'core.v1.PodDNSConfigOption': { required: ['name'] },
  'core.v1.ResourceFieldSelector': when(
    { properties: { resource: { pattern: 'cpu$' } } },
    { properties: { divisor: { enum: [0, 1, '0', '1', '1m'] } } },
    { properties: { divisor: { enum: [0, 1, '0', ...MEMORY] } } },
  ),
  'core.v1.PodSpec': when(has('dnsPolicy', 'None'), {
    required: ['dnsConfig'],
    properties: { dnsConfig: { required: ['nameservers'], properties: { nameservers: { minItems: 1 } } } },
  }),
  'core.v1.Toleration': {
    ...when({ required: ['tolerationSeconds'] }, has('effect', 'NoExecute')),
    anyOf: [{ required: ['key'] }, has('operator', 'Exists')],
    description: 'without `key:` write `operator: Exists`',
  },
  'core.v1.PodAffinityTerm': needs('matchLabelKeys', 'labelSelector'),
  'core.v1.TopologySpreadConstraint': needs('matchLabelKeys', 'labelSelector'),
  'core.v1.NodeSelectorRequirement': operators('Gt', 'Lt'),
  'meta.v1.LabelSelectorRequirement': operators(),
};

/** Fields that refer to another definition and ask for more than it does. */
export const FIELDS = {
  'core.v1.PodSpec.initContainers': {
    items: {
      ...definition('core.v1.Container'),
      ...when(has('restartPolicy', 'Always'), true, {
        properties: Object.fromEntries(
          ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'].map((field) => [field, never(SIDECAR)]),
        ),
      }),
    },
  },
  'core.v1.NodeSelectorTerm.matchFields': {
    items: {
      ...definition('core.v1.NodeSelectorRequirement'),
      properties: { key: { enum: ['metadata.name'] }, values: { items: { pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$' } } },
    },
  },
  'core.v1.DownwardAPIVolumeFile.resourceFieldRef': { required: ['containerName'] },
  'core.v1.EnvVarSource.fieldRef': {
    properties: {
      fieldPath: {
        pattern:
          "^(metadata\\.(name|namespace|uid)|metadata\\.(labels|annotations)\\['[^']+'\\]|spec\\.(nodeName|serviceAccountName)|status\\.(hostIPs?|podIPs?))$",
        description:
          "known are metadata.name, .namespace, .uid, .labels['…'], .annotations['…'], spec.nodeName, spec.serviceAccountName, status.hostIP, .hostIPs, .podIP and .podIPs",
      },
    },
  },
  'core.v1.DownwardAPIVolumeFile.fieldRef': {
    properties: {
      fieldPath: {
        pattern: "^metadata\\.(name|namespace|uid|labels|annotations|(labels|annotations)\\['[^']+'\\])$",
        description: "known are metadata.name, .namespace, .uid, .labels and .annotations, whole or with ['…']",
      },
    },
  },
  'core.v1.PersistentVolumeClaimSpec.resources': { required: ['requests'], properties: { requests: { required: ['storage'] } } },
};
