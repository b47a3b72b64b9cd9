import { readImage } from '../image/image.js';
import type { RenderedObject } from '../objects/types.js';
import { objectSet, textAt } from '../rules/set.js';

/**
 * The images of containers and init containers that carry a tag, as they are written: each once, in the order of the objects. A tag
 * with a digest (`v1@sha256:…`) is found with that digest only, one without also where an image has a digest beside it.
 */
export function imagesWithTag(objects: readonly RenderedObject[], tag: string): readonly string[] {
  const images = objectSet(objects, '').containers.flatMap(({ data }) => textAt(data, 'image') ?? []);
  return [...new Set(images)].filter((text) => {
    const image = readImage(text);
    return image?.tag !== undefined && (image.tag === tag || `${image.tag}@${image.digest}` === tag);
  });
}
