import { isMap, type Json } from '../base/json.js';

const MAX_STEPS = 1_000_000;
const MAX_SIZE = 16 << 20;
// Parsed text takes far more memory than a value that is put into it.
const TEXT_COSTS = 4;

/** Thrown where a budget is spent; the message says on what. */
export class Spent extends Error {}

/**
 * What all templates of one render may cost together: a template cannot loop for ever, but loops in loops can take long, and lists of lists
 * all memory. The bounds hold without a clock.
 */
export class Budget {
  private steps = MAX_STEPS;
  private size = MAX_SIZE;

  /** Nothing more is to be evaluated. */
  get isSpent(): boolean {
    return this.steps < 0 || this.size < 0;
  }

  /** Counts evaluated nodes, looked up names and the like. */
  work(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) throw new Spent('the templates do not come to an end: more than a million steps');
  }

  /** Counts characters of values, made on the way or printed. */
  make(size: number): void {
    this.size -= size;
    if (this.size < 0) throw new Spent('the templates make more than 16 MiB of text and values');
  }

  /** Counts characters of printed text. */
  print(length: number): void {
    this.make(length * TEXT_COSTS);
  }

  /** Counts a value without the parts of its parts, as a helper makes or reads it. */
  shallow(value: Json): void {
    if (typeof value === 'string') this.make(value.length);
    else if (typeof value === 'object' && value !== null)
      this.make((Array.isArray(value) ? value : Object.keys(value)).length * NODE);
  }

  /** Counts a value with all its parts. Those that it shares count each time: printed, they are written out. */
  deep(value: Json): void {
    this.make(NODE + (typeof value === 'string' ? value.length : 0));
    if (typeof value !== 'object' || value === null) return;
    if (!isMap(value)) for (const item of value) this.deep(item);
    else
      for (const key in value) {
        this.make(key.length);
        this.deep(value[key] ?? null);
      }
  }
}

/** What a scalar, map or list takes beside its characters. */
const NODE = 8;
