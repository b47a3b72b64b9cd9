import type { Json } from '../base/json.js';
import { Budget } from './budget.js';
import type { Place } from './nodes.js';
import type { Read } from './reads.js';

/** Stands in the text for a value. */
const HOLE = '_';

/** A value that was printed, where in the text it belongs, and what was read to make it. */
export interface PrintedValue {
  readonly value: Json;
  readonly start: number;
  readonly end: number;
  readonly path: string;
  readonly place: Place;
  readonly reads: readonly Read[];
}

interface Mark {
  readonly offset: number;
  readonly path: string;
  readonly place: Place;
  /** What decided that this is printed at all. */
  readonly under: readonly Read[];
}

/**
 * What a template has printed so far, and which line of which template printed each part. The text has a hole for each value: values never
 * become text, so that none can end what it stands in or say something else, and many renders print the same few texts.
 */
export class Output {
  private readonly chunks: string[] = [];
  private readonly marks: Mark[] = [];
  readonly values: PrintedValue[] = [];
  private readonly lineEnds = new Map<number, readonly number[]>();
  private atLineStart = true;
  private indent = '';
  private length = 0;

  constructor(private readonly budget: Budget = new Budget()) {}

  /** Runs `write` with everything that it prints indented, as Handlebars indents a partial that stands alone on its line. */
  indented(by: string, write: () => void): void {
    const before = this.indent;
    this.indent += by;
    // The indentation was cut from before the call, so it belongs here even if the line has begun already.
    if (by !== '') this.atLineStart = true;
    write();
    this.indent = before;
  }

  write(text: string, path: string, place: Place, under: readonly Read[] = []): void {
    if (text === '') return;
    this.marks.push({ offset: this.length, path, place, under });
    const added = this.indent === '' ? 0 : this.indent.length * text.split('\n').length;
    this.budget.print(text.length + added);
    const lead = this.indent !== '' && this.atLineStart && !text.startsWith('\n') ? this.indent : '';
    const out = this.indent === '' ? text : lead + text.replace(/\n(?=[^\n])/g, `\n${this.indent}`);
    this.atLineStart = text.endsWith('\n');
    this.chunks.push(out);
    this.length += out.length;
  }

  /** Leaves a hole for a value; `values` says where, so that it can be seen whether it is a node of its own. */
  writeValue(value: Json, path: string, place: Place, reads: readonly Read[] = [], under: readonly Read[] = []): void {
    this.write(HOLE, path, place, under);
    this.values.push({ value, start: this.length - HOLE.length, end: this.length, path, place, reads });
    this.budget.deep(value);
  }

  text(): string {
    return this.chunks.join('');
  }

  private markAt(offset: number): number {
    let low = 0;
    let high = this.marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.marks[middle]?.offset ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** How many lines of a chunk end before an offset in it. */
  private breaksBefore(i: number, offset: number): number {
    const ends = this.lineEnds.get(i) ?? Array.from((this.chunks[i] ?? '').matchAll(/\n/g), ({ index }) => index);
    this.lineEnds.set(i, ends);
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The template line that printed the character at an offset, and what decided that it is printed. */
  sourceOf(
    offset: number,
  ): { readonly path: string; readonly line: number; readonly column: number; readonly under: readonly Read[] } | undefined {
    const i = this.markAt(offset);
    const mark = this.marks[i];
    if (!mark) return undefined;
    const [line, column] = mark.place;
    const breaks = this.breaksBefore(i, offset - mark.offset);
    return { path: mark.path, line: line + breaks, column: breaks > 0 ? 1 : column, under: mark.under };
  }
}
