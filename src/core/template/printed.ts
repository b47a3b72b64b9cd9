import { finding } from '../findings.js';
import type { Finding, Outcome } from '../types.js';
import type { ScalarNode, YamlNode } from '../yaml/nodes.js';
import { readYaml, type YamlDocument } from '../yaml/read.js';
import { brokenYaml } from './broken.js';
import type { Output } from './output.js';

/** The scalars of a tree, keys as well, in the order of the text. */
function scalars(node: YamlNode | undefined): readonly ScalarNode[] {
  if (node?.kind === 'scalar') return [node];
  if (node?.kind === 'list') return node.items.flatMap(scalars);
  return node?.kind === 'map' ? node.entries.flatMap(({ key, value }) => [...scalars(key), ...scalars(value)]) : [];
}

/**
 * Reads what a template printed. A value must have become a YAML node of its own: in the middle of quotes, of a block of text or of another
 * value it could end that, and say something else. Findings: text that is not YAML, and such values; all at lines of the templates.
 */
export function readPrinted(output: Output, path: string): Outcome<readonly YamlDocument[]> {
  const text = output.text();
  const read = readYaml({ path, text });
  if (!read.ok) return { ok: false, findings: read.findings.map((item) => brokenYaml(item, output, text, path)) };
  const nodes = read.value.flatMap(({ root }) => scalars(root?.node));
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
