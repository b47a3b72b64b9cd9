import { versionOf } from '../image/tag.js';
import type { ImageChange } from './decision.js';
import type { Situation } from './situation.js';

/** True if a tag with or without a digest is the one that runs: a digest that one of the two leaves out is not compared. */
export const sameTag = (one: string, other: string | undefined): boolean =>
  one === other || (other !== undefined && versionOf(one) === versionOf(other) && !(one.includes('@') && other.includes('@')));

/**
 * The values that change when a tag comes to an environment: the first image takes it, and so do others with `from: release`; those
 * with `from: before` take what all the environments before run of them.
 */
export function changesOf({ environment, before, input }: Situation, to: string): readonly ImageChange[] {
  const { app, running } = input;
  const here = running.get(environment.name) ?? [];
  return app.promotion.images.flatMap(({ path, from: source }, i): readonly ImageChange[] => {
    const there = new Set(before.map(({ environment }) => running.get(environment)?.[i]));
    const [tag] = source === 'release' ? [to] : there.size === 1 ? there : [];
    const now = here[i];
    if (tag === undefined || sameTag(tag, now)) return [];
    return [{ path, to: tag, ...(now === undefined ? {} : { from: now }) }];
  });
}
