import { at, type JsonMap } from '../../base/json.js';
import type { Rule } from '../rule.js';
import { type Container, listAt, mapAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted';

/** What a container's security context, or its pod's, leaves open. */
function open({ data, pods }: Container): readonly string[] {
  const own = mapAt(data, 'securityContext');
  const around = mapAt(pods.spec, 'securityContext');
  const either = (...path: readonly string[]) => at(own, path) ?? at(around, path);
  const drops = listAt(own, 'capabilities', 'drop');
  return [
    ...(either('runAsNonRoot') === true || Number(either('runAsUser') ?? 0) > 0 ? [] : ['runAsNonRoot: true']),
    ...(own['allowPrivilegeEscalation'] === false ? [] : ['allowPrivilegeEscalation: false']),
    ...(drops.includes('ALL') ? [] : ['capabilities: { drop: [ALL] }']),
    ...(at(either('seccompProfile'), ['type']) === undefined ? ['seccompProfile: { type: RuntimeDefault }'] : []),
  ];
}

export const notHardened: Rule = {
  code: 'container/not-hardened',
  why: 'A namespace under the restricted Pod Security Standard refuses the pod, and a break-in reaches further than it must.',
  link: LINK,
  *check({ containers }) {
    for (const container of containers) {
      const missing = open(container);
      if (missing.length === 0) continue;
      yield {
        object: container.object,
        path: [...container.path, 'securityContext'],
        message: `container ${container.name} is not restricted: its security context has no ${missing.join(', no ')}`,
        fix: 'set it, if the image can run so',
      };
    }
  },
};

export const writableRoot: Rule = {
  code: 'container/writable-root',
  why: 'What breaks into a container can change its files, unless its root is read-only.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  *check({ containers }) {
    // Written down, `false` is a decision.
    for (const { object, path, name, data } of containers)
      if (mapAt(data, 'securityContext')['readOnlyRootFilesystem'] === undefined)
        yield {
          object,
          path: [...path, 'securityContext', 'readOnlyRootFilesystem'],
          message: `container ${name} can write to its own image`,
          fix: 'write `readOnlyRootFilesystem: true`, with an emptyDir for what it writes, or false if it must',
        };
  },
};

const unsafe = (context: JsonMap): readonly (readonly [string, string])[] => [
  ...(context['privileged'] === true ? [['privileged', 'is as good as root on its node'] as const] : []),
  ...(context['allowPrivilegeEscalation'] === true ? [['allowPrivilegeEscalation', 'may become root'] as const] : []),
  ...(context['runAsUser'] === 0 ? [['runAsUser', 'runs as root'] as const] : []),
];

export const privileged: Rule = {
  code: 'container/privileged',
  why: 'What breaks into such a container has the node.',
  link: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  *check({ containers }) {
    for (const { object, path, name, data } of containers)
      for (const [key, what] of unsafe(mapAt(data, 'securityContext')))
        yield {
          object,
          path: [...path, 'securityContext', key],
          message: `container ${name} ${what}`,
          fix: `leave \`${key}\` out`,
        };
  },
};

export const privilegeConflict: Rule = {
  code: 'container/privilege-conflict',
  why: 'The API server or the kubelet refuses a security context that contradicts itself.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  *check({ containers }) {
    for (const { object, path, data, pods } of containers) {
      const own = mapAt(data, 'securityContext');
      const user = own['runAsUser'] ?? at(pods.spec, ['securityContext', 'runAsUser']);
      const nonRoot = own['runAsNonRoot'] ?? at(pods.spec, ['securityContext', 'runAsNonRoot']);
      const caps = listAt(own, 'capabilities', 'add');
      if (
        own['allowPrivilegeEscalation'] === false &&
        (own['privileged'] === true || caps.includes('SYS_ADMIN') || caps.includes('CAP_SYS_ADMIN'))
      )
        yield {
          object,
          path: [...path, 'securityContext', 'allowPrivilegeEscalation'],
          message: '`allowPrivilegeEscalation: false` cannot stand beside `privileged: true` or SYS_ADMIN',
          fix: 'leave one of them out',
        };
      if (nonRoot === true && user === 0)
        yield {
          object,
          path: [...path, 'securityContext', own['runAsUser'] === undefined ? 'runAsNonRoot' : 'runAsUser'],
          message: '`runAsUser: 0` is root, which `runAsNonRoot: true` forbids: the container does not start',
          fix: 'give it another user',
        };
    }
  },
};
