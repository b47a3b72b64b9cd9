/** What a value may take of a line. */
export const WIDTH = 80;

/** Characters that stay in front of the first difference. */
const LEAD = 24;

/** Cuts between characters: never through a surrogate pair. */
const slice = (text: string, start: number, end: number): string =>
  text.slice(start, end).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');

/** The middle of a long text goes; how it begins and ends says what it is. */
export function shorten(text: string, width = WIDTH): string {
  if (text.length <= width) return text;
  const head = Math.ceil((width - 1) * 0.6);
  return `${slice(text, 0, head)}…${slice(text, text.length - (width - 1 - head), text.length)}`;
}

/** Two texts, each cut to `width` so that what differs is still seen, with a bit of what stands before and after. */
export function shortenBoth(before: string, after: string, width = WIDTH): readonly [string, string] {
  if (before.length <= width && after.length <= width) return [before, after];
  const shortest = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shortest && before[prefix] === after[prefix]) prefix += 1;
  let suffix = 0;
  while (suffix < shortest - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1;
  const start = prefix > LEAD ? prefix - LEAD : 0;
  const cut = (text: string) => {
    const end = Math.min(text.length, Math.max(text.length - suffix, start + width - 2));
    const middle = `${start > 0 ? '…' : ''}${slice(text, start, end)}${end < text.length ? '…' : ''}`;
    return middle.length <= width
      ? middle
      : `${slice(middle, 0, width - 12)}…${slice(middle, middle.length - 11, middle.length)}`;
  };
  return [cut(before), cut(after)];
}

/** Digests of images cut to what tells them apart. */
export const shortDigests = (text: string): string => text.replace(/(@sha256:[0-9a-f]{12})[0-9a-f]{52}/g, '$1…');
