import { type Properties, readEvents, type ScalarStyle } from './events.js';

interface Range {
  readonly start: number;
  readonly end: number;
}
export interface ScalarNode extends Range, Properties {
  readonly kind: 'scalar';
  readonly text: string;
  readonly style: ScalarStyle;
}
export interface ListNode extends Range, Properties {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}
export interface MapNode extends Range, Properties {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly { readonly key: YamlNode; readonly value: YamlNode }[];
}
export interface AliasNode extends Range {
  readonly kind: 'alias';
  readonly name: string;
}
/** A part of a YAML document with its place in the text. The end of a list or map is that of its last part. */
export type YamlNode = ScalarNode | ListNode | MapNode | AliasNode;

/** Reads a YAML stream to one tree per document (undefined for an empty one). Throws YamlSyntaxError. */
export function parseTrees(text: string): readonly (YamlNode | undefined)[] {
  const events = readEvents(text);
  let next = 0;

  function children(): YamlNode[] {
    const out: YamlNode[] = [];
    while (events[next]?.kind !== 'end') out.push(node());
    next++;
    return out;
  }

  function node(): YamlNode {
    const event = events[next++];
    if (event?.kind === 'scalar' || event?.kind === 'alias') return event;
    if (event?.kind !== 'list' && event?.kind !== 'map') throw new Error('yaml events out of order');
    const items = children();
    const end = items.at(-1)?.end ?? event.start + 1;
    return event.kind === 'list' ? { ...event, kind: 'list', end, items } : { ...event, kind: 'map', end, entries: pairs(items) };
  }

  const documents: (YamlNode | undefined)[] = [];
  while (next < events.length) {
    next++; // the document's own event
    documents.push(children()[0]);
  }
  return documents;
}

function pairs(items: readonly YamlNode[]): MapNode['entries'] {
  return items.flatMap((key, i) => {
    const value = i % 2 === 0 ? items[i + 1] : undefined;
    return value ? [{ key, value }] : [];
  });
}
