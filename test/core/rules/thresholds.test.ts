import { expect, test } from '@jest/globals';
import { findingsIn } from './judge.js';

/** A Deployment of a container with these fields, as many times as `replicas` says. */
const deployment = (fields: string, replicas = 1) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "web:1", ${fields} }] }
`;
const resources = (requests: string, limits = '') =>
  deployment(`resources: { requests: { ${requests} }, limits: { ${limits} } }`);
const probe = (kind: string, successes: number) =>
  deployment(`${kind}Probe: { tcpSocket: { port: 80 }, successThreshold: ${successes} }`);
const scaler = (least: string, most: number) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${least} maxReplicas: ${most} }
`;
const budget = (says: string, replicas: number) => `${deployment('', replicas)}---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { selector: { matchLabels: { app: web } }, ${says} }
`;
const query = (range: string) => `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: rate }
spec:
  metrics:
    - name: rate
      interval: 1m
      count: 3
      successCondition: len(result) == 0 || result[0] > 1
      provider: { prometheus: { address: "http://prometheus", query: "sum(rate(requests[${range}]))" } }
`;
/** A Rollout that is over after a pause and the start of its pods, both in seconds; its analysis fails at the earliest after `fails`. */
const timed = (pause: string, starts: string, fails: string) => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  ${starts}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "web:1" }] }
  strategy:
    canary:
      analysis: { templates: [{ templateName: rate }], startingStep: 1 }
      steps: [{ setWeight: 10 }, { pause: { duration: ${pause} } }]
---
${query('5m').replace('interval: 1m', fails)}`;

/** A number one below, at and one above a threshold, and what rule says of each that it breaks. */
test.each<[code: string, says: readonly string[], manifests: readonly string[]]>([
  [
    'container/odd-quantity',
    ['fine', 'warning', 'warning', 'fine', 'fine'],
    ['0', '1', '1048575', '1048576', '1048577'].map((memory) => resources(`memory: ${memory}, cpu: 1`)),
  ],
  ['container/odd-quantity', ['fine', 'fine', 'warning'], ['999', '1000', '1001'].map((cpu) => resources(`cpu: ${cpu}`))],
  ['container/odd-quantity', ['error', 'fine', 'fine'], ['-1m', '0', '1m'].map((cpu) => resources(`cpu: ${cpu}`))],
  [
    'container/request-over-limit',
    ['fine', 'fine', 'error'],
    ['99m', '0.1', '101m'].map((cpu) => resources(`cpu: ${cpu}`, 'cpu: 100m')),
  ],
  [
    'container/request-over-limit',
    ['error', 'fine', 'error'],
    ['1', '2', '3'].map((gpus) => resources(`"acme.com/gpu": ${gpus}`, '"acme.com/gpu": 2')),
  ],
  ['container/probe-threshold', ['fine', 'error'], [1, 2].map((successes) => probe('liveness', successes))],
  ['container/probe-threshold', ['fine', 'error'], [1, 2].map((successes) => probe('startup', successes))],
  ['container/probe-threshold', ['fine', 'fine'], [1, 2].map((successes) => probe('readiness', successes))],
  ['autoscaler/range', ['fine', 'fine', 'error'], [2, 3, 4].map((least) => scaler(`minReplicas: ${least},`, 3))],
  ['autoscaler/range', ['fine', 'fine'], [1, 2].map((most) => scaler('', most))],
  ['budget/blocks', ['fine', 'error', 'error'], [1, 2, 3].map((stay) => budget(`minAvailable: ${stay}`, 2))],
  ['budget/blocks', ['fine', 'fine', 'error'], ['49%', '50%', '51%'].map((stay) => budget(`minAvailable: ${stay}`, 2))],
  ['budget/blocks', ['error', 'fine'], [0, 1].map((go) => budget(`maxUnavailable: ${go}`, 2))],
  ['budget/blocks', ['error', 'fine'], ['0%', '1%'].map((go) => budget(`maxUnavailable: ${go}`, 2))],
  ['budget/blocks', ['fine', 'error'], [0, 1].map((replicas) => budget('minAvailable: 1', replicas))],
  ['budget/missing', ['fine', 'fine', 'note', 'note'], [0, 1, 2, 3].map((replicas) => deployment('', replicas))],
  ['analysis/short-range', ['warning', 'fine', 'fine'], ['59s', '1m', '61s'].map(query)],
  [
    'rollout/analysis-too-late',
    ['warning', 'fine', 'fine'],
    ['59s', '1m', '61s'].map((pause) => timed(pause, 'minReadySeconds: 0', 'initialDelay: 1m')),
  ],
  [
    'rollout/analysis-too-late',
    ['warning', 'fine', 'fine'],
    [59, 60, '"61"'].map((pause) => timed(String(pause), 'minReadySeconds: 0', 'initialDelay: 1m')),
  ],
  [
    'rollout/analysis-too-late',
    ['warning', 'fine', 'fine'],
    [29, 30, 31].map((starts) => timed('30s', `minReadySeconds: ${starts}`, 'initialDelay: 1m')),
  ],
  [
    'rollout/analysis-too-late',
    ['fine', 'fine', 'warning'],
    [1, 2, 3].map((limit) => timed('60s', 'minReadySeconds: 0', `failureLimit: ${limit}\n      interval: 30s`)),
  ],
])('%s, below, at and above: %j', (code, says, manifests) => {
  const said = manifests.map((text) => findingsIn(text).find((item) => item.code === code)?.severity ?? 'fine');
  expect(said).toEqual(says);
});
