import { finding } from '../findings/findings.js';
import type { Finding, Origin } from '../findings/types.js';
import type { Output } from './output.js';

/** Where a place of the rendered text comes from in the templates. */
export function sourceOf(output: Output, text: string, origin: Origin | undefined, fallback: string): Origin {
  let offset = 0;
  if (origin?.from === 'file') for (let line = 1; line < origin.line; line++) offset = text.indexOf('\n', offset) + 1;
  const source = origin?.from === 'file' ? output.sourceOf(offset + origin.column - 1) : undefined;
  const { path, line, column } = source ?? { path: fallback, line: 1, column: 1 };
  return { from: 'file', path, line, column, length: 1 };
}

/** A finding about the YAML that a template made, moved to the template's line. */
export function brokenYaml(item: Finding, output: Output, text: string, path: string): Finding {
  if (item.code === 'file/too-large')
    return finding('template/too-large', 'the template prints more than 1 MiB of text', {
      origin: { from: 'file', path, line: 1, column: 1, length: 1 },
      fix: 'print large values as a whole: `{{values.x}}`',
    });
  const message = item.message.replace(/^not YAML: /, '');
  return finding('template/yaml', `what this prints is not YAML: ${message}`, {
    origin: sourceOf(output, text, item.origin, path),
    fix: 'render the template and look at the text around this line',
  });
}
