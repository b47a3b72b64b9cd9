import type { ObjectRef, RenderedObject } from '../types.js';
import { diffFields, ROOT } from './fields.js';
import type { FieldChange, ObjectChange } from './types.js';

export type { Action, FieldChange, ObjectChange } from './types.js';

/** What Kubernetes knows an object by. The version is left out: `v1beta1` and `v1` are two views of one object. */
const identity = ({ apiVersion, kind, namespace, name }: ObjectRef): string =>
  JSON.stringify([apiVersion.includes('/') ? apiVersion.split('/')[0] : '', kind, namespace ?? '', name]);

const NAMING = new Set(['/apiVersion', '/kind', '/metadata/name', '/metadata/namespace']);
const beyondName = ({ pointer }: FieldChange) => !NAMING.has(pointer);

/**
 * What differs between the objects of two renders, in the order of `head`, then what was removed. Values of Secrets are never in it.
 * Items of lists are matched by their Kubernetes keys; moving an item is no change but where the order counts.
 */
export function diffObjects(base: readonly RenderedObject[], head: readonly RenderedObject[]): readonly ObjectChange[] {
  const old = new Map(base.map((object) => [identity(object.ref), object]));
  const names = new Set(head.map((object) => identity(object.ref)));
  const kept = head.flatMap(({ ref, data }): readonly ObjectChange[] => {
    const before = old.get(identity(ref));
    const fields = diffFields(before?.data, data, ROOT);
    if (!before) return [{ action: 'added', ref, fields: fields.filter(beyondName) }];
    return fields.length > 0 ? [{ action: 'changed', ref, fields }] : [];
  });
  const gone = base.filter((object) => !names.has(identity(object.ref)));
  return [
    ...kept,
    ...gone.map(
      ({ ref, data }): ObjectChange => ({ action: 'removed', ref, fields: diffFields(data, undefined, ROOT).filter(beyondName) }),
    ),
  ];
}

const WITH_PODS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

/** True if the change replaces running pods: their controller makes new ones when anything below `spec.template` differs. */
export const restartsPods = ({ action, ref, fields }: ObjectChange): boolean =>
  action === 'changed' && WITH_PODS.has(ref.kind) && fields.some(({ pointer }) => /^\/spec\/template(\/|$)/.test(pointer));
