import { code, html } from './escape.js';

/** The digests of what an environment ran and of what it will run; absent where there is nothing. */
export interface Digests {
  readonly before?: string;
  readonly after?: string;
}

/** `sha256:` and 12 digits: enough to compare by eye. */
export const shortDigest = (digest: string): string => digest.slice(0, 'sha256:'.length + 12);

const titled = (digest: string): string => `<span title="${html(digest)}">${code(shortDigest(digest))}</span>`;

/** Both digests short; the whole ones show on hovering. */
export const digestPair = ({ before, after }: Digests): string =>
  [before, after === before ? undefined : after]
    .filter((digest) => digest !== undefined)
    .map(titled)
    .join(' → ');

/** The whole digest, to copy. */
export const wholeDigest = (digest: string): string => `<sub>${code(digest)}</sub>`;
