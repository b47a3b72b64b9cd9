import { at, isMap, type JsonMap } from '../base/json.js';
import { dirOf } from '../base/paths.js';
import type { SourceFile, TextEdit } from '../findings/types.js';
import type { Problem } from '../schema/problems.js';
import { breaches } from '../schema/validator.js';
import type { YamlDocument } from '../yaml/read.js';

/**
 * The name that an app without one gets: that of its folder, on the line below `fairlead: v1`. Undefined if the folder cannot be a name, or
 * another key may be the misspelt one.
 */
export function missingName(
  file: SourceFile,
  document: YamlDocument,
  schema: JsonMap,
  found: readonly Problem[],
): TextEdit | undefined {
  const name = dirOf(file.path).split('/').at(-1) ?? '';
  const form = at(schema, ['properties', 'name']);
  const isOdd = found.some(({ kind, path }) => kind === 'unknown-key' && path.length === 1);
  const place = document.spanOf(['fairlead'], 'key');
  if (!isMap(form) || breaches(form, name).length > 0 || isOdd || place?.column !== 1) return undefined;
  const before =
    file.text
      .replace(/^\uFEFF/, '')
      .split('\n')
      [place.line - 1]?.replace(/\r$/, '') ?? '';
  // The value must end on the line.
  if (!/^fairlead:[ \t]+["']?v1["']?[ \t]*(#.*)?$/.test(before)) return undefined;
  const end = /\r\n/.test(file.text) ? '\r\n' : '\n';
  return { path: file.path, line: place.line, column: 1, before, after: `${before}${end}name: ${write(name)}` };
}

/** A name of digits alone would be read as a number. */
const write = (name: string): string =>
  /^[a-z][a-z0-9-]*$/.test(name) && !/^(y|n|yes|no|on|off|true|false|null)$/.test(name) ? name : `"${name}"`;
