import { isList, isMap, type Json } from '../core/index.js';
import { platformIn } from './platform.js';
import { isDigest } from './reference.js';

const INDEX = ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json'];
const IMAGE = ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'];

/** Everything that a tag may point to; some registries answer 404 for what was not asked for. */
export const ACCEPT = [...INDEX, ...IMAGE].join(', ');

export interface Entry {
  readonly digest: string;
  readonly platform: string;
}

export type Manifest =
  | { readonly is: 'index'; readonly entries: readonly Entry[] }
  /** `config` is the digest of the blob that names the platform. */
  | { readonly is: 'image'; readonly config: string };

/**
 * Reads a manifest. Undefined for other types, and for one that could be read as two (CVE-2021-41190). Entries of an index
 * without a platform are left out: attestations, signatures.
 */
export function readManifest(data: Json | undefined, contentType: string): Manifest | undefined {
  if (!isMap(data)) return undefined;
  const type = data['mediaType'] ?? contentType.split(';')[0]?.trim() ?? '';
  if (typeof type !== 'string') return undefined;
  const { manifests, config, layers } = data;
  if (INDEX.includes(type) && isList(manifests) && config === undefined && layers === undefined) {
    const entries = manifests.flatMap((entry): readonly Entry[] => {
      if (!isMap(entry) || !isDigest(entry['digest'])) return [];
      const platform = platformIn(entry['platform']);
      return platform === undefined ? [] : [{ digest: entry['digest'], platform }];
    });
    return { is: 'index', entries };
  }
  if (IMAGE.includes(type) && isMap(config) && isDigest(config['digest']) && manifests === undefined)
    return { is: 'image', config: config['digest'] };
  return undefined;
}
