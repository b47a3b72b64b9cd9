import { readImage } from '../core/index.js';

/** What to ask which registry for. */
export interface Reference {
  /** In lower case and with its port: `ghcr.io`, `localhost:5000`; `docker.io` where no registry is written. */
  readonly registry: string;
  readonly repository: string;
  /** The digest if there is one, as Docker does, or the tag. */
  readonly version: string;
  /** Where the registry answers. */
  readonly origin: string;
}

const HUB = 'docker.io';
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const DIGEST = /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
/** distribution/reference, RepositoryNameTotalLengthMax. */
const LONGEST_NAME = 255;

/** True for a digest of an algorithm that is registered: OCI image specification, "Descriptors". */
export const isDigest = (value: unknown): value is string => typeof value === 'string' && DIGEST.test(value);

/** Requests go over https; over http only to this machine, and only for a registry of this machine. */
export const mayAsk = (url: URL, { registry }: Reference): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.host) && LOOPBACK.test(registry));

/** The registry and path of a name, by distribution/reference's `splitDockerDomain`. */
function split(name: string): readonly [registry: string, path: string] {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const isHost = first !== '' && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  return isHost ? [canonical(first), name.slice(slash + 1)] : [HUB, name];
}

/** One name for a registry: lower case, and `docker.io` for all names of Docker's. */
export function canonical(host: string): string {
  const lower = host.toLowerCase();
  return lower === 'index.docker.io' || lower === 'registry-1.docker.io' ? HUB : lower;
}

/** Reads an image as Docker does. Undefined for what is none, or names a host that a URL would read as another (`0x7f.1`). */
export function referenceOf(image: string): Reference | undefined {
  const parts = readImage(image);
  if (!parts || parts.name.length > LONGEST_NAME || (parts.digest !== undefined && !isDigest(parts.digest))) return undefined;
  const [registry, path] = split(parts.name);
  const repository = registry === HUB && !path.includes('/') ? `library/${path}` : path;
  const host = registry === HUB ? 'registry-1.docker.io' : registry;
  const origin = `${LOOPBACK.test(host) ? 'http' : 'https'}://${host}`;
  if (!URL.canParse(origin) || new URL(origin).hostname !== host.replace(/:\d+$/, '')) return undefined;
  return { registry, repository, version: parts.digest ?? parts.tag ?? 'latest', origin };
}
