import type { Json, JsonMap } from '../../base/json.js';

/** One template helper: a pure function from JSON values to a JSON value, with what the generated table says of it. */
export interface Helper {
  readonly name: string;
  /** How it is written, for the table: `default VALUE FALLBACK`. */
  readonly usage: string;
  /** What it gives, in one sentence. */
  readonly summary: string;
  /** A template line and the YAML that it prints. */
  readonly example: readonly [template: string, output: string];
  /** Fewest and most positional arguments. */
  readonly arity: readonly [number, number];
  /** Names of the `key=value` arguments that it knows; any other is an error. `'any'` takes all. */
  readonly named?: readonly string[] | 'any';
  /** True: an argument may be a path that leads nowhere; it reads as null. */
  readonly lenient?: boolean;
  /** True: it only asks whether its arguments are there or true, and does not look at the parts of maps and lists. */
  readonly asks?: boolean;
  /** True: it goes through all parts of maps and lists. */
  readonly walks?: boolean;
  /** True for an argument after which the others are not looked at. */
  readonly enough?: (arg: Json) => boolean;
  readonly call: (args: readonly Json[], named: JsonMap) => Json;
}

/** Thrown by a helper for a mistake of the template's author (or of the values); becomes a finding at the place of the call. */
export class HelperError extends Error {
  /** Dotted path of the value that is at fault, if it is the user's: the finding points there. */
  readonly value: string | undefined;
  readonly fix: string | undefined;

  constructor(message: string, options: { readonly value?: string; readonly fix?: string } = {}) {
    super(message);
    this.value = options.value;
    this.fix = options.fix;
  }
}
