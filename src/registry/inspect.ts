import { credentialsFor } from './credentials.js';
import { ACCEPT, type Manifest, readManifest } from './manifest.js';
import { platformIn, platformOf } from './platform.js';
import { isDigest, referenceOf } from './reference.js';
import { refusal } from './refusal.js';
import { sender } from './send.js';
import { openSession } from './session.js';
import { type ImageRequest, type ImageState, type InspectOptions, isUnknown, type Unknown, unknown } from './types.js';
import { isState, type Missing, missing, type Registry, readVerified } from './verified.js';

const MOST_SHOWN = 10;

/** The platforms of an image, or why it cannot be had for one that is wanted although its index lists it. */
async function platformsOf(
  registry: Registry,
  manifest: Manifest,
  image: string,
  wanted: readonly string[],
): Promise<readonly string[] | Missing | Unknown> {
  const { reference, credentials, read } = registry;
  if (manifest.is === 'image') {
    const blob = {
      path: `blobs/${manifest.config}`,
      accept: '*/*',
      what: `the configuration of ${image}`,
      digest: manifest.config,
    };
    const config = await readVerified(registry, blob);
    if (isState(config)) return config;
    return [platformIn(config.data) ?? []].flat();
  }
  // Clean-up jobs that delete "untagged" versions take away the image of a platform, and the index stays.
  for (const { platform, digest } of wanted.flatMap((name) => manifest.entries.find((entry) => entry.platform === name) ?? [])) {
    const reply = await read(`manifests/${digest}`, ACCEPT, 'HEAD');
    if (isUnknown(reply)) return reply;
    if (reply.status === 404)
      return missing(`${image} lists ${digest} for ${platform}, and ${reference.registry} does not have it`);
    if (reply.status !== 200) return refusal(reply, reference, credentials);
  }
  return [...new Set(manifest.entries.map(({ platform }) => platform))];
}

/**
 * Asks a registry for an image: is it there for all of these platforms, and under which digest. Mistakes in the request, and
 * everything that goes wrong on the way, come back as `unknown`; it does not throw.
 */
export async function inspectImage({ image, platforms }: ImageRequest, options: InspectOptions): Promise<ImageState> {
  const reference = referenceOf(image);
  if (!reference) {
    const shown = JSON.stringify(image.length > 100 ? `${image.slice(0, 99)}…` : image);
    return unknown(`${shown} is not an image reference`, 'write `registry/name:tag`, the name in lower case');
  }
  const wanted = platforms.flatMap((text) => platformOf(text) ?? []);
  const odd = platforms.find((text) => platformOf(text) === undefined);
  if (odd !== undefined)
    return unknown(`${JSON.stringify(odd)} is not a platform`, 'write one as `linux/amd64` or `linux/arm/v7`');

  const credentials = credentialsFor(reference, options.config);
  const registry: Registry = { reference, credentials, read: openSession(reference, credentials, sender(options)) };
  const { version } = reference;
  const pinned = isDigest(version) ? { digest: version } : {};
  const found = await readVerified(registry, { path: `manifests/${version}`, accept: ACCEPT, what: image, ...pinned });
  if (isState(found)) return found;
  const manifest = readManifest(found.data, found.type);
  if (!manifest) {
    return unknown(
      `what ${reference.registry} has as ${image} is not an image that Fairlead can read`,
      'push an OCI image, or a Docker image of schema 2',
    );
  }
  const has = await platformsOf(registry, manifest, image, wanted);
  if (isState(has)) return has;
  const lacking = wanted.filter((platform) => !has.includes(platform));
  if (lacking.length === 0) return { state: 'there', digest: found.digest, platforms: has };
  const rest = has.length === 0 ? 'it names no platform' : `only for ${has.slice(0, MOST_SHOWN).join(', ')}`;
  return missing(`${image} is not there for ${lacking.join(', ')}: ${rest}`);
}
