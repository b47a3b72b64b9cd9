import { isMap, type Json } from '../core/index.js';

const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64', i386: '386', armhf: 'arm/v7' };
/** The variant that an architecture has where none is written: containerd's platforms package, `normalizeArch`. */
const VARIANTS: Readonly<Record<string, string>> = { amd64: 'v1', arm64: 'v8', arm: 'v7' };

/** `linux/aarch64` and `linux/arm64/v8` as `linux/arm64`, `linux/arm` as `linux/arm/v7`; undefined for what is not a platform. */
export function platformOf(text: string): string | undefined {
  if (!/^[a-z0-9]{1,32}(\/[a-z0-9_]{1,32}){1,2}$/i.test(text)) return undefined;
  const [os = '', written = '', more] = text.toLowerCase().split('/');
  const [architecture = '', implied] = (Object.hasOwn(ARCHITECTURES, written) ? (ARCHITECTURES[written] ?? '') : written).split(
    '/',
  );
  const usual = Object.hasOwn(VARIANTS, architecture) ? VARIANTS[architecture] : undefined;
  const variant = more ?? implied ?? usual;
  const silent = variant === undefined || (variant === usual && architecture !== 'arm');
  return [os, architecture, ...(silent ? [] : [variant])].join('/');
}

/** The platform in an entry of an index, or in an image's configuration; undefined where it is not said (attestations: `unknown`). */
export function platformIn(data: Json | undefined): string | undefined {
  if (!isMap(data)) return undefined;
  const { os, architecture, variant } = data;
  if (typeof os !== 'string' || typeof architecture !== 'string' || os === 'unknown') return undefined;
  return platformOf([os, architecture, ...(typeof variant === 'string' && variant !== '' ? [variant] : [])].join('/'));
}
