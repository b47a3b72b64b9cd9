import { remembered } from '../../base/memo.js';
import type { RenderedObject } from '../../objects/types.js';
import { share } from '../quantity.js';
import type { Rule } from '../rule.js';
import { mapAt, nameOf, numberAt, type ObjectSet, type Pods, selects } from '../set.js';

const LINK = 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/';
export const KEEPS = new Set(['Deployment', 'StatefulSet', 'Rollout', 'ReplicaSet']);

/** The first autoscaler of each target. */
const scalers = remembered(
  ({ of }: ObjectSet) =>
    new Map(
      of('HorizontalPodAutoscaler')
        .toReversed()
        .map((object) => [mapAt(object.data, 'spec', 'scaleTargetRef')['name'], object]),
    ),
);

/** The replicas a workload has at least: its own number, or the least of its autoscaler. */
export function replicasOf(object: RenderedObject, set: ObjectSet): number {
  const scaler = scalers(set).get(object.ref.name);
  return (scaler ? numberAt(scaler.data, 'spec', 'minReplicas') : numberAt(object.data, 'spec', 'replicas')) ?? 1;
}

// The same list for the same pods.
const keptIn = remembered((pods: readonly Pods[]) => pods.filter(({ object }) => KEEPS.has(object.ref.kind)));

const coveredBy = (budget: RenderedObject, { chosen }: ObjectSet) =>
  keptIn(chosen(mapAt(budget.data, 'spec', 'selector', 'matchLabels')));

/** A message names so many workloads. */
const TOLD = 20;
const named = (pods: readonly Pods[]) =>
  [
    ...pods.slice(0, TOLD).map(({ object }) => nameOf(object)),
    ...(pods.length > TOLD ? [`${pods.length - TOLD} more`] : []),
  ].join(', ');

export const budgetShape: Rule = {
  code: 'budget/fields',
  why: 'A PodDisruptionBudget says what must stay or what may go, one of the two.',
  link: LINK,
  *check({ of }) {
    for (const object of of('PodDisruptionBudget')) {
      const { minAvailable, maxUnavailable } = mapAt(object.data, 'spec');
      if (minAvailable !== undefined && maxUnavailable !== undefined)
        yield {
          object,
          path: ['spec', 'maxUnavailable'],
          message: '`minAvailable` and `maxUnavailable` cannot stand together',
          fix: 'keep one of them',
        };
      if (minAvailable === undefined && maxUnavailable === undefined)
        yield {
          object,
          path: ['spec'],
          severity: 'warning',
          message: 'the budget says neither `minAvailable` nor `maxUnavailable`',
          fix: 'add `maxUnavailable: 1`',
        };
    }
  },
};

export const budgetBlocks: Rule = {
  code: 'budget/blocks',
  why: 'When no pod may be evicted, nodes can be neither drained nor upgraded.',
  link: `${LINK}#think-about-how-your-application-reacts-to-disruptions`,
  *check(set) {
    const replicasIn = remembered((pods: readonly Pods[]) => pods.reduce((sum, one) => sum + replicasOf(one.object, set), 0));
    for (const object of set.of('PodDisruptionBudget')) {
      const { minAvailable, maxUnavailable } = mapAt(object.data, 'spec');
      const covered = coveredBy(object, set);
      const replicas = replicasIn(covered);
      const fix = 'let at least one pod go: `maxUnavailable: 1`, and two replicas or more';
      if (maxUnavailable === 0 || maxUnavailable === '0%')
        yield { object, path: ['spec', 'maxUnavailable'], message: `\`maxUnavailable: ${maxUnavailable}\` lets no pod go`, fix };
      const stay = share(minAvailable, replicas, 'up');
      if (covered.length > 0 && replicas > 0 && stay !== undefined && stay >= replicas)
        yield {
          object,
          path: ['spec', 'minAvailable'],
          message: `\`minAvailable: ${String(minAvailable)}\` keeps all ${replicas} replica${replicas === 1 ? '' : 's'} of ${named(covered)}: no pod may go`,
          fix,
        };
    }
  },
};

export const budgetWithoutPods: Rule = {
  code: 'budget/no-pods',
  why: 'A budget that selects no pods protects nothing.',
  link: LINK,
  *check(set) {
    if (!set.pods.some(({ object }) => KEEPS.has(object.ref.kind))) return;
    for (const object of set.of('PodDisruptionBudget')) {
      if (Object.keys(mapAt(object.data, 'spec', 'selector', 'matchLabels')).length === 0 || coveredBy(object, set).length > 0)
        continue;
      yield {
        object,
        path: ['spec', 'selector', 'matchLabels'],
        message: 'the budget selects no pods that are made here',
        fix: 'select labels that the pods have',
      };
    }
  },
};

export const previewPods: Rule = {
  code: 'budget/preview-pods',
  why: 'The budget counts the pods of both versions: while the preview runs, it may let all active pods go at once.',
  link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors',
  *check(set) {
    for (const object of set.of('PodDisruptionBudget')) {
      const { minAvailable } = mapAt(object.data, 'spec');
      const matchLabels = mapAt(object.data, 'spec', 'selector', 'matchLabels');
      if (minAvailable === undefined) continue;
      for (const pods of coveredBy(object, set)) {
        const blueGreen = mapAt(pods.object.data, 'spec', 'strategy')['blueGreen'];
        // A label of a role keeps the budget on one version.
        if (pods.object.ref.kind !== 'Rollout' || blueGreen === undefined || !selects(matchLabels, { ...pods, roles: [] }))
          continue;
        yield {
          object,
          path: ['spec', 'minAvailable'],
          message: `\`minAvailable\` counts the preview pods of ${nameOf(pods.object)} as well`,
          fix: 'write `maxUnavailable: 1`, or select a label of `activeMetadata`',
        };
      }
    }
  },
};

export const noBudget: Rule = {
  code: 'budget/missing',
  why: 'Without a budget a drain of nodes may take all replicas at once.',
  link: LINK,
  *check(set) {
    const budgets = set.of('PodDisruptionBudget');
    // What such a budget covers is not known.
    if (budgets.some(({ data }) => mapAt(data, 'spec', 'selector')['matchExpressions'] !== undefined)) return;
    const chosen = new Set(budgets.map((budget) => coveredBy(budget, set)));
    const covered = new Set([...chosen].flat().map(({ object }) => object));
    for (const { object, path } of set.pods) {
      if (!KEEPS.has(object.ref.kind) || path.length === 0 || replicasOf(object, set) < 2 || covered.has(object)) continue;
      yield {
        object,
        path: [],
        message: `no PodDisruptionBudget covers the pods of ${nameOf(object)}`,
        fix: 'add one with `maxUnavailable: 1`',
      };
    }
  },
};
