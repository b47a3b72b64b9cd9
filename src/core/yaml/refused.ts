// What js-yaml takes and go-yaml, and so Helm, refuses or takes for something else. Each gives the offset and the reason.

export interface Refusal {
  readonly offset: number;
  readonly reason: string;
}

/** Control characters; the breaks of YAML 1.1, where a line ends for go-yaml, whatever it stands in; and CR alone, which half of all programs take for one. */
export function strangeCharacter(text: string): Refusal | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const match = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0085\u2028\u2029]|\r(?!\n)|(?<=^\uFEFF)\uFEFF/.exec(text);
  if (!match) return undefined;
  if (match[0] === '\r')
    return { offset: match.index, reason: 'a carriage return without a line feed; save the file with LF as line end' };
  const code = match[0].charCodeAt(0).toString(16).padStart(4, '0');
  return {
    offset: match.index,
    reason: `the invisible character U+${code} does not belong here; if it is meant, write \`"\\u${code}"\``,
  };
}

/** `\/` is not of YAML 1.1, and half of a surrogate pair is not a character. `raw` stands between double quotes. */
export function strangeEscape(raw: string, start: number): Refusal | undefined {
  for (const match of raw.matchAll(/\\(\/|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)/gs))
    if (match[1] === '/' || match[1]?.length === 5)
      return { offset: start + match.index, reason: `\`${match[0]}\` is not an escape of YAML 1.1` };
  return undefined;
}

/** Names of anchors are of letters, digits, `-` and `_` there. */
export const strangeAnchor = (name: string, offset: number): Refusal | undefined =>
  /^[\w-]+$/.test(name) ? undefined : { offset, reason: `\`${name}\` is not a name for an anchor: letters, digits, - and _ are` };

/** Tags are of the characters of URIs (YAML 1.1, 5.6 ns-tag-char). */
export const strangeTag = (tag: string, offset: number): Refusal | undefined =>
  /^!(?:[\w-]*!)?[-\w;/?:@&=+$,.~*'()[\]%]+$|^!$|^!<[^<>\s]+>$/.test(tag)
    ? undefined
    : { offset, reason: `\`${tag}\` is not a tag` };

/** A tab before a comment, alone on a line, or behind the dash of a list or the `?` and `:` of an explicit key, outside of what may hold tabs. `inside` are the ranges of those. */
export function strangeTab(text: string, inside: readonly (readonly [start: number, end: number])[]): Refusal | undefined {
  const ranges = inside.toSorted(([a], [b]) => a - b).values();
  let range = ranges.next();
  // The furthest end of what begins before a tab: the text is walked once, however many tabs and ranges there are.
  let reach = 0;
  for (const match of text.matchAll(/^\uFEFF? *\t[\t ]*(?:#|\r?$)|^\uFEFF? *(?:[-?:] +)*[-?:][ ]*\t/gm)) {
    const offset = match.index + match[0].indexOf('\t');
    for (; !range.done && range.value[0] <= offset; range = ranges.next()) reach = Math.max(reach, range.value[1]);
    if (offset >= reach) return { offset, reason: 'tab characters must not be used in indentation' };
  }
  return undefined;
}
