import type { RenderedObject } from '../objects/types.js';
import { merged, type Span, secretSpans } from '../secrets/index.js';
import { diffFields, ROOT } from './fields.js';
import { identity } from './identity.js';
import type { FieldChange, ObjectChange } from './types.js';

export { checkImmutable } from './immutable.js';
export type { Action, FieldChange, ObjectChange } from './types.js';

const NAMING = new Set(['/apiVersion', '/kind', '/metadata/name', '/metadata/namespace']);
const beyondName = ({ pointer }: FieldChange) => !NAMING.has(pointer);

/**
 * What differs between the objects of two renders, in the order of `head`, then what was removed. No secret is in it; `spans` says
 * where in a text they stand.
 * Items of lists are matched by their Kubernetes keys; moving an item is not a change except where the order counts.
 */
export function diffObjects(
  base: readonly RenderedObject[],
  head: readonly RenderedObject[],
  spans: readonly ((text: string) => readonly Span[])[] = [secretSpans],
): readonly ObjectChange[] {
  const root = { ...ROOT, spans: (text: string) => merged(spans.flatMap((of) => of(text))) };
  const old = new Map(base.map((object) => [identity(object.ref), object]));
  const names = new Set(head.map((object) => identity(object.ref)));
  const kept = head.flatMap(({ ref, data }): readonly ObjectChange[] => {
    const before = old.get(identity(ref));
    const fields = diffFields(before?.data, data, root);
    if (!before) return [{ action: 'added', ref, fields: fields.filter(beyondName) }];
    return fields.length > 0 ? [{ action: 'changed', ref, fields }] : [];
  });
  const gone = base.filter((object) => !names.has(identity(object.ref)));
  return [
    ...kept,
    ...gone.map(
      ({ ref, data }): ObjectChange => ({ action: 'removed', ref, fields: diffFields(data, undefined, root).filter(beyondName) }),
    ),
  ];
}

const WITH_PODS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

/** True if the change replaces running pods: their controller makes new ones when anything below `spec.template` differs. */
export const restartsPods = ({ action, ref, fields }: ObjectChange): boolean =>
  action === 'changed' && WITH_PODS.has(ref.kind) && fields.some(({ pointer }) => /^\/spec\/template(\/|$)/.test(pointer));
