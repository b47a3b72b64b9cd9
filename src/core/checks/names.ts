import { finding } from '../findings.js';
import { type Check, originOf } from './check.js';

// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const PATH_SEGMENT = /^(?!\.{1,2}$)[^/%]+$/;
const PATH_SEGMENT_KINDS = new Set(['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']);

function rule(kind: string): readonly [pattern: RegExp, most: number, form: string] {
  if (kind === 'Service') return [LABEL_1035, 63, 'at most 63 of a-z, 0-9 and `-`, beginning with a letter'];
  if (kind === 'Namespace') return [LABEL_1123, 63, 'at most 63 of a-z, 0-9 and `-`'];
  if (PATH_SEGMENT_KINDS.has(kind)) return [PATH_SEGMENT, 253, 'at most 253 characters without `/` and `%`'];
  return [SUBDOMAIN, 253, 'at most 253 of a-z, 0-9, `-` and `.`, beginning and ending with a letter or digit'];
}

/** Names that the API server would refuse. */
export const names: Check = (objects) =>
  objects.flatMap((object) => {
    const { kind, name } = object.ref;
    const [pattern, most, form] = rule(kind);
    if (pattern.test(name) && name.length <= most) return [];
    return [
      finding('object/bad-name', `${JSON.stringify(name)} cannot be the name of a ${kind}`, {
        object: object.ref,
        pointer: '/metadata/name',
        origin: originOf(object),
        fix: `a name is ${form}`,
      }),
    ];
  });
