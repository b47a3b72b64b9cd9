import { finding } from '../findings/findings.js';
import type { Finding, Origin } from '../findings/types.js';

const MAX_LENGTH = 128;
// OCI distribution specification, "Pulling manifests": the grammar of a tag; with a digest as image references carry it.
export const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}(@sha256:[0-9a-f]{64})?$/;

/** The version in a tag: what stands before a digest. */
export const versionOf = (tag: string): string => tag.replace(/@.*/s, '');

/** True for what can be the tag of an image, with or without a digest. */
export const isTag = (text: string): boolean => TAG.test(text);

/** An image tag, optionally with `@sha256:` and a digest; anything else is a finding `promotion/bad-tag`. */
export function checkTag(tag: string, origin?: Origin): readonly Finding[] {
  if (isTag(tag)) return [];
  const shown = JSON.stringify(tag.length > 60 ? `${tag.slice(0, 57)}…` : tag);
  const wrong =
    tag === ''
      ? 'the tag is empty'
      : versionOf(tag).length > MAX_LENGTH
        ? `the tag ${shown} is longer than ${MAX_LENGTH} characters`
        : `${shown} cannot be the tag of an image`;
  const fix = 'letters, digits, `_`, `.` and `-`, the first no `.` or `-`; `@sha256:` and 64 hex digits may follow';
  return [finding('promotion/bad-tag', wrong, { fix, ...(origin ? { origin } : {}) })];
}
