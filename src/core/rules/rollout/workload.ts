import { suggest } from '../../findings/suggest.js';
import type { Rule } from '../rule.js';
import { listAt, mapAt, nameOf, numberAt, textAt } from '../set.js';
import { rollouts } from './parts.js';

const LINK = 'https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout';
const MODES = ['never', 'onsuccess', 'progressively'];

export const workloadRef: Rule = {
  code: 'rollout/workload-ref',
  why: 'The pods come from a template, or from the workload that is named; not from both, and not from nowhere.',
  link: LINK,
  *check(set) {
    for (const { object, spec } of rollouts(set)) {
      const template = Object.keys(mapAt(spec, 'template')).length > 0;
      const selector =
        Object.keys(mapAt(spec, 'selector', 'matchLabels')).length > 0 || listAt(spec, 'selector', 'matchExpressions').length > 0;
      const reference = spec['workloadRef'] !== undefined;
      if (reference && template)
        yield { object, path: ['spec', 'template'], message: '`template` stands beside `workloadRef`', fix: 'keep one of them' };
      if (!reference && !template)
        yield {
          object,
          path: ['spec', 'template'],
          message: 'the Rollout has neither `template` nor `workloadRef`',
          fix: 'add `template:`',
        };
      if (!reference && template && mapAt(spec, 'template')['spec'] === undefined)
        yield { object, path: ['spec', 'template'], message: 'the template has no pods', fix: 'add `spec:` with containers' };
      if (!reference && !selector)
        yield {
          object,
          path: ['spec', 'selector'],
          message: 'the selector of the Rollout is missing or empty',
          fix: 'add `selector: { matchLabels: … }` with labels of the pods',
        };
      const [kind, name] = [textAt(spec, 'workloadRef', 'kind') ?? '', textAt(spec, 'workloadRef', 'name') ?? ''];
      const near = suggest(name, set.names(kind));
      if (reference && !template && !set.find(kind, name, object))
        yield {
          object,
          path: ['spec', 'workloadRef', 'name'],
          ...(near === undefined ? { severity: 'warning' as const } : {}),
          message: `there is no ${kind} \`${name}\` here`,
          fix: near === undefined ? 'make sure that it is there before the Rollout' : `did you mean \`${near}\`?`,
        };
      const mode = textAt(spec, 'workloadRef', 'scaleDown');
      if (mode !== undefined && !MODES.includes(mode))
        yield {
          object,
          path: ['spec', 'workloadRef', 'scaleDown'],
          message: `\`${mode}\` is not a way to scale down`,
          fix: `write one of ${MODES.join(', ')}`,
        };
    }
  },
};

export const twoWorkloads: Rule = {
  code: 'rollout/two-workloads',
  why: 'A Deployment that a Rollout takes over goes on running its own pods until somebody scales it to 0.',
  link: LINK,
  *check(set) {
    for (const { object, spec } of rollouts(set)) {
      const deployment = set.find('Deployment', textAt(spec, 'workloadRef', 'name') ?? '', object);
      if (!deployment || textAt(spec, 'workloadRef', 'kind') !== 'Deployment') continue;
      const own = numberAt(deployment.data, 'spec', 'replicas');
      const mode = textAt(spec, 'workloadRef', 'scaleDown') ?? 'never';
      if (mode === 'never' && own !== 0)
        yield {
          object,
          path: ['spec', 'workloadRef'],
          message: `${nameOf(deployment)} keeps its ${own ?? 1} ${own === undefined || own === 1 ? 'pod' : 'pods'} beside those of the Rollout`,
          fix: 'add `scaleDown: progressively`, or write `replicas: 0` in the Deployment',
        };
      if (mode !== 'never' && own !== undefined && own > 0)
        yield {
          object: deployment,
          path: ['spec', 'replicas'],
          message: `\`replicas: ${own}\` undoes \`scaleDown: ${mode}\` of the Rollout at every sync`,
          fix: 'leave it out',
        };
    }
  },
};
