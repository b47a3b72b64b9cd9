interface Range {
  readonly start: number;
  readonly end: number;
}
interface Properties extends Range {
  readonly anchor?: string;
  readonly tag?: string;
}
export interface ScalarNode extends Properties {
  readonly kind: 'scalar';
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}
export interface ListNode extends Properties {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}
export interface MapNode extends Properties {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly { readonly key: YamlNode; readonly value: YamlNode }[];
}
export interface AliasNode extends Range {
  readonly kind: 'alias';
  readonly name: string;
}
/**
 * A part of a YAML document with its place in the text. Offsets count UTF-16 units; `end` is exclusive and includes the quotes.
 * The end of a list or map is that of its last part.
 */
export type YamlNode = ScalarNode | ListNode | MapNode | AliasNode;
