import { readImage } from './image.js';
import { isTag } from './tag.js';

/** An image as manifests write it, `ghcr.io/acme/web:v1.2.3`; undefined for a tag alone, and for what is neither. */
const imageIn = (text: string) => (text === '' || isTag(text) ? undefined : readImage(text));

/** The tag, with its digest, in a value that is one, or that is a whole image; undefined for an image without a tag. */
export function tagIn(text: string): string | undefined {
  const image = imageIn(text);
  if (!image) return text;
  return image.tag === undefined || image.digest === undefined ? image.tag : `${image.tag}@${image.digest}`;
}

/** Where in a value its tag belongs: 0 if it is one; in an image behind the name, and then it begins with a colon. */
export const tagStart = (text: string): number => imageIn(text)?.name.length ?? 0;

/** A value with another tag in it. */
export function withTag(text: string, tag: string): string {
  const start = tagStart(text);
  return start === 0 ? tag : `${text.slice(0, start)}:${tag}`;
}
