import { remembered } from '../base/memo.js';
import { finding } from '../findings/findings.js';
import type { Finding, Origin } from '../findings/types.js';
import { lineStarts } from '../yaml/lines.js';
import type { Output } from './output.js';

// Asked for each of thousands of objects.
const startsOf = remembered((output: Output) => lineStarts(output.text()));

/** Where a place of the rendered text comes from in the templates; `output` is complete. */
export function sourceOf(output: Output, origin: Origin | undefined, fallback: string): Origin {
  const start = origin?.from === 'file' ? (startsOf(output)[origin.line - 1] ?? 0) : 0;
  const source = origin?.from === 'file' ? output.sourceOf(start + origin.column - 1) : undefined;
  const { path, line, column } = source ?? { path: fallback, line: 1, column: 1 };
  return { from: 'file', path, line, column, length: 1 };
}

/** A finding about the YAML that a template made, moved to the template's line. */
export function brokenYaml(item: Finding, output: Output, path: string): Finding {
  if (item.code === 'file/too-large')
    return finding('template/too-large', 'the template prints more than 1 MiB of text', {
      origin: { from: 'file', path, line: 1, column: 1, length: 1 },
      fix: 'print large values as a whole: `{{values.x}}`',
    });
  const message = item.message.replace(/^not YAML: /, '');
  return finding('template/yaml', `what this prints is not YAML: ${message}`, {
    origin: sourceOf(output, item.origin, path),
    fix: 'render the template and look at the text around this line',
  });
}
