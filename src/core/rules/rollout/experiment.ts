import type { JsonMap, Path } from '../../base/json.js';
import { goDuration } from '../../base/time.js';
import type { Mistake, Rule } from '../rule.js';
import { itemsAt, mapAt, type ObjectSet, textAt } from '../set.js';
import { rollouts } from './parts.js';

type Experiment = Pick<Mistake, 'object' | 'path'> & { readonly data: JsonMap; readonly inStep: boolean };

const experiments = (set: ObjectSet): readonly Experiment[] => [
  ...rollouts(set).flatMap(({ object, steps }) =>
    steps.flatMap(({ path, step }) =>
      step['experiment'] === undefined
        ? []
        : [{ object, path: [...path, 'experiment'], data: mapAt(step, 'experiment'), inStep: true }],
    ),
  ),
  ...set.of('Experiment').map((object) => ({ object, path: ['spec'], data: mapAt(object.data, 'spec'), inStep: false })),
];

export const experiment: Rule = {
  code: 'rollout/experiment',
  why: 'An experiment runs templates of the stable and the new version side by side, tells them apart by their names, and ends.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/features/experiment/',
  *check(set) {
    for (const { object, path, data, inStep } of experiments(set)) {
      const here = (at: Path) => ({ object, path: [...path, ...at] });
      for (const key of ['templates', 'analyses']) {
        const names = itemsAt(data, key).map(([, item]) => textAt(item, 'name'));
        for (const [i, name] of names.entries())
          if (name !== undefined && names.indexOf(name) < i)
            yield { ...here([key, i, 'name']), message: `two of the ${key} are named \`${name}\``, fix: 'rename one of them' };
      }
      for (const [at, template] of itemsAt(data, 'templates')) {
        const version = textAt(template, 'specRef');
        if (inStep && version !== undefined && version !== 'stable' && version !== 'canary')
          yield { ...here([...at, 'specRef']), message: `there is no version \`${version}\``, fix: 'write `stable` or `canary`' };
      }
      const duration = textAt(data, 'duration');
      if (duration !== undefined && (goDuration(duration) ?? -1) < 0)
        yield {
          ...here(['duration']),
          message: `${JSON.stringify(duration)} is not a duration`,
          fix: 'write such as `30s`, `5m`, `1h30m`',
        };
      if (inStep && duration === undefined && itemsAt(data, 'analyses').length === 0)
        yield {
          ...here([]),
          severity: 'warning',
          message: 'the experiment has neither a duration nor analyses: the step never ends',
          fix: 'add `duration:`',
        };
    }
  },
};
