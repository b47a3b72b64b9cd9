import type { Json, JsonMap } from '../base/json.js';
import type { YamlNode } from '../yaml/nodes.js';
import { behind, behindColon, columnOf, lastOffset, lineEnd, lineStart, newlineAt, unitOf } from './layout.js';
import type { Place } from './place.js';
import type { Splice } from './splice.js';
import { blockLines, flowEntries } from './write.js';

/** Puts a missing key into the map that it belongs to, or all of the missing path into what is empty there. */
export function insertEntry(
  text: string,
  { rest, map, at }: Extract<Place, { kind: 'missing' }>,
  value: Json,
  root: YamlNode | undefined,
): Splice {
  const added = rest.reduceRight<Json>((inner, step) => ({ [step]: inner }), value) as JsonMap;
  const insert = (offset: number, inserted: string): Splice => ({ start: offset, end: offset, text: inserted });
  const unit = (map && unitOf(text, map)) ?? (root && unitOf(text, root)) ?? '  ';
  const behindLine = (offset: number, column: number) => {
    const end = lineEnd(text, offset);
    const newline = newlineAt(text, end);
    return insert(end, newline + blockLines(added, ' '.repeat(column), unit).join(newline));
  };

  if (map?.flow) return intoFlow(text, map, added);
  if (map) return behindLine(lastOffset(text, map), columnOf(text, map));
  if (!at) return intoEmpty(text, blockLines(added, '', unit));

  const { node, key, flow } = at;
  const inFlow = `{${flowEntries(added, false)}}`;
  if (node.start < node.end || !key) return { start: node.start, end: node.end, text: inFlow };
  const colon = behindColon(text, key);
  if (flow) return insert(colon ?? key.end, `${colon === undefined ? ':' : ''} ${inFlow}`);
  return behindLine(colon ?? key.end, columnOf(text, key) + unit.length);
}

/** In front of the first entry, on a line of its own if that is on one; quoted if its key is: a values file may be JSON. */
function intoFlow(text: string, map: Extract<YamlNode, { kind: 'map' }>, added: JsonMap): Splice {
  const [first] = map.entries;
  const quoted = first?.key.kind === 'scalar' && first.key.style === 'double';
  const entry = flowEntries(added, quoted);
  const at = (first && behind(text, map.start, /\{(?:\s|#[^\n]*\n)*/y)) ?? map.start + 1;
  const lead = text.slice(lineStart(text, at), at);
  const between = at > map.start + 1 && /^\s*$/.test(lead) ? `,${newlineAt(text, at)}${lead}` : ', ';
  return { start: at, end: at, text: first ? entry + between : entry };
}

/** At the end of a file without content, or in front of a second `---`: Helm 3 reads the first document. */
function intoEmpty(text: string, lines: readonly string[]): Splice {
  const [, second] = [...text.matchAll(/^\uFEFF?---(?=\s|$)/gm)];
  const end = second?.index ?? text.length;
  const newline = newlineAt(text, end);
  const block = lines.join(newline);
  return { start: end, end, text: /(^\uFEFF?|\n)$/.test(text.slice(0, end)) ? block + newline : newline + block };
}
