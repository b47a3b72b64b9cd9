import type { Json } from './json.js';
import type { Finding, ObjectRef, Origin, Severity } from './types.js';

/** Every code that Fairlead can print, with its default severity. Codes are stable: people waive by them. */
export const CODES = {
  'file/unreadable': 'error',
  'file/outside-root': 'error',
  'file/too-large': 'error',
  'yaml/syntax': 'error',
  'yaml/duplicate-key': 'error',
  'yaml/forbidden-key': 'error',
  'yaml/complex-key': 'error',
  'yaml/alias': 'error',
  'yaml/too-many-aliases': 'error',
  'yaml/tag': 'error',
  'yaml/not-json': 'error',
  'yaml/several-documents': 'error',
  'yaml/not-a-map': 'error',
  'config/unknown-key': 'error',
  'config/wrong-type': 'error',
  'config/not-allowed': 'error',
  'config/missing-key': 'error',
  'config/unknown-environment': 'error',
  'config/unknown-bundle': 'error',
  'config/promotion-cycle': 'error',
  'config/no-apps': 'error',
  'config/duplicate-app': 'error',
  'bundle/schema': 'error',
  'bundle/kube-version': 'error',
  'values/unknown-key': 'error',
  'values/wrong-type': 'error',
  'values/not-allowed': 'error',
  'values/missing-key': 'error',
  'values/surprising-scalar': 'warning',
  'values/bad-set': 'error',
  'values/rejected': 'error',
  'values/plain-secret': 'error',
  'template/syntax': 'error',
  'template/refused': 'error',
  'template/unknown-name': 'error',
  'template/unknown-helper': 'error',
  'template/helper': 'error',
  'template/too-large': 'error',
  'template/yaml': 'error',
  'object/not-an-object': 'error',
  'object/missing-field': 'error',
  'object/bad-name': 'error',
  'object/duplicate': 'error',
  'objects/none': 'error',
  'waiver/unknown-code': 'error',
  'waiver/expired': 'error',
  'waiver/unused': 'warning',
  'promotion/bad-tag': 'error',
  'promotion/cannot-edit': 'error',
  'github/permission': 'error',
  'github/conflict': 'error',
} as const satisfies Record<string, Severity>;

export type FindingCode = keyof typeof CODES;

/** Makes a finding; every sentence that users read about their input is written beside a call of this. */
export function finding(code: FindingCode, message: string, more: Partial<Omit<Finding, 'code' | 'message'>> = {}): Finding {
  return { code, severity: CODES[code], message, ...more };
}

const quoted = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** Findings about a file's text, one factory each; those about other things stand beside the step that makes them. */
export const findings = {
  fileTooLarge: (origin: Origin) =>
    finding('file/too-large', 'the file is larger than 1 MiB', {
      origin,
      fix: 'values and templates are small; is this the right file?',
    }),
  yamlSyntax: (reason: string, origin: Origin) =>
    finding('yaml/syntax', `not YAML: ${reason}`, { origin, ...(reason.startsWith('tab') ? { fix: 'indent with spaces' } : {}) }),
  duplicateKey: (key: string, origin: Origin) =>
    finding('yaml/duplicate-key', `${quoted(key)} is already set in this map`, { origin, fix: 'keep one of the two' }),
  forbiddenKey: (origin: Origin) =>
    finding('yaml/forbidden-key', '`__proto__` cannot be a key', { origin, fix: 'rename the key' }),
  complexKey: (origin: Origin) => finding('yaml/complex-key', 'a key must be a scalar, not a map or list', { origin }),
  unknownAlias: (name: string, origin: Origin) =>
    finding('yaml/alias', `there is no anchor \`&${name}\` before this alias`, { origin }),
  badMerge: (origin: Origin) =>
    finding('yaml/alias', '`<<` merges maps only', { origin, fix: 'give it an alias of a map, or a list of them' }),
  tooManyAliases: (origin: Origin) =>
    finding('yaml/too-many-aliases', 'more than 100 aliases are expanded in this document', {
      origin,
      fix: 'write the values out',
    }),
  unknownTag: (tag: string, origin: Origin) =>
    finding('yaml/tag', `the tag ${quoted(tag)} is not known here`, { origin, fix: 'remove the tag' }),
  tagMismatch: (tag: string, text: string, origin: Origin) =>
    finding('yaml/tag', `${quoted(text)} is not a \`${tag}\``, { origin }),
  notJson: (text: string, origin: Origin) =>
    finding('yaml/not-json', `\`${text}\` is a number that JSON, and so Kubernetes, does not have`, {
      origin,
      fix: `write "${text}" for the text`,
    }),
  severalDocuments: (origin: Origin) =>
    finding('yaml/several-documents', 'the file holds a second YAML document; Helm 3 ignores it, Helm 4 merges it', {
      origin,
      fix: 'keep one document',
    }),
  notAMap: (origin: Origin) => finding('yaml/not-a-map', 'the file must hold a map (`key: value`)', { origin }),
  surprisingScalar: (text: string, value: Json, origin: Origin) =>
    finding(
      'values/surprising-scalar',
      `\`${text}\` is read as ${JSON.stringify(value)}; other YAML readers take it for something else`,
      {
        origin,
        fix: `write "${text}" for the text, ${JSON.stringify(value)} for the value`,
      },
    ),
};

/** An error with the object that it is about. */
export const about = (object: ObjectRef, item: Finding): Finding => ({ ...item, object });
