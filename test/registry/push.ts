import { createHash } from 'node:crypto';

export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';

export const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** Pushes by the distribution specification, as much of it as these tests need. */
export function pusher(host: string, repository: string, authorization?: string) {
  const base = `http://${host}/v2/${repository}`;
  const headers = authorization === undefined ? {} : { authorization };

  const ask = async (url: string | URL, init: RequestInit, status: number): Promise<Response> => {
    const response = await fetch(url, { ...init, headers: { ...headers, ...init.headers } });
    if (response.status !== status) throw new Error(`${init.method} ${url}: ${response.status} ${await response.text()}`);
    return response;
  };

  const blob = async (mediaType: string, text: string): Promise<Descriptor> => {
    const digest = digestOf(text);
    const started = await ask(`${base}/blobs/uploads/`, { method: 'POST' }, 202);
    const upload = new URL(started.headers.get('location') ?? '', base);
    upload.searchParams.set('digest', digest);
    const type = { 'content-type': 'application/octet-stream' };
    await ask(upload, { method: 'PUT', body: text, headers: type }, 201);
    return { mediaType, digest, size: Buffer.byteLength(text) };
  };

  const manifest = async (mediaType: string, data: object, tag?: string): Promise<Descriptor> => {
    const text = JSON.stringify({ schemaVersion: 2, mediaType, ...data });
    const digest = digestOf(text);
    const init = { method: 'PUT', body: text, headers: { 'content-type': mediaType } };
    await ask(`${base}/manifests/${tag ?? digest}`, init, 201);
    return { mediaType, digest, size: Buffer.byteLength(text) };
  };

  /** An image of one platform; without a tag it can be had by its digest. */
  const image = async (
    platform: string,
    tag?: string,
    type = OCI_MANIFEST,
  ): Promise<Descriptor & { readonly platform: object }> => {
    const [os, architecture, variant] = platform.split('/');
    const named = { os, architecture, ...(variant === undefined ? {} : { variant }) };
    const [configType, layerType] =
      type === OCI_MANIFEST
        ? ['application/vnd.oci.image.config.v1+json', 'application/vnd.oci.image.layer.v1.tar']
        : ['application/vnd.docker.container.image.v1+json', 'application/vnd.docker.image.rootfs.diff.tar.gzip'];
    const config = await blob(configType, JSON.stringify({ ...named, rootfs: { type: 'layers', diff_ids: [] } }));
    const layer = await blob(layerType, `layer of ${platform}`);
    return { ...(await manifest(type, { config, layers: [layer] }, tag)), platform: named };
  };

  const remove = async (digest: string): Promise<void> => {
    await ask(`${base}/manifests/${digest}`, { method: 'DELETE' }, 202);
  };

  return { blob, manifest, image, remove };
}
