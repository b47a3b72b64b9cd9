/** Controls, lone surrogates, line separators, and the invisible characters that reorder or hide text (Unicode Cc, Cf, Cs, Zl, Zp). */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The runner takes `##[command]` for a workflow command wherever it stands in a line (actions/runner, ActionCommand.TryParse). */
const runnerPrefix = /##\[/g;

/** Text of any origin as one harmless line: nothing in it can end the line, move a terminal's cursor or forge a workflow command. */
export const clean = (text: string): string =>
  text.replace(UNSAFE, (char) => NAMED[char] ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`).replace(runnerPrefix, '##\\[');

/** JSON text that stays the same data but is as harmless to print; the line breaks between its tokens stay. */
export const cleanJson = (json: string): string =>
  json
    .replace(UNSAFE, (char) =>
      char === '\n' ? char : char.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    )
    .replace(runnerPrefix, '#\\u0023[');

/** A line that begins with text of any origin. A leading `::` would be a workflow command (ActionCommand.TryParseV2). */
export const cleanStart = (text: string): string => clean(text).replace(/^\s*::/, './$&');

/** Text of any origin as one word of a line. */
export const word = (text: string): string => clean(text).replaceAll(' ', '\\u{20}');

/** Text of any origin as one whole line of output. */
export const line = (text: string): string => `${cleanStart(text)}\n`;

/** A message of several lines, each of which is harmless. */
export const cleanLines = (text: string): string => text.split('\n').map(cleanStart).join('\n');
