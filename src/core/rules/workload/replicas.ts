import type { Rule } from '../rule.js';
import { KEEPS, replicasOf } from '../scaling/budget.js';
import { served } from '../service/pods.js';
import { mapAt, nameOf } from '../set.js';

export const singleReplica: Rule = {
  code: 'workload/single-replica',
  why: 'With one pod the service is gone whenever its node is drained or the pod restarts.',
  link: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/',
  *check(set) {
    const chosen = new Set(set.of('Service').map((service) => served(service, set)));
    const behind = new Set([...chosen].flat().map(({ object }) => object));
    for (const { object, path } of set.pods)
      if (KEEPS.has(object.ref.kind) && path.length > 0 && behind.has(object) && replicasOf(object, set) === 1)
        yield {
          object,
          path: ['spec', 'replicas'],
          message: `${nameOf(object)} serves with one pod`,
          fix: 'run two or more, if the service must stay',
        };
  },
};

export const notSpread: Rule = {
  code: 'workload/not-spread',
  why: 'Nothing asks the scheduler to put the replicas on different nodes or zones: one failure may take several of them.',
  link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  *check(set) {
    for (const { object, path, spec, specPath } of set.pods) {
      if (!KEEPS.has(object.ref.kind) || path.length === 0 || replicasOf(object, set) < 2) continue;
      if (spec['topologySpreadConstraints'] !== undefined || mapAt(spec, 'affinity')['podAntiAffinity'] !== undefined) continue;
      yield {
        object,
        path: [...specPath, 'topologySpreadConstraints'],
        message: `the replicas of ${nameOf(object)} are not spread`,
        fix: 'add `topologySpreadConstraints` or a `podAntiAffinity`',
      };
    }
  },
};
