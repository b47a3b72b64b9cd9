import { equal, isMap, type Json, type JsonMap } from '../../base/json.js';
import type { Rule } from '../rule.js';
import { itemsAt, listAt, mapAt, textAt } from '../set.js';

const SELECTS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout']);
const HASH = 'rollouts-pod-template-hash';

/** Whether labels meet an expression of a selector; undefined for an operator that there is not. Source: labels.Requirement.Matches. */
function meets(expression: Json, labels: JsonMap): boolean | undefined {
  const value = labels[textAt(expression, 'key') ?? ''];
  const within = listAt(expression, 'values').some((item) => item === value);
  switch (textAt(expression, 'operator')) {
    case 'In':
      return within;
    case 'NotIn':
      return !within;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return undefined;
  }
}

export const selectorMismatch: Rule = {
  code: 'workload/selector',
  why: 'A workload that does not select its own pods is refused.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  *check({ pods }) {
    for (const { object, labels, path } of pods) {
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
      for (const [at, expression] of itemsAt(object.data, 'spec', 'selector', 'matchExpressions')) {
        const met = meets(expression, labels);
        const operator = textAt(expression, 'operator') ?? '';
        if (met === undefined && isMap(expression))
          yield {
            object,
            path: [...at, 'operator'],
            message: `\`${operator}\` is not an operator of a selector`,
            fix: 'write In, NotIn, Exists or DoesNotExist',
          };
        if (met === false)
          yield {
            object,
            path: at,
            message: `the pods do not meet \`${textAt(expression, 'key') ?? ''} ${operator} ${listAt(expression, 'values').join(', ')}\``,
            fix: 'give the pods the labels of the selector',
          };
      }
      if (
        selector['matchLabels'] !== undefined &&
        Object.keys(matchLabels).length === 0 &&
        selector['matchExpressions'] === undefined
      )
        yield { object, path: ['spec', 'selector'], message: 'the selector is empty', fix: 'name labels that the pods have' };
      for (const place of [
        ['spec', 'selector', 'matchLabels'],
        [...path, 'metadata', 'labels'],
      ])
        if (mapAt(object.data, ...place)[HASH] !== undefined)
          yield {
            object,
            path: [...place, HASH],
            message: `the controller adds \`${HASH}\` itself; Git must not name it`,
            fix: 'leave it out',
          };
    }
  },
};
