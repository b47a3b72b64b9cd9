import type { Json } from '../base/json.js';
import { numberOf, resolvePlain } from './resolve.js';

// https://pkg.go.dev/time#Parse with the layouts of go-yaml (resolve.go, allowedTimestampFormats).
const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}([Tt]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[-+]\d{2}:\d{2})| \d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?)?$/;

/** The name of a tag of YAML's own (`!!int`, `!<tag:yaml.org,2002:int>`), or undefined for all others, which say nothing to go-yaml. */
export const coreTag = (tag: string): string | undefined =>
  tag === '!' ? 'str' : (/^!!(.*)$/.exec(tag)?.[1] ?? /^!<tag:yaml\.org,2002:(.*)>$/.exec(tag)?.[1]);

function bytes(base64: string): string | undefined {
  const text = base64.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return undefined;
  return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
}

/** What a scalar with a tag is, as go-yaml reads it: undefined if it cannot be that. The text of an unknown tag is a string. */
export function tagged(tag: string, text: string, plain: boolean): Json | undefined {
  switch (coreTag(tag)) {
    case 'int': {
      const value = numberOf(text);
      return value === undefined || (/[.eE]/.test(text) && !/^[-+]?0[xX]/.test(text)) ? undefined : value;
    }
    case 'float':
      return numberOf(text);
    case 'bool': {
      const value = resolvePlain(text);
      return typeof value === 'boolean' ? value : undefined;
    }
    case 'null':
      return resolvePlain(text) === null && (plain || text === '') ? null : undefined;
    case 'binary':
      return bytes(text);
    case 'timestamp':
      return TIMESTAMP.test(text) ? text : undefined;
    default:
      return text;
  }
}
