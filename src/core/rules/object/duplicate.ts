import type { ObjectRef } from '../../findings/types.js';
import type { Rule } from '../rule.js';
import { nameOf } from '../set.js';

/** What tells objects apart in a cluster: group, kind, namespace and name. */
const identity = ({ apiVersion, kind, namespace, name }: ObjectRef) =>
  JSON.stringify([apiVersion.includes('/') ? apiVersion.split('/')[0] : '', kind, namespace, name]);

export const duplicateObject: Rule = {
  code: 'object/duplicate',
  why: 'Whoever applies two objects of one name lets the second overwrite the first.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  *check({ objects }) {
    const seen = new Map<string, string>();
    for (const object of objects) {
      const key = identity(object.ref);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, `${object.template}:${object.line}`);
      else
        yield {
          object,
          path: [],
          message: `${nameOf(object)} is made twice, first by ${first}`,
          fix: 'give one of them another name',
        };
    }
  },
};
