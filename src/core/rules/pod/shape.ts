import type { Rule } from '../rule.js';
import { listAt, textAt } from '../set.js';

const KEEPS_RUNNING = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout', 'ReplicationController']);

export const noContainers: Rule = {
  code: 'pod/no-containers',
  why: 'A pod runs at least one container.',
  link: 'https://kubernetes.io/docs/concepts/workloads/pods/',
  *check({ pods }) {
    for (const { object, spec, specPath } of pods)
      if (Array.isArray(spec['containers']) && listAt(spec, 'containers').length === 0)
        yield { object, path: [...specPath, 'containers'], message: 'the pod has no containers', fix: 'add one' };
  },
};

export const restartPolicy: Rule = {
  code: 'pod/restart-policy',
  why: 'What keeps pods running restarts them always; a job ends, and so never does.',
  link: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
  *check({ pods }) {
    for (const { object, path, spec, specPath } of pods) {
      const policy = textAt(spec, 'restartPolicy') ?? 'Always';
      const here = { object, path: [...specPath, 'restartPolicy'] };
      if (KEEPS_RUNNING.has(object.ref.kind) && policy !== 'Always')
        yield {
          ...here,
          message: `the pods of a ${object.ref.kind} cannot have \`restartPolicy: ${policy}\``,
          fix: 'leave it out',
          edit: { value: 'Always' },
        };
      const isJob = /Job$/.test(object.ref.kind) || (object.ref.kind.endsWith('AnalysisTemplate') && path.length > 0);
      if (isJob && policy === 'Always')
        yield {
          ...here,
          message: 'the pods of a job need `restartPolicy: Never` or `OnFailure`',
          fix: 'write `restartPolicy: Never`',
        };
    }
  },
};
