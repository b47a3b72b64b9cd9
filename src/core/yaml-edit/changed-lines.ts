/** The lines between the first and the last that differ in two texts; `line` counts from 1, where they begin in the new text. */
export function changedLines(
  before: string,
  after: string,
): { readonly line: number; readonly before: string; readonly after: string } {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const middle = (lines: readonly string[]) => lines.slice(start, lines.length - end).join('\n');
  return { line: start + 1, before: middle(old), after: middle(now) };
}
