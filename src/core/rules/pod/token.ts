import type { Rule } from '../rule.js';
import { type ObjectSet, type Pods, textAt } from '../set.js';

const RUNS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

/** Whether the pods, or their ServiceAccount, say if the token is mounted. Of an account that is made elsewhere nothing is known. */
function decides({ object, spec }: Pods, set: ObjectSet): boolean {
  const name = textAt(spec, 'serviceAccountName') ?? 'default';
  const account = set.find('ServiceAccount', name, object);
  if (spec['automountServiceAccountToken'] !== undefined) return true;
  return account ? account.data['automountServiceAccountToken'] !== undefined : name !== 'default';
}

export const mountedToken: Rule = {
  code: 'pod/token',
  why: 'Whoever breaks into a container finds the token, and talks to the API server with it.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  *check(set) {
    for (const pods of set.pods)
      if (RUNS.has(pods.object.ref.kind) && !decides(pods, set))
        yield {
          object: pods.object,
          path: [...pods.specPath, 'automountServiceAccountToken'],
          message: 'the pods get a token of the API server, and nothing says that they need it',
          fix: 'write `automountServiceAccountToken: false`, or true if they do',
        };
  },
};
