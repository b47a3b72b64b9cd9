/** When windows of a rule start. Instants are milliseconds since 1970. */
export interface Starts {
  /** The last start that is not after an instant. */
  readonly last: (instant: number) => number | undefined;
  /** The first start after an instant. */
  readonly next: (instant: number) => number | undefined;
}

/** A rule that can be followed, or why it cannot be. */
export type Rule = { readonly starts: Starts } | { readonly wrong: string; readonly fix?: string };
