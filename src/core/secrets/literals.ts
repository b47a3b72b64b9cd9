import type { Span } from './spans.js';

/** Shorter texts, and words, are found in everything. */
const SHORTEST = 5;
/** So much of a longer secret tells it, also where a report cut it. */
const ENOUGH = 16;
const MOST_ALIKE = 100;

/** True for a text that is not there by chance. */
const isTelling = (text: string): boolean =>
  text.length >= SHORTEST &&
  (/\d/.test(text) && /[A-Za-z]/.test(text) ? true : text.length >= ENOUGH && !/^[a-z.-]*$/.test(text));

/** How texts write a secret. */
const waysOf = (secret: string): readonly string[] =>
  secret.split(/\r?\n/).flatMap((line) => {
    const text = line.trim();
    return [text, JSON.stringify(text).slice(1, -1), uriOf(text)].filter(isTelling);
  });

/** Lone surrogates have no form in a URL. */
const uriOf = (text: string): string => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ''));

/** Finds where known secrets stand in a text, in time that does not grow with how many they are. */
export function finderOf(secrets: readonly string[]): (text: string) => readonly Span[] {
  const short = new Set<string>();
  const long = new Map<string, string[]>();
  for (const way of new Set(secrets.flatMap(waysOf))) {
    if (way.length < ENOUGH) short.add(way);
    else {
      const start = way.slice(0, ENOUGH);
      const alike = long.get(start) ?? [];
      long.set(start, alike);
      if (alike.length < MOST_ALIKE) alike.push(way);
    }
  }
  if (short.size + long.size === 0) return () => [];
  const lengths = [...new Set([...short].map(({ length }) => length))].sort((a, b) => b - a);
  const lengthAt = (text: string, at: number): number => {
    const alike = long.get(text.slice(at, at + ENOUGH));
    if (alike) return Math.max(...alike.map((way) => sharedLength(way, text, at)));
    return lengths.find((length) => short.has(text.slice(at, at + length))) ?? 0;
  };
  return (text) => {
    const spans: Span[] = [];
    for (let at = 0; at + SHORTEST <= text.length; ) {
      const length = lengthAt(text, at);
      if (length > 0) spans.push([at, at + length]);
      at += Math.max(1, length);
    }
    return spans;
  };
}

function sharedLength(way: string, text: string, at: number): number {
  let length = 0;
  while (length < way.length && way[length] === text[at + length]) length++;
  return length;
}
