import type { Path } from '../base/json.js';

const MAX_INDEX = 65_536; // Helm's own bounds (pkg/strvals: MaxIndex, MaxNestedNameLevel)
const MAX_NAMES = 31;

/** Reads a text of `--set` from left to right. `\` takes the character behind it as it is. */
export class SetText {
  at = 0;
  constructor(readonly text: string) {}

  /** What stands before the next of the stop characters, and which one it is; undefined at the end. */
  until(stops: string): { readonly text: string; readonly stop: string | undefined } {
    let out = '';
    while (this.at < this.text.length) {
      const character = this.text[this.at++] ?? '';
      if (stops.includes(character)) return { text: out, stop: character };
      out += character === '\\' ? (this.text[this.at++] ?? '') : character;
    }
    return { text: out, stop: undefined };
  }

  /** Reads the path of a value up to the character of `ends` behind it, or the end. A string says what is wrong with it. */
  path(ends: string): { readonly path: Path; readonly end: string | undefined } | string {
    const path: (string | number)[] = [];
    for (;;) {
      let { text, stop } = this.until(`.[${ends}`);
      if (text === '') return 'a name is empty';
      if (text === '__proto__') return '`__proto__` cannot be a key';
      path.push(text);
      while (stop === '[') {
        const index = this.until(']');
        if (index.stop === undefined) return 'an index does not end with `]`';
        if (!/^\+?\d+$/.test(index.text)) return `\`[${index.text}]\` is not an index: 0, 1, 2, …`;
        if (Number(index.text) > MAX_INDEX) return `the index ${index.text} is over ${MAX_INDEX}`;
        path.push(Number(index.text));
        ({ text, stop } = this.until(`.[${ends}`));
        if (text !== '') return `\`${text}\` cannot stand behind an index`;
      }
      if (path.filter((step) => typeof step === 'string').length > MAX_NAMES) return `the path has more than ${MAX_NAMES} names`;
      if (stop !== '.') return { path, end: stop };
    }
  }

  /** The items of `{a,b}`, of which `{` is read already; undefined if `}` is missing. A comma behind it is read as well. */
  list(): readonly string[] | undefined {
    const items: string[] = [];
    for (;;) {
      const { text, stop } = this.until(',}');
      if (stop === undefined) return undefined;
      items.push(text);
      if (stop === ',') continue;
      if (this.text[this.at] === ',') this.at++;
      return items.length === 1 && items[0] === '' ? [] : items;
    }
  }

  /** The text of one JSON value, and the comma behind it; null for none. */
  json(): string | null {
    const start = this.at;
    let depth = 0;
    let quoted = false;
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at] ?? '';
      if (quoted) {
        if (character === '\\') this.at++;
        else quoted = character !== '"';
      } else if (character === '"') quoted = true;
      else if ('{['.includes(character)) depth++;
      else if ('}]'.includes(character)) depth--;
      else if (character === ',' && depth <= 0) break;
    }
    const value = this.text.slice(start, this.at++).trim();
    return value === '' ? null : value;
  }
}
