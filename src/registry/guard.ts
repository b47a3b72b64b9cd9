import type { Verdict } from '../core/promotion/index.js';
import { inspectImage } from './inspect.js';
import type { InspectOptions } from './types.js';

/**
 * May a tag come to an environment whose images must be in their registries? `images` are those that carry it, as manifests write them.
 * With `digest`, the digest that the tag points to; a value that is the tag of images with different digests cannot have one.
 */
export async function imageVerdict(
  images: readonly string[],
  { platforms, digest }: { readonly platforms: readonly string[]; readonly digest: boolean },
  options: InspectOptions,
): Promise<Verdict> {
  if (images.length === 0)
    return { ok: false, reason: 'no container has an image with its tag, so there is nothing to look for' };
  const digests = new Set<string>();
  for (const image of images) {
    const state = await inspectImage({ image, platforms }, options);
    if (state.state === 'there') digests.add(state.digest);
    else return { ok: false, reason: state.state === 'missing' ? state.reason : `${state.reason}: ${state.fix}` };
  }
  const [one, ...others] = digests;
  if (!digest || one === undefined) return { ok: true };
  return others.length > 0
    ? { ok: false, refuse: true, reason: `${images.join(' and ')} share a tag, and have different digests` }
    : { ok: true, digest: one };
}
