import { didYouMean } from '../../findings/suggest.js';
import type { RenderedObject } from '../../objects/types.js';
import type { Rule } from '../rule.js';
import { containersOf, itemsAt, mapAt, nameOf, numberAt, type ObjectSet, podsOf, textAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';
const SCALED = ['Deployment', 'Rollout', 'StatefulSet', 'ReplicaSet'];

const groupOf = (apiVersion: string | undefined) => apiVersion?.split('/')[0];

/** What an autoscaler scales, if it is rendered here. */
export function targetOf(object: RenderedObject, set: ObjectSet): RenderedObject | undefined {
  const target = mapAt(object.data, 'spec', 'scaleTargetRef');
  const found = set.find(textAt(target, 'kind') ?? '', textAt(target, 'name') ?? '', object);
  return groupOf(found?.ref.apiVersion) === groupOf(textAt(target, 'apiVersion')) ? found : undefined;
}

export const autoscalerTarget: Rule = {
  code: 'autoscaler/target',
  why: 'An autoscaler whose target does not exist scales nothing: with a Rollout in place of a Deployment it stays at one replica.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/hpa-support/',
  *check(set) {
    const workloads = SCALED.flatMap(set.names);
    for (const object of set.of('HorizontalPodAutoscaler')) {
      const target = mapAt(object.data, 'spec', 'scaleTargetRef');
      const [kind, name] = [textAt(target, 'kind') ?? '', textAt(target, 'name') ?? ''];
      if (workloads.length === 0 || targetOf(object, set)) continue;
      const same = set.find(kind, name, object);
      const other = SCALED.flatMap((item) => set.find(item, name, object) ?? []).find(({ ref }) => ref.kind !== kind);
      if (same)
        yield {
          object,
          path: ['spec', 'scaleTargetRef', 'apiVersion'],
          message: `${nameOf(same)} is of ${same.ref.apiVersion}, not of ${textAt(target, 'apiVersion') ?? 'v1'}`,
          fix: `write \`apiVersion: ${same.ref.apiVersion}\``,
          edit: { value: same.ref.apiVersion },
        };
      else if (other)
        yield {
          object,
          path: ['spec', 'scaleTargetRef', 'kind'],
          message: `there is no ${kind} ${name}, but a ${other.ref.kind}`,
          fix: `write \`apiVersion: ${other.ref.apiVersion}\` and \`kind: ${other.ref.kind}\``,
        };
      else
        yield {
          object,
          path: ['spec', 'scaleTargetRef', 'name'],
          message: `there is no ${kind} ${name} here`,
          fix: didYouMean(name, workloads) ?? '',
        };
    }
  },
};

export const autoscalerRange: Rule = {
  code: 'autoscaler/range',
  why: 'The least number of replicas is not more than the most.',
  link: LINK,
  *check({ of }) {
    for (const object of of('HorizontalPodAutoscaler')) {
      const [least, most] = [numberAt(object.data, 'spec', 'minReplicas') ?? 1, numberAt(object.data, 'spec', 'maxReplicas')];
      if (most !== undefined && least > most)
        yield {
          object,
          path: ['spec', 'minReplicas'],
          message: `\`minReplicas\` (${least}) is more than \`maxReplicas\` (${most})`,
          fix: 'lower the one, or raise the other',
        };
    }
  },
};

const FIELDS: Readonly<Record<string, string>> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

export const autoscalerMetric: Rule = {
  code: 'autoscaler/metric',
  why: 'A metric has the field that its type names, and a percentage of requests needs requests.',
  link: LINK,
  *check(set) {
    for (const object of set.of('HorizontalPodAutoscaler')) {
      for (const [path, metric] of itemsAt(object.data, 'spec', 'metrics')) {
        const type = textAt(metric, 'type') ?? '';
        const field = FIELDS[type];
        if (field === undefined) continue;
        if (mapAt({ metric }, 'metric')[field] === undefined) {
          yield {
            object,
            path: [...path, 'type'],
            message: `a metric of type ${type} needs \`${field}\``,
            fix: `add \`${field}:\``,
          };
          continue;
        }
        const target = targetOf(object, set);
        const name = textAt(metric, field, 'name') ?? '';
        if (type !== 'Resource' || textAt(metric, field, 'target', 'type') !== 'Utilization' || !target) continue;
        const asks = podsOf(target)
          .flatMap(containersOf)
          .filter(({ init }) => !init);
        const without = asks.find(
          ({ data }) => (mapAt(data, 'resources', 'requests')[name] ?? mapAt(data, 'resources', 'limits')[name]) === undefined,
        );
        if (without)
          yield {
            object,
            path: [...path, field, 'name'],
            severity: 'warning',
            message: `container ${without.name} of ${nameOf(target)} requests no ${name}: there is nothing to take a percentage of`,
            fix: `set \`resources.requests.${name}\``,
          };
      }
    }
  },
};

export const replicasAndAutoscaler: Rule = {
  code: 'autoscaler/replicas',
  why: 'At every sync the number in Git undoes what the autoscaler did.',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/best_practices/#leaving-room-for-imperativeness',
  *check(set) {
    for (const autoscaler of set.of('HorizontalPodAutoscaler')) {
      const object = targetOf(autoscaler, set);
      if (object && numberAt(object.data, 'spec', 'replicas') !== undefined)
        yield {
          object,
          path: ['spec', 'replicas'],
          message: `\`replicas\` stands beside the HorizontalPodAutoscaler ${autoscaler.ref.name}`,
          fix: 'leave it out',
        };
    }
  },
};
