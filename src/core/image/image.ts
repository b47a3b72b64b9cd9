// github.com/distribution/reference, "Grammar"
const HOST = '(?:[A-Za-z0-9]|[A-Za-z0-9][-A-Za-z0-9.]*[A-Za-z0-9]|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?';
const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const REFERENCE = new RegExp(
  `^(?<name>(?:${HOST}/)?${PART}(?:/${PART})*)(?::(?<tag>[A-Za-z0-9_][-A-Za-z0-9_.]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

/** The parts of an image as it is written: no registry is filled in, and no tag. */
export interface Image {
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Reads `ghcr.io/acme/web:v1.2.3@sha256:…`; undefined for what is not a reference to an image. */
export function readImage(text: string): Image | undefined {
  const { name, tag, digest } = REFERENCE.exec(text)?.groups ?? {};
  return name === undefined
    ? undefined
    : { name, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}
