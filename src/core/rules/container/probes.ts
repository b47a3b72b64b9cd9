import { equal, isMap } from '../../base/json.js';
import { didYouMean } from '../../findings/suggest.js';
import type { Rule } from '../rule.js';
import { type Container, itemsAt, mapAt, numberAt, textAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/';
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const SERVES = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

const probesOf = ({ data, path }: Container) =>
  PROBES.flatMap((key) => {
    const probe = data[key];
    return isMap(probe) ? [{ key, probe, path: [...path, key] }] : [];
  });

export const probeHandler: Rule = {
  code: 'container/probe-handler',
  why: 'A probe asks in exactly one way.',
  link: LINK,
  *check({ containers }) {
    for (const container of containers)
      for (const { key, probe, path } of probesOf(container)) {
        const handlers = HANDLERS.filter((name) => probe[name] !== undefined);
        if (handlers.length === 1) continue;
        const message =
          handlers.length === 0
            ? `the ${key} asks nothing`
            : `the ${key} asks in ${handlers.length} ways: ${handlers.join(', ')}`;
        yield { object: container.object, path, message, fix: `give it one of ${HANDLERS.join(', ')}` };
      }
  },
};

export const probePort: Rule = {
  code: 'container/probe-port',
  why: 'A probe of a port that nobody listens on fails, and the pod is restarted or never ready.',
  link: LINK,
  *check({ containers }) {
    for (const container of containers) {
      const { object, data, name } = container;
      const ports = itemsAt(data, 'ports').map(([, port]) => port);
      const names = ports.flatMap((port) => textAt(port, 'name') ?? []);
      const numbers = ports.flatMap((port) => numberAt(port, 'containerPort') ?? []);
      for (const { key, probe, path } of probesOf(container))
        for (const handler of ['httpGet', 'tcpSocket', 'grpc']) {
          const port = mapAt(probe, handler)['port'];
          const here = { object, path: [...path, handler, 'port'] };
          if (typeof port === 'string' && !/^\d+$/.test(port) && !names.includes(port))
            yield {
              ...here,
              message: `the ${key} asks the port \`${port}\`, which container ${name} does not have`,
              fix: didYouMean(port, names) ?? 'name the port under `ports:`',
            };
          if (typeof port === 'number' && numbers.length > 0 && !numbers.includes(port))
            yield {
              ...here,
              severity: 'warning',
              message: `the ${key} asks the port ${port}, which container ${name} does not name`,
              fix: `its ports are ${numbers.join(', ')}`,
            };
        }
    }
  },
};

export const probeThreshold: Rule = {
  code: 'container/probe-threshold',
  why: 'One success ends a liveness or startup probe: the API server takes no other number.',
  link: LINK,
  *check({ containers }) {
    for (const container of containers)
      for (const { key, probe, path } of probesOf(container)) {
        const wanted = numberAt(probe, 'successThreshold') ?? 1;
        if (key === 'readinessProbe' || wanted === 1) continue;
        yield {
          object: container.object,
          path: [...path, 'successThreshold'],
          message: `\`successThreshold\` of a ${key} must be 1, not ${wanted}`,
          fix: 'write 1, or leave it out',
          edit: { value: 1 },
        };
      }
  },
};

export const noReadiness: Rule = {
  code: 'container/no-readiness',
  why: 'Without a readiness probe a pod gets traffic before it can answer, at every release.',
  link: LINK,
  *check({ containers, of }) {
    const selected = of('Service').length > 0;
    for (const { object, path, data, name, init } of containers) {
      if (
        init ||
        !selected ||
        !SERVES.has(object.ref.kind) ||
        itemsAt(data, 'ports').length === 0 ||
        data['readinessProbe'] !== undefined
      )
        continue;
      yield { object, path: [...path, 'readinessProbe'], message: `container ${name} has no readinessProbe`, fix: 'add one' };
    }
  },
};

export const sameProbes: Rule = {
  code: 'container/same-probes',
  why: 'When both ask the same, a service that is slow for a moment is restarted instead of spared.',
  link: LINK,
  *check({ containers }) {
    for (const { object, path, data, name } of containers) {
      const [liveness, readiness] = [data['livenessProbe'], data['readinessProbe']];
      if (liveness === undefined || !equal(liveness, readiness)) continue;
      yield {
        object,
        path: [...path, 'livenessProbe'],
        message: `container ${name} has one and the same liveness and readiness probe`,
        fix: 'let liveness ask less, or wait longer',
      };
    }
  },
};
