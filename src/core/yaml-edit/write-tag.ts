import type { ScalarNode } from '../yaml/nodes.js';
import { staysText } from '../yaml/plain.js';

/** A checked tag as a YAML scalar: in the quotes that were there, or in double ones where it needs some. */
export function writeTag(tag: string, style: ScalarNode['style'], flow: boolean): string {
  if (style === 'single') return `'${tag}'`;
  return style === 'double' || !staysText(tag, flow) ? `"${tag}"` : tag;
}
