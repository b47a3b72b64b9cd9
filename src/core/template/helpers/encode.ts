import { base64 as encodeBase64, sha256 as hash } from '../../base/digest.js';
import { isList, isMap, type Json } from '../../base/json.js';
import { type Helper, HelperError } from './helper.js';

/** JSON with the keys of every map sorted, as Go's encoding/json writes maps. */
function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}

export const json: Helper = {
  name: 'json',
  usage: 'json VALUE | json key=VALUE …',
  summary: 'The value, or a map of the named ones, as a string of JSON: compact, keys sorted.',
  example: ['config: {{json a=1}}', `config: '{"a":1}'`],
  arity: [0, 1],
  named: 'any',
  walks: true,
  call: ([value], named) => JSON.stringify(sorted(value ?? named)),
};

export const base64: Helper = {
  name: 'base64',
  usage: 'base64 TEXT',
  summary: 'The UTF-8 bytes of a text in base64, as the `data` of a Secret takes them.',
  example: ['token: {{base64 "abc"}}', 'token: YWJj'],
  arity: [1, 1],
  call: ([text = null]) => {
    if (typeof text !== 'string') throw new HelperError('encodes strings only');
    return encodeBase64(text);
  },
};

export const sha256: Helper = {
  name: 'sha256',
  usage: 'sha256 VALUE',
  summary: 'SHA-256 in hexadecimal of a string, or of the JSON of any other value.',
  example: [
    'checksum/config: {{sha256 ""}}',
    'checksum/config: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ],
  arity: [1, 1],
  walks: true,
  call: ([value = null]) => hash(typeof value === 'string' ? value : JSON.stringify(sorted(value))),
};
