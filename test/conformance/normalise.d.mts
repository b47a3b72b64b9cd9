/** What must agree between two renderings; see normalise.mjs. */
export function raw(stream: string, yaml: object, values: object): object;
/** A line for each difference. */
export function differences(expected: unknown, actual: object): readonly string[];
