import type { Origin } from '../findings/types.js';

/** `compat: helm`: objects as the Helm chart that the bundle replaces makes them, but for the repairs that are named. */
export interface Compat {
  readonly origin: Origin;
  readonly repairs: readonly { readonly name: string; readonly origin: Origin }[];
}
