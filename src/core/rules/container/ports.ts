import { isPortName } from '../forms.js';
import type { Rule } from '../rule.js';
import { containersOf, itemsAt, numberAt, textAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports';

export const portName: Rule = {
  code: 'container/bad-port-name',
  why: 'The API server refuses port names that are not IANA service names.',
  link: LINK,
  *check({ containers }) {
    for (const { object, path, data } of containers)
      for (const [at, port] of itemsAt(data, 'ports')) {
        const name = textAt(port, 'name');
        if (name === undefined || isPortName(name)) continue;
        yield {
          object,
          path: [...path, ...at, 'name'],
          message: `${JSON.stringify(name)} cannot be the name of a port`,
          fix: 'a name is at most 15 of a-z, 0-9 and `-`, with a letter',
        };
      }
  },
};

export const duplicatePort: Rule = {
  code: 'container/duplicate-port',
  why: 'Names of ports are unique in a container, what asks for one by name takes the first of the pod, and a port can be listened on once.',
  link: LINK,
  *check({ pods }) {
    for (const one of pods) {
      const names = new Map<string, string>();
      const numbers = new Set<string>();
      for (const { object, path, data, name: container } of containersOf(one).filter(({ init }) => !init)) {
        for (const [at, port] of itemsAt(data, 'ports')) {
          const name = textAt(port, 'name');
          const number = `${numberAt(port, 'containerPort')}/${textAt(port, 'protocol') ?? 'TCP'}`;
          const first = name === undefined ? undefined : names.get(name);
          if (first !== undefined)
            yield {
              object,
              path: [...path, ...at, 'name'],
              message: `the pod has two ports named \`${name}\``,
              fix: 'give one of them another name',
              ...(first === container ? {} : { severity: 'warning' }),
            };
          else if (numbers.has(number))
            yield {
              object,
              path: [...path, ...at, 'containerPort'],
              message: `the pod has the port ${number} twice`,
              fix: 'keep one of them',
              severity: 'warning',
            };
          if (name !== undefined && first === undefined) names.set(name, container);
          numbers.add(number);
        }
      }
    }
  },
};
