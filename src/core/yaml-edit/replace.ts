import { tagStart } from '../image/reference.js';
import { behindColon } from './layout.js';
import type { Place } from './place.js';
import type { Refusal } from './refusal.js';
import type { Splice } from './splice.js';
import { writeTag } from './write-tag.js';

/** Puts a tag, or an image with its tag, into the place of a scalar that is there, or behind the colon of a key without value. */
export function replaceValue(
  text: string,
  { node, key, flow }: Extract<Place, { kind: 'there' }>,
  tag: string,
): Splice | Refusal {
  const refuse = (message: string, fix: string): Refusal => ({ message, fix, node });
  if (node.kind !== 'scalar') return refuse('holds a map or a list', 'name the key that holds the tag in `promote.images`');
  if (node.tag !== undefined && node.tag !== '!!str' && node.tag !== '!')
    return refuse(`has the YAML tag \`${node.tag}\``, 'remove the YAML tag');
  if (node.style === 'block') {
    const start = oneLine(text, node.start, node.end, node.text);
    return start === undefined
      ? refuse('is a block scalar that holds more than a tag', `write it on one line: ${writeTag(tag, 'plain', flow)}`)
      : { start, end: start + node.text.length, text: tag };
  }
  const name = tagStart(tag);
  const isKept = name > 0 && tagStart(node.text) === name && node.text.startsWith(tag.slice(0, name));
  const at = isKept ? text.slice(0, node.end).indexOf(node.text, node.start) : -1;
  if (at >= 0) return { start: at + name, end: at + node.text.length, text: tag.slice(name) };
  if (node.start < node.end) return { start: node.start, end: node.end, text: writeTag(tag, node.style, flow) };
  const colon = key && behindColon(text, key);
  if (colon !== undefined) return { start: colon, end: colon, text: ` ${writeTag(tag, 'plain', flow)}` };
  // `{tag}` is a key without a colon.
  return key && flow
    ? { start: key.end, end: key.end, text: `: ${writeTag(tag, 'plain', flow)}` }
    : refuse('has no place for a value', `write \`key: ${writeTag(tag, 'plain', flow)}\``);
}

/** Where the text of a block scalar stands, if it is one line without a line break at its end (`|-` or `>-`). */
function oneLine(text: string, start: number, end: number, content: string): number | undefined {
  const header = text.slice(text.lastIndexOf('\n', start - 2) + 1, start).split('#');
  const isStripped = header.some((part) => /[|>](?:\d-|-\d?)$/.test(part.trimEnd()));
  return isStripped && content !== '' && text.slice(start, end).trim() === content ? text.indexOf(content, start) : undefined;
}
