/** A text without a character at its end. A regular expression, `x+$`, would read each run of them from each of its places. */
export function withoutEnd(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === character) end--;
  return text.slice(0, end);
}
