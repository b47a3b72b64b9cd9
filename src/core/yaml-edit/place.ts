import { dotted, type Path } from '../base/json.js';
import type { Located } from '../yaml/construct.js';
import type { ListNode, MapNode, YamlNode } from '../yaml/nodes.js';
import type { Refusal } from './refusal.js';

export type Entry = MapNode['entries'][number];

/** Where the value of an entry or of a list's item stands. `flow` is true between `{` and `}`. */
interface Slot {
  readonly node: YamlNode;
  readonly key?: YamlNode;
  readonly flow: boolean;
}

/**
 * Where a path leads in a file: to a value that is there, or to where `rest` of it is missing: from a map, or from a value that is
 * null (`at`), or from an empty file. `shared` says which alias or merge key the path goes through: the place then stands elsewhere.
 */
export type Place =
  | ({ readonly kind: 'there'; readonly shared?: Refusal } & Slot)
  | {
      readonly kind: 'missing';
      readonly rest: readonly string[];
      readonly map?: MapNode;
      readonly at?: Slot;
      readonly shared?: Refusal;
    }
  | ({ readonly kind: 'refused' } & Refusal);

/** Follows a path of keys and indices through a document; `fix` of `shared` says how to give it a place of its own. */
export function findPlace(root: Located | undefined, path: Path): Place {
  let here = root;
  let shared: Refusal | undefined;
  const rest = (i: number): Place => {
    const at = here && root && slotOf(root.node, here.node);
    const map = here?.node.kind === 'map' ? here.node : undefined;
    const missing = path.slice(i);
    const list = missing.findIndex((step) => typeof step === 'number');
    if (list >= 0) {
      const name = `\`${dotted(path.slice(0, i + list))}\``;
      const message = `the list ${name} is not in this file, and a list takes the place of the one in weaker files`;
      return { kind: 'refused', node: here?.node, message, fix: `write the whole list ${name} here` };
    }
    return {
      kind: 'missing',
      rest: missing.map(String),
      ...(shared ? { shared } : {}),
      ...(map ? { map } : {}),
      ...(at ? { at } : {}),
    };
  };
  for (const [i, step] of path.entries()) {
    if (!here || here.value === null) return rest(i);
    const { node, children } = here;
    const name = `\`${dotted(path.slice(0, i))}\``;
    const kind = typeof step === 'number' ? 'list' : 'map';
    if (node.kind !== kind) return { kind: 'refused', node, message: `${name} is not a ${kind}`, fix: `write it as a ${kind}` };
    const child = children?.().get(String(step));
    if (!child && kind === 'list')
      return { kind: 'refused', node, message: `${name} has no item ${step}`, fix: 'items are counted from 0' };
    if (!child) return rest(i);
    shared ??= sharing(node, child, path.slice(0, i + 1));
    here = child;
  }
  if (!root || !here || here === root) return rest(path.length);
  const slot = slotOf(root.node, here.node);
  if (slot) return { kind: 'there', ...slot, ...(shared ? { shared } : {}) };
  return { kind: 'refused', node: here.node, message: `\`${dotted(path)}\` is an alias of a key`, fix: 'write its value out' };
}

function sharing(node: MapNode | ListNode, { key }: Located, path: Path): Refusal | undefined {
  const value = node.kind === 'list' ? node.items[Number(path.at(-1))] : node.entries.find((entry) => entry.key === key)?.value;
  if (!value) return { message: `\`${dotted(path)}\` comes from a merge key (\`<<\`)`, fix: 'set it in the map itself', node };
  if (value.kind !== 'alias') return undefined;
  return { message: `\`${dotted(path)}\` is the alias \`*${value.name}\``, fix: 'write its value here', node: value };
}

/** Finds a node in the tree that it belongs to; aliases lead away from where it is written. */
function slotOf(tree: YamlNode, node: YamlNode, above = false): Slot | undefined {
  if (tree.kind === 'scalar' || tree.kind === 'alias') return undefined;
  const flow = above || tree.flow;
  const slots: readonly Slot[] =
    tree.kind === 'map'
      ? tree.entries.map(({ key, value }) => ({ node: value, key, flow }))
      : tree.items.map((item) => ({ node: item, flow }));
  for (const slot of slots) {
    const found = slot.node === node ? slot : slotOf(slot.node, node, flow);
    if (found) return found;
  }
  return undefined;
}
