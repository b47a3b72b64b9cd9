import { equal } from '../../json.js';
import type { Rule } from '../rule.js';
import { mapAt } from '../set.js';

const SELECTS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout']);

export const selectorMismatch: Rule = {
  code: 'workload/selector',
  why: 'A workload that does not select its own pods is refused.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  *check({ pods }) {
    for (const { object, labels } of pods) {
      if (!SELECTS.has(object.ref.kind) || object.data['spec'] === undefined) continue;
      const selector = mapAt(object.data, 'spec', 'selector');
      const matchLabels = mapAt(selector, 'matchLabels');
      for (const [key, value] of Object.entries(matchLabels))
        if (!equal(labels[key], value))
          yield {
            object,
            path: ['spec', 'selector', 'matchLabels', key],
            message: `the selector wants \`${key}: ${String(value)}\`, the pods have ${labels[key] === undefined ? 'no such label' : `\`${String(labels[key])}\``}`,
            fix: 'give the pods the labels of the selector',
          };
      if (
        selector['matchLabels'] !== undefined &&
        Object.keys(matchLabels).length === 0 &&
        selector['matchExpressions'] === undefined
      )
        yield { object, path: ['spec', 'selector'], message: 'the selector is empty', fix: 'name labels that the pods have' };
      if (matchLabels['rollouts-pod-template-hash'] !== undefined)
        yield {
          object,
          path: ['spec', 'selector', 'matchLabels', 'rollouts-pod-template-hash'],
          message: 'the controller adds `rollouts-pod-template-hash` itself; a selector must not name it',
          fix: 'leave it out',
        };
    }
  },
};
