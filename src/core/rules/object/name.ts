import { SUBDOMAIN } from '../forms.js';
import type { Rule } from '../rule.js';

const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const PATH_SEGMENT = /^(\.?[^./%]|\.\.[^/%])[^/%]*$/;
const PATH_SEGMENT_KINDS = new Set(['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']);

function form(kind: string): readonly [pattern: RegExp, most: number, form: string] {
  if (kind === 'Service') return [LABEL_1035, 63, 'at most 63 of a-z, 0-9 and `-`, beginning with a letter'];
  if (kind === 'Namespace') return [LABEL_1123, 63, 'at most 63 of a-z, 0-9 and `-`'];
  if (PATH_SEGMENT_KINDS.has(kind)) return [PATH_SEGMENT, 253, 'at most 253 characters without `/` and `%`'];
  // The pods of a CronJob are named after it with 11 characters more (batch/v1 CronJob, "name").
  if (kind === 'CronJob')
    return [SUBDOMAIN, 52, 'at most 52 of a-z, 0-9, `-` and `.`, beginning and ending with a letter or digit'];
  return [SUBDOMAIN, 253, 'at most 253 of a-z, 0-9, `-` and `.`, beginning and ending with a letter or digit'];
}

export const badName: Rule = {
  code: 'object/bad-name',
  why: 'The API server refuses an object whose name does not have the form of its kind.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  *check({ objects }) {
    for (const object of objects) {
      const { kind, name } = object.ref;
      const [pattern, most, words] = form(kind);
      if (pattern.test(name) && name.length <= most) continue;
      const message = `${JSON.stringify(name)} cannot be the name of a ${kind}`;
      yield { object, path: ['metadata', 'name'], message, fix: `a name is ${words}` };
    }
  },
};
