import { DNS_LABEL } from '../forms.js';
import type { Rule } from '../rule.js';
import { containersOf, itemsAt, textAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container';

export const containerName: Rule = {
  code: 'container/bad-name',
  why: 'The API server refuses containers whose names are not DNS labels, or not unique in their pod.',
  link: LINK,
  *check({ pods }) {
    for (const one of pods) {
      const seen = new Set<string>();
      for (const { object, path, name } of containersOf(one)) {
        if (name !== '' && !DNS_LABEL.test(name))
          yield {
            object,
            path: [...path, 'name'],
            message: `${JSON.stringify(name)} cannot be the name of a container`,
            fix: 'a name is at most 63 of a-z, 0-9 and `-`',
          };
        if (name !== '' && seen.has(name))
          yield {
            object,
            path: [...path, 'name'],
            message: `the pod has two containers \`${name}\``,
            fix: 'give one of them another name',
          };
        seen.add(name);
      }
    }
  },
};

export const environmentVariable: Rule = {
  code: 'container/bad-env',
  why: 'A variable has a name without `=`, and one source.',
  link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
  *check({ containers }) {
    for (const { object, path, data } of containers) {
      for (const [at, item] of itemsAt(data, 'env')) {
        const name = textAt(item, 'name');
        const here = { object, path: [...path, ...at] };
        if (name !== undefined && !/^[ -<>-~]+$/.test(name))
          yield {
            ...here,
            path: [...here.path, 'name'],
            message: `${JSON.stringify(name)} cannot be the name of a variable`,
            fix: 'use letters, digits and `_`',
          };
        const both = typeof item === 'object' && item !== null && 'value' in item && 'valueFrom' in item && item['value'] !== '';
        if (both) yield { ...here, message: `\`${name}\` has both \`value\` and \`valueFrom\``, fix: 'keep one of them' };
      }
    }
  },
};

export const duplicateEnv: Rule = {
  code: 'container/duplicate-env',
  why: 'Of two variables with one name the last wins, and the first is lost without a word.',
  link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
  *check({ containers }) {
    for (const { object, path, data, name: container } of containers) {
      const seen = new Set<string>();
      for (const [at, item] of itemsAt(data, 'env')) {
        const name = textAt(item, 'name') ?? '';
        if (name !== '' && seen.has(name))
          yield {
            object,
            path: [...path, ...at, 'name'],
            message: `container ${container} sets \`${name}\` twice; the last wins`,
            fix: 'keep one of them',
          };
        seen.add(name);
      }
    }
  },
};
