import type { Rule } from '../rule.js';
import { mapAt, textAt } from '../set.js';

const MOST = 1024 * 1024;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** As the API server reads it: line breaks do not count (Go, encoding/base64). */
const isBase64 = (text: string): boolean => BASE64.test(text.replace(/[\r\n]/g, ''));
/** What the API server counts of a value: of base64 what it stands for. Source: core/validation, ValidateConfigMap, ValidateSecret. */
const sizeOf = (kind: string, part: string, value: string): number =>
  part === 'binaryData' || (part === 'data' && kind === 'Secret')
    ? Math.floor((value.replace(/[\r\n=]/g, '').length * 3) / 4)
    : value.length;

export const configKeys: Rule = {
  code: 'configmap/keys',
  why: 'Keys of ConfigMaps and Secrets become file names: letters, digits, `-`, `_` and `.`; all values together are at most 1 MiB.',
  link: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
  *check({ of }) {
    for (const object of of('ConfigMap', 'Secret')) {
      let size = 0;
      for (const part of ['data', 'binaryData', 'stringData'])
        for (const [key, value] of Object.entries(mapAt(object.data, part))) {
          size += sizeOf(object.ref.kind, part, String(value));
          if (!/^[-._a-zA-Z0-9]{1,253}$/.test(key) || key === '.' || key.startsWith('..'))
            yield {
              object,
              path: [part, key],
              message: `${JSON.stringify(key)} cannot be a key of a ${object.ref.kind}`,
              fix: 'a key is of letters, digits, `-`, `_` and `.`',
            };
          if (part === 'binaryData' && mapAt(object.data, 'data')[key] !== undefined)
            yield { object, path: [part, key], message: `\`${key}\` is under \`data\` as well`, fix: 'keep one of them' };
        }
      if (size > MOST)
        yield {
          object,
          path: ['data'],
          message: `the ${object.ref.kind} holds more than 1 MiB`,
          fix: 'split it, or mount a volume',
        };
    }
  },
};

export const secretData: Rule = {
  code: 'secret/data',
  why: 'What stands under `data` of a Secret is base64, and that of a known type has its form.',
  link: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
  *check({ of }) {
    for (const object of of('Secret')) {
      const data = mapAt(object.data, 'data');
      for (const [key, value] of Object.entries(data))
        if (typeof value === 'string' && !isBase64(value))
          yield { object, path: ['data', key], message: `\`${key}\` is not base64`, fix: 'write plain text under `stringData`' };
      const wanted =
        {
          'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
          'kubernetes.io/tls': ['tls.crt', 'tls.key'],
          'kubernetes.io/ssh-auth': ['ssh-privatekey'],
        }[textAt(object.data, 'type') ?? ''] ?? [];
      for (const key of wanted)
        if (data[key] === undefined && mapAt(object.data, 'stringData')[key] === undefined)
          yield {
            object,
            path: ['type'],
            message: `a Secret of type ${textAt(object.data, 'type')} needs the key \`${key}\``,
            fix: `add \`${key}\``,
          };
    }
  },
};
