import type { YamlNode } from '../yaml/nodes.js';
import type { Entry, Refusal } from './place.js';
import { writeTag } from './tag.js';

/** Bytes to put in the place of others. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Puts a tag into an entry that is there: in the place of its scalar, or behind the colon if it has none. */
export function replaceValue(text: string, { key, value }: Entry, flow: boolean, tag: string): Splice | Refusal {
  const refuse = (message: string, fix: string): Refusal => ({ message, fix, node: value });
  if (value.kind !== 'scalar') return refuse('holds a map or a list', 'a tag is a single scalar');
  if (value.style === 'block') return refuse('is a block scalar', `write it on one line: ${writeTag(tag, 'plain', flow)}`);
  if (value.tag !== undefined && value.tag !== '!!str' && value.tag !== '!')
    return refuse(`has the YAML tag \`${value.tag}\``, 'remove the YAML tag');
  if (value.start < value.end) return { start: value.start, end: value.end, text: writeTag(tag, value.style, flow) };
  const at = behindColon(text, key);
  return at === undefined
    ? refuse('has no colon behind its key', 'write the colon')
    : { start: at, end: at, text: ` ${writeTag(tag, 'plain', flow)}` };
}

/** Where an empty value belongs: behind the colon, and behind an anchor or YAML tag that stands there alone. */
export function behindColon(text: string, key: YamlNode): number | undefined {
  const colon = /[ \t]*:(?:[ \t]+[&!][^\s,[\]{}]*)*/y;
  colon.lastIndex = key.end;
  return colon.test(text) ? colon.lastIndex : undefined;
}
