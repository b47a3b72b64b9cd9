/** Fields that users write where a kind does not have them, with what to do; the API server prunes most of them without a word. */
const MISPLACED: readonly (readonly [kinds: RegExp, path: RegExp, fix: string])[] = [
  [
    /^Rollout$/,
    /\/trafficRouting\/(gatewayAPI|contour|consul|gloo|openshift)$/,
    'it is a plugin: write it under `trafficRouting.plugins`, such as `argoproj-labs/gatewayAPI:`; here it is dropped, and pods alone split the traffic',
  ],
  [/^Rollout$/, /\/steps\/\d+\/replicaProgressThreshold$/, 'it is not a step: write it beside `steps:`, under `canary:`'],
  [/^Rollout$/, /^\/spec\/template\/metadata\//, 'of a pod template only labels and annotations are kept'],
  [/^Rollout$/, /\/args\/\d+\/valueFrom\/secretKeyRef$/, 'declare it in the AnalysisTemplate, which may read Secrets'],
  [
    /AnalysisTemplate$/,
    /\/args\/\d+\/valueFrom\/podTemplateHashValue$/,
    'declare the argument without a value, and let the Rollout give it with `podTemplateHashValue`',
  ],
];

/** What to do with a field that a kind does not have there, if it is a known mix-up. `path` is a JSON Pointer. */
export const misplaced = (kind: string, path: string): string | undefined =>
  MISPLACED.find(([kinds, where]) => kinds.test(kind) && where.test(path))?.[2];
