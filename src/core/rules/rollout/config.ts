import { mentions } from '../references/config.js';
import type { Rule } from '../rule.js';

/** A name that changes with the content, as Kustomize's or a digest at its end makes it. */
const isHashed = (name: string): boolean => {
  const end = name.split('-').slice(1).at(-1) ?? '';
  return /^[a-z0-9]{7,}$/.test(end) && /\d/.test(end);
};

export const configInPlace: Rule = {
  code: 'rollout/config-in-place',
  why: 'While a release runs, and after a rollback, old pods that start get the new configuration: it was never tested with them.',
  link: 'https://argo-rollouts.readthedocs.io/en/stable/best-practices/#rollout-a-configmap-change',
  *check(set) {
    const said = new Set<string>();
    for (const { object, path, kind, name } of mentions(set)) {
      const found = set.find(kind, name, object);
      if (object.ref.kind !== 'Rollout' || !found || found.data['immutable'] === true || isHashed(name)) continue;
      const key = `${object.ref.namespace}/${object.ref.name} ${kind}/${name}`;
      if (said.has(key)) continue;
      said.add(key);
      yield {
        object,
        path,
        message: `the ${kind} ${name} changes in place, for the old version as well`,
        fix: 'put a hash of its content into its name, and `argocd.argoproj.io/sync-options: PruneLast=true` on it',
      };
    }
  },
};
