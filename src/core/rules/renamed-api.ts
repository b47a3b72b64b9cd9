import { at, isMap } from '../base/json.js';
import type { KindLookup, Kinds } from '../kinds/kinds.js';
import type { RenderedObject } from '../objects/types.js';
import { problems } from '../schema/problems.js';
import type { Edit } from './rule.js';

/** In policy/v1beta1 an empty selector chose no pods, in policy/v1 it chooses all ("Deprecated API Migration Guide", v1.25). */
const turns = ({ data, ref }: RenderedObject): boolean => {
  const selector = at(data, ['spec', 'selector']);
  return ref.kind === 'PodDisruptionBudget' && (!isMap(selector) || Object.keys(selector).length === 0);
};

/** The apiVersion to write for one that is gone or goes: certain where the object, as it is, fits the schema of the other. */
export function renamedApi(
  object: RenderedObject,
  found: KindLookup,
  kubeVersion: string,
  kinds: Kinds,
): { readonly edit?: Edit } {
  const instead = found.is === 'gone' || (found.is === 'served' && found.goneIn !== undefined) ? found.instead : undefined;
  if (instead === undefined || turns(object)) return {};
  const next = kinds(instead, object.ref.kind, kubeVersion);
  const fits = next.is === 'served' && problems(next.schema, { ...object.data, apiVersion: instead }).length === 0;
  return fits ? { edit: { value: instead } } : {};
}
