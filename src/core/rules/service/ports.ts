import { isPortName } from '../forms.js';
import type { Rule } from '../rule.js';
import { itemsAt, numberAt, textAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports';

export const servicePorts: Rule = {
  code: 'service/ports',
  why: 'The API server refuses a Service whose ports it cannot tell apart.',
  link: LINK,
  *check({ of }) {
    for (const object of of('Service')) {
      const ports = itemsAt(object.data, 'spec', 'ports');
      const names = new Set<string>();
      const numbers = new Set<string>();
      for (const [path, port] of ports) {
        const name = textAt(port, 'name');
        const number = `${numberAt(port, 'port')}/${textAt(port, 'protocol') ?? 'TCP'}`;
        if (name === undefined && ports.length > 1)
          yield { object, path, message: 'a port of several needs a name', fix: 'add `name:`' };
        if (name !== undefined && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name))
          yield {
            object,
            path: [...path, 'name'],
            message: `${JSON.stringify(name)} cannot be the name of a port`,
            fix: 'a name is at most 63 of a-z, 0-9 and `-`',
          };
        if (name !== undefined && names.has(name))
          yield {
            object,
            path: [...path, 'name'],
            message: `two ports are named \`${name}\``,
            fix: 'give one of them another name',
          };
        if (numbers.has(number))
          yield { object, path: [...path, 'port'], message: `the port ${number} is there twice`, fix: 'keep one of them' };
        if (name !== undefined) names.add(name);
        numbers.add(number);
        const target = textAt(port, 'targetPort');
        if (target !== undefined && !isPortName(target) && !/^\d+$/.test(target))
          yield {
            object,
            path: [...path, 'targetPort'],
            message: `${JSON.stringify(target)} cannot be the name of a port`,
            fix: 'a name is at most 15 of a-z, 0-9 and `-`, with a letter',
          };
        if (target !== undefined && /^\d+$/.test(target))
          yield {
            object,
            path: [...path, 'targetPort'],
            message: `"${target}" in quotes is the name of a port, not its number`,
            fix: 'write it without quotes',
            edit: { value: Number(target) },
          };
      }
    }
  },
};

export const serviceType: Rule = {
  code: 'service/type',
  why: 'Some fields go with one type of Service only; beside another the API server refuses them.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
  *check({ of }) {
    for (const object of of('Service')) {
      const type = textAt(object.data, 'spec', 'type') ?? 'ClusterIP';
      const here = (...path: readonly (string | number)[]) => ({ object, path: ['spec', ...path] });
      if (type === 'ExternalName' && textAt(object.data, 'spec', 'externalName') === undefined)
        yield { ...here('type'), message: 'a Service of type ExternalName needs `externalName`', fix: 'add `externalName:`' };
      if (
        type !== 'ExternalName' &&
        itemsAt(object.data, 'spec', 'ports').length === 0 &&
        textAt(object.data, 'spec', 'clusterIP') !== 'None'
      )
        yield { ...here('ports'), message: 'the Service has no ports', fix: 'add one' };
      if (type === 'ClusterIP')
        for (const [path, port] of itemsAt(object.data, 'spec', 'ports'))
          if ((numberAt(port, 'nodePort') ?? 0) > 0)
            yield {
              object,
              path: [...path, 'nodePort'],
              message: '`nodePort` goes with `type: NodePort` or `LoadBalancer` only',
              fix: 'leave it out, or change the type',
            };
      if (textAt(object.data, 'spec', 'clusterIP') === 'None' && (type === 'NodePort' || type === 'LoadBalancer'))
        yield { ...here('clusterIP'), message: `a headless Service cannot have the type ${type}`, fix: 'leave one of them out' };
      if (
        textAt(object.data, 'spec', 'externalTrafficPolicy') !== undefined &&
        type === 'ClusterIP' &&
        itemsAt(object.data, 'spec', 'externalIPs').length === 0
      )
        yield {
          ...here('externalTrafficPolicy'),
          message: '`externalTrafficPolicy` goes with `type: NodePort` or `LoadBalancer` only',
          fix: 'leave it out',
        };
    }
  },
};
