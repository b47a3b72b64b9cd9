import { expect, test } from '@jest/globals';
import { errorsIn, line } from './judge.js';

// Mistakes that people make, each in a legal object: what stands there, what they write, and the code and line that it gives.
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          imagePullPolicy: Always
          env: [{name: A, value: "1"}]
          ports: [{containerPort: 8080}]
          resources: {requests: {cpu: 100m, memory: 1Gi}}
          readinessProbe:
            httpGet: {path: /, port: 8080}
            periodSeconds: 10
`;
const rollout = (strategy: string) => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: "registry.example.com/web:1.4.2"}]
  strategy:
${strategy}
`;
const CANARY = rollout(`    canary:
      steps:
        - setWeight: 20
        - pause: {duration: 5m}
        - analysis: {templates: [{templateName: checks}]}`);
const BLUE_GREEN = rollout('    blueGreen:\n      activeService: web');
const ANALYSIS = `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: {name: checks}
spec:
  metrics:
    - name: rate
      successCondition: result > 0.95
      provider: {web: {url: "http://web", jsonPath: "{$.rate}"}}
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  ports:
    - {port: 80}
`;
const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: web, port: {number: 80}}}
`;
const AUTOSCALER = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 5
  minReplicas: 2
`;
const BUDGET = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec:
  minAvailable: 1
  selector: {matchLabels: {app: web}}
`;
const MONITOR = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web}
spec:
  selector: {}
  endpoints:
    - {port: http, interval: 30s}
`;
const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata:\n  a: "1"\n';

const MISTAKES: readonly (readonly [object: string, written: string, instead: string, code: string])[] = [
  [DEPLOYMENT, 'replicas: 3', 'replcas: 3', 'schema/unknown-field'],
  [DEPLOYMENT, 'replicas: 3', 'replicas: "3"', 'schema/wrong-type'],
  [DEPLOYMENT, 'replicas: 3', 'replicas: 1.5', 'schema/wrong-type'],
  [DEPLOYMENT, '  selector: {matchLabels: {app: web}}\n', '', 'schema/missing-field'],
  [DEPLOYMENT, 'cpu: 100m', 'cpu: 100mm', 'schema/not-allowed'],
  [DEPLOYMENT, 'memory: 1Gi', 'memory: 1 Gi', 'schema/not-allowed'],
  [DEPLOYMENT, 'memory: 1Gi', 'memory: 512MB', 'schema/not-allowed'],
  [DEPLOYMENT, 'httpGet:', 'httpget:', 'schema/unknown-field'],
  [DEPLOYMENT, '{path: /, port: 8080}', '{path: /}', 'schema/missing-field'],
  [DEPLOYMENT, 'periodSeconds: 10', 'periodSeconds: 10s', 'schema/wrong-type'],
  [DEPLOYMENT, 'value: "1"', 'value: 1', 'schema/wrong-type'],
  [DEPLOYMENT, 'labels: {app: web}\nspec', 'labels: {app: true}\nspec', 'schema/wrong-type'],
  [DEPLOYMENT, 'containerPort: 8080', 'containerPort: "8080"', 'schema/wrong-type'],
  [DEPLOYMENT, '- name: web\n          image', '- image', 'schema/missing-field'],
  [DEPLOYMENT, '- name: web\n', '  name: web\n', 'schema/wrong-type'],
  [DEPLOYMENT, 'imagePullPolicy: Always', 'imagePullPolicy: Sometimes', 'schema/not-allowed'],
  [DEPLOYMENT, 'apps/v1', 'apps/v2', 'schema/unknown-api'],
  [CANARY, 'setWeight', 'setWieght', 'schema/unknown-field'],
  [CANARY, 'setWeight: 20', 'setWeight: "20"', 'schema/wrong-type'],
  [CANARY, 'pause: {duration: 5m}', 'pause: 5m', 'schema/wrong-type'],
  [CANARY, 'canary:', 'bluegreen:', 'schema/unknown-field'],
  [CANARY, 'templateName', 'templateNme', 'schema/unknown-field'],
  [BLUE_GREEN, '    blueGreen:\n      activeService: web', '    blueGreen: {}', 'schema/missing-field'],
  [BLUE_GREEN, '  strategy:\n    blueGreen:\n      activeService: web\n', '', 'rollout/strategy'],
  [ANALYSIS, 'successCondition', 'sucessCondition', 'schema/unknown-field'],
  [ANALYSIS, '      provider: {web: {url: "http://web", jsonPath: "{$.rate}"}}\n', '', 'schema/missing-field'],
  [ANALYSIS, ANALYSIS.slice(ANALYSIS.indexOf('  metrics')), '  metrics: []\n', 'analysis/metrics'],
  [SERVICE, 'port: 80', 'port: "80"', 'schema/wrong-type'],
  [SERVICE, '{port: 80}', '{name: http}', 'schema/missing-field'],
  [INGRESS, '{service: {name: web, port: {number: 80}}}', '{serviceName: web, servicePort: 80}', 'schema/unknown-field'],
  [INGRESS, '            pathType: Prefix\n', '', 'schema/missing-field'],
  [AUTOSCALER, '  maxReplicas: 5\n', '', 'schema/missing-field'],
  [AUTOSCALER, 'minReplicas: 2', 'targetCPUUtilizationPercentage: 80', 'schema/unknown-field'],
  [BUDGET, 'minAvailable: 1', 'minAvailable: true', 'schema/wrong-type'],
  [MONITOR, 'interval: 30s', 'intervall: 30s', 'schema/unknown-field'],
  [MONITOR, 'interval: 30s', 'interval: 30 seconds', 'schema/not-allowed'],
  [CONFIG, '"1"', '1', 'schema/wrong-type'],
];

test.each([DEPLOYMENT, CANARY, BLUE_GREEN, ANALYSIS, SERVICE, INGRESS, AUTOSCALER, BUDGET, MONITOR, CONFIG])(
  'is legal as it stands: %#',
  (text) => expect(errorsIn(text).map(line)).toEqual([]),
);

const titled = MISTAKES.map((mistake) => [mistake[2].trim() || `without ${mistake[1].trim()}`, ...mistake] as const);

test.each(titled)('%s', (_, object, written, instead, code) => {
  expect(object).toContain(written);
  const found = errorsIn(object.replace(written, () => instead));
  expect(found.map((item) => item.code)).toContain(code);
  for (const { origin } of found) expect(origin).toMatchObject({ from: 'file', line: expect.any(Number) });
});
