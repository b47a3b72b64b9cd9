/** Makes a value when it is first asked for, and once. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Remembers what a pure function makes of an object that does not change, as long as that is there. */
export function remembered<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, T>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}

/** So many characters of texts are held by one memory. */
const LARGEST = 4 * 1024 * 1024;

/**
 * Remembers what a pure function makes of a text: several rules ask about the same query, and many apps hold the same one. Holds the
 * latest few hundred, and few large ones, so that memory stays flat however many there are.
 */
export function memo<T>(make: (text: string) => T, most = 500): (text: string) => T {
  const known = new Map<string, T>();
  let size = 0;
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    size += text.length;
    if (known.size >= most || size > LARGEST) {
      known.clear();
      size = text.length;
    }
    const made = make(text);
    known.set(text, made);
    return made;
  };
}
