import { at, dotted, type Json, type Path } from '../base/json.js';
import { finding } from '../findings/findings.js';
import type { Finding, Origin } from '../findings/types.js';

/** A tag that changes, and all values before and after. */
export interface ChangedTag {
  readonly path: Path;
  readonly before: Json | undefined;
  readonly after: Json;
  readonly origin?: Origin;
}

const pinned = (value: Json | undefined): string | undefined => /@?sha256:[0-9a-f]{12}/.exec(String(value ?? ''))?.[0];

/** Warnings for a digest that a bump takes away, and for one beside the tag, which it leaves: the image stays the old one then. */
export function checkDigest({ path, before, after, origin }: ChangedTag): readonly Finding[] {
  const key = dotted(path);
  const place = origin ? { origin } : {};
  const [old, tag] = [pinned(at(before, path)), at(after, path)];
  const beside = [...path.slice(0, -1), 'digest'];
  const stays = path.at(-1) === 'digest' ? undefined : pinned(at(after, beside));
  const dropped =
    old !== undefined && pinned(tag) === undefined
      ? [
          finding('promotion/digest', `\`${key}\` loses its digest ${old}…`, {
            ...place,
            fix: 'promote the tag with its digest (`v1.2.3@sha256:…`), or let `promote: { image: { digest: true } }` pin it',
          }),
        ]
      : [];
  const kept =
    stays === undefined || stays !== pinned(at(before, beside))
      ? []
      : [
          finding('promotion/digest', `\`${dotted(beside)}\` stays ${stays}…, the digest of the tag before`, {
            ...place,
            fix: 'remove it: a tag can carry its digest (`v1.2.3@sha256:…`)',
          }),
        ];
  return [...dropped, ...kept];
}
