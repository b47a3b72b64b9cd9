import type { Json } from '../base/json.js';
import { withoutForms } from '../secrets/forms.js';
import { CODES, type FindingCode } from './codes.js';
import type { Finding, ObjectRef, Origin } from './types.js';

/** Makes a finding; every sentence that users read about their input is written beside a call of this. */
export function finding(code: FindingCode, message: string, more: Partial<Omit<Finding, 'code' | 'message'>> = {}): Finding {
  const { fix } = more;
  return {
    code,
    severity: CODES[code],
    ...more,
    message: withoutForms(message),
    ...(fix === undefined ? {} : { fix: withoutForms(fix) }),
  };
}

/** The order in which a reader goes through the files: by path, line and column; what is not about a file comes last. */
export function byPlace({ origin: a }: Finding, { origin: b }: Finding): number {
  if (a?.from !== 'file' || b?.from !== 'file') return Number(a?.from !== 'file') - Number(b?.from !== 'file');
  return a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1;
}

/** A finding about a file, told at the place that names the file. */
export const seenFrom = (item: Finding, origin: Origin): Finding => ({
  ...item,
  message: item.origin?.from === 'file' ? `\`${item.origin.path}\`: ${item.message}` : item.message,
  origin,
});

const quoted = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** In the place of a scalar that is not shown (undefined below). */
const HIDDEN = 'what stands here';

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
  complexKey: (origin: Origin) =>
    finding('yaml/complex-key', 'a key must be a text, a number or a boolean, not a map, a list or null', { origin }),
  unknownAlias: (name: string, origin: Origin) =>
    finding('yaml/alias', `there is no anchor \`&${name}\` before this alias`, { origin }),
  badMerge: (origin: Origin) =>
    finding('yaml/alias', '`<<` merges maps only', { origin, fix: 'give it an alias of a map, or a list of them' }),
  tooManyValues: (most: number, origin: Origin) =>
    finding('yaml/too-many-aliases', `with this alias written out, the file has more than ${most.toLocaleString('en')} values`, {
      origin,
      fix: 'use the anchor in fewer places, or anchor a smaller part',
    }),
  deepAliases: (origin: Origin) =>
    finding('yaml/too-many-aliases', 'with its aliases and values this nests more than 100 levels deep', {
      origin,
      fix: 'write the values out',
    }),
  helmsDiffer: (directive: boolean, origin: Origin) =>
    finding('yaml/syntax', `${directive ? 'a `%` directive' : 'text behind `---`'}: Helm 3 takes it, Helm 4 refuses it`, {
      origin,
      fix: directive ? 'remove the line' : 'begin the document on the next line',
    }),
  unknownTag: (tag: string, text: string | undefined, origin: Origin) =>
    finding(
      'yaml/tag',
      `the tag ${quoted(tag)} says nothing here: the value is ${text === undefined ? 'a string' : `the string ${quoted(text)}`}`,
      {
        severity: 'warning',
        origin,
        fix: 'remove the tag',
      },
    ),
  tagMismatch: (tag: string, text: string | undefined, origin: Origin) =>
    finding('yaml/tag', `${text === undefined ? HIDDEN : quoted(text)} is not a \`${tag}\``, { origin }),
  notJson: (text: string | undefined, origin: Origin) =>
    finding(
      'yaml/not-json',
      `${text === undefined ? HIDDEN : `\`${text}\``} is a number that JSON, and so Kubernetes, does not have`,
      {
        origin,
        fix: text === undefined ? 'put it in quotes' : `write "${text}" for the text`,
      },
    ),
  severalDocuments: (origin: Origin) =>
    finding('yaml/several-documents', 'the file holds a second YAML document; Helm 3 ignores it, Helm 4 merges it', {
      origin,
      fix: 'keep one document',
    }),
  notAMap: (origin: Origin) => finding('yaml/not-a-map', 'the file must hold a map (`key: value`)', { origin }),
  surprisingScalar: (text: string | undefined, value: Json, origin: Origin) =>
    text === undefined
      ? finding('values/surprising-scalar', `YAML readers take ${HIDDEN} for different values`, {
          origin,
          fix: 'put it in quotes',
        })
      : finding(
          'values/surprising-scalar',
          `\`${text}\` is read as ${JSON.stringify(value)}; other YAML readers take it for something else`,
          { origin, fix: `write "${text}" for the text, ${JSON.stringify(value)} for the value` },
        ),
};

/** An error with the object that it is about. */
export const about = (object: ObjectRef, item: Finding): Finding => ({ ...item, object });
