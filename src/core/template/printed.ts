import type { Json } from '../base/json.js';
import { memo } from '../base/memo.js';
import { finding } from '../findings/findings.js';
import type { Finding, Outcome } from '../findings/types.js';
import type { ScalarNode, YamlNode } from '../yaml/nodes.js';
import { readYaml, type YamlDocument } from '../yaml/read.js';
import { parseTrees } from '../yaml/tree.js';
import { brokenYaml } from './broken.js';
import type { Output, PrintedValue } from './output.js';

/** Adds the scalars of a tree, keys as well, in the order of the text. */
function addScalars(node: YamlNode | undefined, to: ScalarNode[]): void {
  if (node?.kind === 'scalar') to.push(node);
  if (node?.kind === 'list') for (const item of node.items) addScalars(item, to);
  if (node?.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    addScalars(key, to);
    addScalars(value, to);
  }
}

/** The trees of a text with holes: a bundle prints few of them, however many apps and environments it has. */
const shapeOf = memo((text: string) => {
  const trees = parseTrees(text);
  const scalars: ScalarNode[] = [];
  for (const tree of trees) addScalars(tree, scalars);
  return { trees, scalars };
}, 200);

/** Tells of one hole after the other whether it is in an anchor, an alias or a tag. The text is walked once, however many there are. */
function namesIn(text: string): (hole: PrintedValue) => boolean {
  let [at, inName, inComment] = [0, false, false];
  return ({ start }) => {
    for (; at < start; at++) {
      const char = text.charAt(at);
      if (char === '#') inComment = true;
      if (char === '\n') inComment = false;
      if (/\s/.test(char)) inName = false;
      else if (!inComment && '&*!'.includes(char)) inName = true;
    }
    return inName;
  };
}

/**
 * Reads what a template printed, and fills its holes. A hole must have become a YAML node of its own: values cannot be parts of quotes, of
 * a block of text or of other values. Findings: text that is not YAML, and such values; all at lines of the templates.
 */
export function readPrinted(output: Output, path: string): Outcome<readonly YamlDocument[]> {
  const text = output.text();
  const holes = new Map<ScalarNode, Json>();
  const misplaced: PrintedValue[] = [];
  const inName = namesIn(text);
  const parse = () => {
    const { trees, scalars } = shapeOf(text);
    let next = 0;
    for (const value of output.values) {
      while (next < scalars.length && (scalars[next]?.end ?? 0) <= value.start) next++;
      const around = scalars[next];
      if (around?.start === value.start && around.end === value.end) holes.set(around, value.value);
      else if ((around && around.start <= value.start) || inName(value)) misplaced.push(value);
    }
    return trees;
  };
  const read = readYaml({ path, text }, { parse, hole: (node) => holes.get(node) });
  const found = new Map(
    misplaced.map(({ path: from, place: [line, column, length] }): [string, Finding] => [
      `${from}:${line}:${column}`,
      finding('template/refused', 'a value in the middle of a text: `{{…}}` prints a whole YAML value', {
        origin: { from: 'file', path: from, line, column, length },
        fix: 'make the whole text with `{{concat a "-" b}}` or `{{#text}}…{{/text}}`',
      }),
    ]),
  );
  if (found.size > 0) return { ok: false, findings: [...found.values()] };
  return read.ok ? read : { ok: false, findings: read.findings.map((item) => brokenYaml(item, output, path)) };
}
