import { finding } from '../findings.js';
import type { ObjectRef } from '../types.js';
import { type Check, originOf } from './check.js';

/** What tells objects apart in a cluster: group, kind, namespace and name. */
const identity = ({ apiVersion, kind, namespace, name }: ObjectRef) =>
  JSON.stringify([apiVersion.includes('/') ? apiVersion.split('/')[0] : '', kind, namespace, name]);

/** Two objects with one identity: whoever applies them lets the second overwrite the first. */
export const duplicates: Check = (objects) => {
  const seen = new Map<string, string>();
  return objects.flatMap((object) => {
    const key = identity(object.ref);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, `${object.template}:${object.line}`);
      return [];
    }
    const message = `${object.ref.kind}/${object.ref.name} is made twice, first by ${first}`;
    return [
      finding('object/duplicate', message, {
        object: object.ref,
        origin: originOf(object),
        fix: 'give one of them another name',
      }),
    ];
  });
};
