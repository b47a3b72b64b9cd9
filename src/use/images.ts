import type { Environment, Finding } from '../core/index.js';
import { imagesWithTag } from '../core/promotion/index.js';
import type { LoadedApp, RenderOptions } from './apps.js';
import { bump } from './bump.js';

/** A tag that no release has: what is rendered with it tells which images a value belongs to, also where others run the same tag. */
const PROBE = 'fairlead-probe';

/**
 * The images that get the tag of one of an app's values, as manifests would write them with `tag`: `ghcr.io/acme/web:v1.2.3`.
 * Findings: what keeps the environment from rendering.
 */
export function imagesOf(
  loaded: LoadedApp,
  environment: Environment,
  { image, tag }: { readonly image: number; readonly tag: string },
  options: RenderOptions,
): { readonly images: readonly string[]; readonly findings: readonly Finding[] } {
  const path = loaded.app.promotion.images[image]?.path ?? [];
  const { rendered, findings } = bump(loaded, environment, [{ path, to: PROBE }], { ...options, validate: false });
  const images = imagesWithTag(rendered?.objects ?? [], PROBE).map((name) => name.replace(`:${PROBE}`, `:${tag}`));
  return { images, findings };
}
