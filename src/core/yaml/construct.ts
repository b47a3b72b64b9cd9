import { isList, isMap, type Json, type JsonMap } from '../base/json.js';
import { once, remembered } from '../base/memo.js';
import { findings as make } from '../findings/findings.js';
import type { Finding, Origin } from '../findings/types.js';
import { isOpen, namesSecret } from '../secrets/names.js';
import type { MapNode, ScalarNode, YamlNode } from './nodes.js';
import { resolvePlain, surprises, wholeOf } from './resolve.js';
import { coreTag, tagged } from './tags.js';

/** A value with the nodes that it came from, so that every part of it can be found in the file again. */
export interface Located {
  readonly value: Json;
  readonly node: YamlNode;
  /** The node of its key, if it stands in a map. */
  readonly key: YamlNode | undefined;
  /** By map key, or by index as text; made when somebody looks for a part, since of a long list hardly anybody does. */
  readonly children?: () => ReadonlyMap<string, Located>;
  /** How many maps and lists stand in each other here; 0 for a scalar. */
  readonly height: number;
  /** How many values are here, with all that aliases bring in: as a walk through it meets them. */
  readonly size: number;
}

export interface ConstructOptions {
  readonly surprises?: boolean;
  /** The value that belongs in the place of a scalar; undefined for one that stands for itself. */
  readonly hole?: (node: ScalarNode) => Json | undefined;
  readonly report: (finding: (origin: Origin) => Finding, start: number, end: number) => void;
  /** What aliases may still bring in, over all documents of the file. */
  readonly budget: { left: number };
}

/** How many values a file may have once its aliases are expanded. A file of 1 MiB without any has at most half a million. */
export const MOST_VALUES = 500_000;
const MAX_HEIGHT = 100;

/** Thrown at the alias with which a file has too many values: what follows from reading it as null is of no use to anybody. */
export class TooManyValues extends Error {
  constructor(readonly node: YamlNode) {
    super();
  }
}

function heightOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  let height = 0;
  for (const item of Object.values(value)) height = Math.max(height, heightOf(item));
  return height + 1;
}

const leaf = (value: Json, node: YamlNode, key?: YamlNode): Located => ({ node, key, value, height: 0, size: 1 });

const isMerge = ({ style, text, tag }: ScalarNode) =>
  text === '<<' && (tag === undefined ? style === 'plain' : coreTag(tag) === 'merge');

/** Parts by their index as text. A list may have half a million: no pairs are made on the way. */
function byIndex<Item>(items: readonly Item[], part: (item: Item) => Located): ReadonlyMap<string, Located> {
  const parts = new Map<string, Located>();
  items.forEach((item, i) => {
    parts.set(String(i), part(item));
  });
  return parts;
}

const textOf = (node: YamlNode | undefined) => (node?.kind === 'scalar' ? node.text : '');
const isNamed = remembered((map: MapNode) =>
  map.entries.some((entry) => textOf(entry.key) === 'name' && namesSecret(textOf(entry.value))),
);

/** True for an entry that holds a secret, by its key, or by the `name` beside its `value`. */
const isSecret = (key: YamlNode | undefined, around: MapNode | undefined): boolean =>
  namesSecret(textOf(key)) || (textOf(key) === 'value' && around !== undefined && isNamed(around));

/** Makes the value of one document out of its tree. Mistakes are reported, and read as null. Throws TooManyValues. */
export function construct(tree: YamlNode, options: ConstructOptions): Located {
  const anchors = new Map<string, Located>();

  const located = (value: Json, node: ScalarNode, key?: YamlNode): Located =>
    typeof value === 'object' && value !== null ? filled(value, node, key) : leaf(value, node, key);

  function scalar(node: ScalarNode, key?: YamlNode, around?: MapNode): Json {
    const value = options.hole?.(node);
    if (value === undefined) return written(node, () => isSecret(key, around));
    if (node.tag === undefined || typeof value === 'object') return value;
    // A value of a user's file is not shown as what is wrong with a template.
    return written({ ...node, text: String(value), style: typeof value === 'string' ? 'double' : 'plain' }, () => true);
  }

  function written(node: ScalarNode, isHidden: () => boolean): Json {
    const { tag, text } = node;
    if (tag === undefined && node.style !== 'plain') return text;
    const value = tag === undefined ? resolvePlain(text) : tagged(tag, text, node.style === 'plain');
    const odd = options.surprises && (tag === undefined ? surprises(text) : coreTag(tag) === undefined);
    if (value !== undefined && !odd) return value;
    const shown = isHidden() && !isOpen(text) ? undefined : text;
    const fail = (finding: (origin: Origin) => Finding) => options.report(finding, node.start, node.end);
    if (odd)
      fail((origin) =>
        tag === undefined ? make.surprisingScalar(shown, value ?? null, origin) : make.unknownTag(tag, shown, origin),
      );
    if (value === undefined)
      fail((origin) => (tag === undefined ? make.notJson(shown, origin) : make.tagMismatch(tag, shown, origin)));
    return value ?? null;
  }

  function map(node: MapNode, at: YamlNode | undefined): Located {
    const own = new Set<string>();
    const children = new Map<string, Located>();
    for (const { key, value } of node.entries) {
      if (key.kind === 'scalar' && isMerge(key)) {
        // As go-yaml v2: a merge wins over the keys before it, and keys after it win.
        for (const [name, child] of mergeSources(value)) children.set(name, child);
        continue;
      }
      const name = keyName(key);
      const child = visit(value, key, node);
      if (name === undefined) options.report(make.complexKey, key.start, key.end);
      else if (name === '__proto__') options.report(make.forbiddenKey, key.start, key.end);
      else if (own.has(name)) options.report((origin) => make.duplicateKey(name, origin), key.start, key.end);
      else {
        own.add(name);
        children.set(name, child);
      }
    }
    const data: Record<string, Json> = {};
    for (const [name, child] of children) data[name] = child.value;
    return nested(node, at, children.values(), () => children, data);
  }

  /** Of several maps the first wins, so it comes last. */
  function mergeSources(value: YamlNode): readonly (readonly [string, Located])[] {
    const sources = value.kind === 'list' ? value.items.map((item) => visit(item)) : [visit(value)];
    return sources.toReversed().flatMap((source) => {
      if (isMap(source.value)) return [...(source.children?.() ?? [])];
      options.report(make.badMerge, value.start, value.end);
      return [];
    });
  }

  function keyName(key: YamlNode): string | undefined {
    if (key.kind === 'scalar' && key.style !== 'plain' && key.tag === undefined && key.anchor === undefined) return key.text;
    const value = key.kind === 'scalar' && key.anchor === undefined ? scalar(key) : visit(key).value;
    if (typeof value === 'object') return undefined;
    const whole = key.kind === 'scalar' && typeof value === 'number' ? wholeOf(key.text) : undefined;
    return String(whole ?? value);
  }

  function visit(node: YamlNode, key?: YamlNode, around?: MapNode): Located {
    const located = content(node, key, around);
    if (node.kind !== 'alias' && node.anchor !== undefined) anchors.set(node.anchor, located);
    return located;
  }

  function content(node: YamlNode, key: YamlNode | undefined, around: MapNode | undefined): Located {
    if (node.kind === 'alias') {
      const target = anchors.get(node.name);
      if (target) {
        options.budget.left -= target.size;
        if (options.budget.left < 0) throw new TooManyValues(node);
        return { ...target, key };
      }
      options.report((origin) => make.unknownAlias(node.name, origin), node.start, node.end);
      return leaf(null, node, key);
    }
    if (node.kind === 'scalar') return located(scalar(node, key, around), node, key);
    if (node.kind === 'map') return map(node, key);
    const items = node.items.map((item) => visit(item));
    const values = items.map((item) => item.value);
    return nested(node, key, items, () => byIndex(items, (item) => item), values);
  }

  /** A map or list in the place of a scalar: its parts are found there too, once somebody looks for them. */
  function filled(value: JsonMap | readonly Json[], node: ScalarNode, key?: YamlNode): Located {
    const height = heightOf(value);
    if (height > MAX_HEIGHT) return tooDeep(node, key);
    const children = () =>
      isList(value)
        ? byIndex(value, (item) => located(item, node))
        : new Map(Object.entries(value).map(([name, item]) => [name, located(item, node)]));
    return { node, key, value, height, size: 1, children: once(children) };
  }

  /** The reader bounds how deep a text nests; aliases of aliases could go far beyond, and everything after here recurses. */
  function nested(
    node: YamlNode,
    key: YamlNode | undefined,
    parts: Iterable<Located>,
    children: () => ReadonlyMap<string, Located>,
    value: Json,
  ): Located {
    let height = 1;
    let size = 1;
    for (const child of parts) {
      height = Math.max(height, 1 + child.height);
      size += child.size;
    }
    return height <= MAX_HEIGHT ? { node, key, value, height, size, children: once(children) } : tooDeep(node, key);
  }

  function tooDeep(node: YamlNode, key: YamlNode | undefined): Located {
    options.report(make.deepAliases, node.start, node.end);
    return leaf(null, node, key);
  }

  return visit(tree);
}
