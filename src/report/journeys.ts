import { type Stay, versionOf } from '../core/promotion/index.js';

/** What one app ran where. */
export interface LogReport {
  readonly app: string;
  /** When the releases were published, by version, as far as commits say so; milliseconds since 1970. */
  readonly released: ReadonlyMap<string, number>;
  /** In the order of the app's file, each with its stays, oldest first. */
  readonly environments: readonly { readonly name: string; readonly stays: readonly Stay[] }[];
  /** Environments to show; all if empty. */
  readonly only?: readonly string[];
}

/** The way of one version through the environments. */
export interface Journey {
  readonly version: string;
  /** When it was released; where that is not known, when it came to the first environment. Milliseconds since 1970. */
  readonly begin: number;
  readonly released: boolean;
  /** When it first came to each environment. */
  readonly arrivals: ReadonlyMap<string, number>;
}

/** The ways of all versions, the newest first. */
export function journeysOf({ environments, released }: LogReport): readonly Journey[] {
  const arrivals = new Map<string, Map<string, number>>();
  for (const { name, stays } of environments)
    for (const { tag, from } of stays) {
      const version = versionOf(tag);
      const there = arrivals.get(version) ?? new Map<string, number>();
      arrivals.set(version, there);
      if (!there.has(name)) there.set(name, from);
    }
  const journeys = [...arrivals].map(([version, there]): Journey => {
    const first = Math.min(...there.values());
    const time = released.get(version);
    return { version, begin: time ?? first, released: time !== undefined, arrivals: there };
  });
  return journeys.toSorted((a, b) => b.begin - a.begin);
}

/** How long it took to an environment; undefined if it did not come there, or its way began there as far as is known. */
export function leadOf({ begin, released, arrivals }: Journey, environment: string): number | undefined {
  const arrival = arrivals.get(environment);
  return arrival === undefined || (!released && arrival === begin) ? undefined : arrival - begin;
}

/** The middle of some numbers, of which there is at least one. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, one) => sum + one, 0) / middle.length;
}
