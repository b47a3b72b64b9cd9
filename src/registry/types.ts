export interface ImageRequest {
  /** As manifests write it: `ghcr.io/acme/web:v1.2.3`, `nginx`, `web@sha256:…`. */
  readonly image: string;
  /** Platforms that must be there: `linux/amd64`, `linux/arm/v7`. None: any will do. */
  readonly platforms: readonly string[];
}

export type ImageState =
  | {
      readonly state: 'there';
      /** Of the index or manifest that the tag points to: `sha256:<64 hex>`. */
      readonly digest: string;
      readonly platforms: readonly string[];
    }
  | { readonly state: 'missing'; readonly reason: string }
  | Unknown;

/** The registry could not be asked, or its answer cannot be trusted. */
export interface Unknown {
  readonly state: 'unknown';
  readonly reason: string;
  readonly fix: string;
}

/** The file that `docker login` writes; without a text there is no such file. */
export interface DockerConfig {
  readonly path: string;
  readonly text?: string;
}

export interface InspectOptions {
  readonly config?: DockerConfig;
  readonly fetch?: typeof fetch;
  /** Milliseconds for each request; 10 000 by default. */
  readonly timeout?: number;
}

export const unknown = (reason: string, fix: string): Unknown => ({ state: 'unknown', reason, fix });

export const isUnknown = (value: unknown): value is Unknown =>
  typeof value === 'object' && value !== null && 'state' in value && value.state === 'unknown';
