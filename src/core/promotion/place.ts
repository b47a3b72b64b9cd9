import { dotted } from '../json.js';
import type { Located } from '../yaml/construct.js';
import type { MapNode, YamlNode } from '../yaml/nodes.js';

export type Entry = MapNode['entries'][number];

/** Why a file cannot be edited, and what to do about it. */
export interface Refusal {
  readonly message: string;
  readonly fix: string;
  readonly node: YamlNode;
}

/**
 * Where a path leads in a file as it is written: to an entry, or to where `rest` of it is missing: from a map (`map`), or from an
 * entry without value (`entry`), or from an empty file (neither). `flow` is true between `{` and `}`.
 */
export type Place =
  | { readonly kind: 'there'; readonly entry: Entry; readonly flow: boolean }
  | {
      readonly kind: 'missing';
      readonly rest: readonly string[];
      readonly map?: MapNode;
      readonly entry?: Entry;
      readonly flow: boolean;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const refused = (node: YamlNode, message: string, fix: string): Place => ({ kind: 'refused', refusal: { message, fix, node } });

/** Follows a path of keys through the nodes of a document, but not through aliases and merge keys: what they bring in stands elsewhere. */
export function findPlace(root: Located | undefined, path: readonly string[]): Place {
  let here = root;
  let map: MapNode | undefined;
  let entry: Entry | undefined;
  let flow = false;
  for (const [i, step] of path.entries()) {
    if (!here || here.value === null) return { kind: 'missing', rest: path.slice(i), flow, ...(entry ? { entry } : {}) };
    if (here.node.kind !== 'map') return refused(here.node, `\`${dotted(path.slice(0, i))}\` is not a map`, 'write it as a map');
    map = here.node;
    flow ||= map.flow;
    const name = dotted(path.slice(0, i + 1));
    const child = here.children?.get(step);
    if (!child) return { kind: 'missing', rest: path.slice(i), flow, map };
    entry = map.entries.find(({ key }) => key === child.key);
    if (!entry) return refused(map, `\`${name}\` comes from a merge key (\`<<\`)`, 'set it in the map itself');
    const { value } = entry;
    if (value.kind === 'alias') return refused(value, `\`${name}\` is the alias \`*${value.name}\``, 'write its value here');
    here = child;
  }
  return entry ? { kind: 'there', entry, flow } : { kind: 'missing', rest: path, flow, ...(map ? { map } : {}) };
}
