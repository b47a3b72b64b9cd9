import { finding } from '../findings.js';
import type { Finding, Outcome } from '../types.js';
import type { ScalarNode, YamlNode } from '../yaml/nodes.js';
import { readYaml, type YamlDocument } from '../yaml/read.js';
import { brokenYaml } from './broken.js';
import type { Output } from './output.js';

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

/**
 * Reads what a template printed. A value must have become a YAML node of its own: in the middle of quotes, of a block of text or of another
 * value it could end that, and say something else. Findings: text that is not YAML, and such values; all at lines of the templates.
 */
export function readPrinted(output: Output, path: string): Outcome<readonly YamlDocument[]> {
  const text = output.text();
  const read = readYaml({ path, text });
  if (!read.ok) return { ok: false, findings: read.findings.map((item) => brokenYaml(item, output, text, path)) };
  const nodes: ScalarNode[] = [];
  for (const { root } of read.value) addScalars(root?.node, nodes);
  let next = 0;
  const misplaced = output.values.filter(({ start, end }) => {
    while (next < nodes.length && (nodes[next]?.end ?? 0) <= start) next++;
    const around = nodes[next];
    return around !== undefined && around.start <= start && (around.start !== start || around.end !== end);
  });
  const found = new Map(
    misplaced.map(({ path: from, place: [line, column, length] }): [string, Finding] => [
      `${from}:${line}:${column}`,
      finding('template/refused', 'a value in the middle of a text: `{{…}}` prints a whole YAML value', {
        origin: { from: 'file', path: from, line, column, length },
        fix: 'make the whole text with `{{concat a "-" b}}` or `{{#text}}…{{/text}}`',
      }),
    ]),
  );
  return found.size > 0 ? { ok: false, findings: [...found.values()] } : read;
}
