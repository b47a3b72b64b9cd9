/** Edit distance with transpositions (optimal string alignment), good enough for names of a few letters; at least `most` where it is that. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap);
    }
    before = row;
    row = next;
    if (Math.min(...before, ...row) >= most) return most;
  }
  return row[b.length] ?? 0;
}

// Thousands of unknown words beside thousands of names would take quadratic time, and of so many the nearest is a guess.
const MOST_NAMES = 500;

/** The name that was probably meant, or undefined if none is near. Case does not count. */
export function suggest(word: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of names.length > MOST_NAMES ? [] : names) {
    const d = distance(word.toLowerCase().slice(0, 60), name.toLowerCase().slice(0, 60), least);
    if (d < least) [best, least] = [name, d];
  }
  return best;
}

/** The name that was certainly meant: one slip away (two in a long word), and no other name as near. Case does not count. */
export function typoOf(word: string, names: readonly string[]): string | undefined {
  const slips = word.length >= 8 ? 2 : word.length >= 3 ? 1 : 0;
  const near = (name: string) => distance(word.toLowerCase().slice(0, 60), name.toLowerCase().slice(0, 60), slips + 1);
  if (names.length > MOST_NAMES) return undefined;
  const [best, next] = names.map((name) => [near(name), name] as const).sort(([a], [b]) => a - b);
  return best && best[0] <= slips && (!next || next[0] > best[0]) ? best[1] : undefined;
}

/** `did you mean `x`?`, or the names there are if none is near. */
export function didYouMean(word: string, names: readonly string[]): string | undefined {
  const near = suggest(word, names);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return names.length > 0 && names.length <= 24 ? `known here: ${names.join(', ')}` : undefined;
}
