import { pointer } from '../base/json.js';
import type { FindingCode } from '../findings/codes.js';
import { didYouMean } from '../findings/suggest.js';
import type { KindLookup, Kinds } from '../kinds/kinds.js';
import type { RenderedObject } from '../objects/types.js';
import { type Problem, problems } from '../schema/problems.js';
import { misplaced } from './misplaced.js';
import { renamedApi } from './renamed-api.js';
import type { Mistake, Rule } from './rule.js';

const CODES: Readonly<Record<Problem['kind'], FindingCode>> = {
  'unknown-key': 'schema/unknown-field',
  'wrong-type': 'schema/wrong-type',
  'not-allowed': 'schema/not-allowed',
  'missing-key': 'schema/missing-field',
};

const KUBERNETES = 'https://kubernetes.io/docs/reference/using-api';
const FIELDS = `${KUBERNETES}/api-concepts/#setting-the-field-validation-level`;
const DEPRECATION = `${KUBERNETES}/deprecation-guide/`;

/** What the reference page says of the codes that schemas give. */
export const SCHEMA_CODES: readonly Omit<Rule, 'check'>[] = [
  {
    code: 'schema/unknown-field',
    why: 'The API server drops a field that the kind does not have, or refuses the object.',
    link: FIELDS,
  },
  { code: 'schema/wrong-type', why: 'The API server refuses a value of another type.', link: FIELDS },
  { code: 'schema/not-allowed', why: 'The API server refuses a value of another form, or out of its range.', link: FIELDS },
  { code: 'schema/missing-field', why: 'The API server refuses an object without the fields that its kind needs.', link: FIELDS },
  {
    code: 'schema/missing',
    why: 'What has no schema passes with every mistake in it.',
    link: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/',
  },
  { code: 'schema/unknown-api', why: 'The API server knows the kind by other versions only.', link: KUBERNETES },
  {
    code: 'schema/removed-api',
    why: 'The API server of this version does not serve it: nothing can be applied.',
    link: DEPRECATION,
  },
  { code: 'schema/deprecated-api', why: 'The next upgrade of Kubernetes takes it away.', link: DEPRECATION },
];

type Found = Mistake & { readonly code: FindingCode };

const write = (instead: string | undefined) => (instead === undefined ? {} : { fix: `write \`apiVersion: ${instead}\`` });

/** What is wrong with an apiVersion at all, before any field is looked at. */
function ofVersion(object: RenderedObject, found: KindLookup, kubeVersion: string): readonly Found[] {
  const { apiVersion, kind } = object.ref;
  const here = { object, path: ['apiVersion'] };
  switch (found.is) {
    case 'gone':
      return [
        {
          ...here,
          code: 'schema/removed-api',
          message: `Kubernetes ${kubeVersion} does not serve ${apiVersion} ${kind}: it went with ${found.in}`,
          ...write(found.instead),
        },
      ];
    case 'later':
      return [
        {
          ...here,
          code: 'schema/removed-api',
          message: `Kubernetes ${kubeVersion} does not serve ${apiVersion} ${kind} yet: it comes with ${found.from}`,
          ...write(found.instead),
        },
      ];
    case 'unknown-version':
      return [
        {
          ...here,
          code: 'schema/unknown-api',
          message: `\`${apiVersion}\` is not an apiVersion of ${kind}`,
          fix: found.known.length === 1 ? `write \`apiVersion: ${found.known[0]}\`` : (didYouMean(apiVersion, found.known) ?? ''),
        },
      ];
    case 'unknown-kind':
      return [
        {
          ...here,
          path: ['kind'],
          code: 'schema/missing',
          severity: 'warning',
          message: `there is no schema of ${apiVersion} ${kind}: nothing in it is checked`,
          fix: 'name a folder with its CustomResourceDefinition or JSON Schema under `schemas:` of fairlead.yaml',
        },
      ];
    case 'served':
      return found.goneIn === undefined
        ? []
        : [
            {
              ...here,
              code: 'schema/deprecated-api',
              severity: 'warning',
              message: `${apiVersion} ${kind} goes with Kubernetes ${found.goneIn}`,
              ...write(found.instead),
            },
          ];
  }
}

/** An object against the closed schema of its kind at the target Kubernetes version. */
export function schemaMistakes(object: RenderedObject, kubeVersion: string, kinds: Kinds): readonly Found[] {
  const { apiVersion, kind } = object.ref;
  const found = kinds(apiVersion, kind, kubeVersion);
  const about = ofVersion(object, found, kubeVersion).map((item) => ({
    ...item,
    ...renamedApi(object, found, kubeVersion, kinds),
  }));
  if (found.is !== 'served') return about;
  return [
    ...about,
    ...problems(found.schema, object.data).map((problem) => {
      const fix = (problem.kind === 'unknown-key' && misplaced(kind, pointer(problem.path))) || problem.fix;
      return { object, path: problem.path, code: CODES[problem.kind], message: problem.message, ...(fix ? { fix } : {}) };
    }),
  ];
}
