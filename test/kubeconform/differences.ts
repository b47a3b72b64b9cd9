/** Where kubeconform refuses what is no error here, and why that is right; each with manifests of which it is true. */
export interface Difference {
  readonly why: string;
  /** Of a mistake at a place of an object of this kind. */
  readonly covers: (kind: string, pointer: string) => boolean;
  readonly example: string;
}

const object = (apiVersion: string, kind: string, rest: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web}\n${rest}\n`;

export const DIFFERENCES: readonly Difference[] = [
  {
    why: 'a kind that nothing is known of is a warning, since its CustomResourceDefinition may be anywhere',
    covers: (kind, pointer) => kind === 'Widget' || pointer === '/kind',
    example: object('example.com/v1', 'Widget', 'spec: {}'),
  },
  {
    why: 'an apiVersion of a group that nothing is known of is the same',
    covers: (_, pointer) => pointer === '/apiVersion',
    example: object('apps.example.com/v1', 'Deployment', 'spec: {}'),
  },
  {
    why: 'what is inside `status` is written by controllers, and the API server drops it from what is applied',
    covers: (_, pointer) => pointer.startsWith('/status/'),
    example: object('v1', 'Service', 'spec: {ports: [{port: 80}]}\nstatus: {unknown: 1}'),
  },
  {
    why: 'the published structure requires what the API server fills in (`status` of `onPodConditions`, optional since 1.35)',
    covers: (kind, pointer) => kind === 'Job' && pointer.includes('/onPodConditions/'),
    example: object(
      'batch/v1',
      'Job',
      `spec:
  podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: DisruptionTarget}]}]}
  template:
    spec:
      restartPolicy: Never
      containers: [{name: web, image: "registry.example.com/web:1.4.2"}]`,
    ),
  },
];
