import type { Compat } from '../bundle/repairs.js';
import type { Severity } from '../codes.js';
import type { Origin } from '../types.js';

/** How a release tag comes to an environment. */
export interface Promote {
  /** `release`: takes the release tag itself. Otherwise `after` names the environments whose tag it takes. */
  readonly from?: 'release';
  readonly after: readonly string[];
  /** Semver range. */
  readonly tags?: string;
  /** In milliseconds. */
  readonly soak?: number;
  readonly reviewers: readonly string[];
  readonly labels: readonly string[];
}

export interface Environment {
  readonly name: string;
  readonly namespace: string;
  /** Values files relative to the repository root, weakest first; those of the app before those of the environment. */
  readonly values: readonly string[];
  readonly promote: Promote;
  readonly origin: Origin;
}

export interface Waiver {
  readonly code: string;
  readonly object?: string;
  readonly environments?: readonly string[];
  readonly reason: string;
  /** Who answers for it. */
  readonly owner?: string;
  readonly expires?: string;
  readonly origin: Origin;
}

/** A `fairlead.yaml`, read and normalised. All paths are relative to the repository root. */
export interface App {
  readonly name: string;
  /** Path of its fairlead.yaml. */
  readonly path: string;
  /** Its folder; empty for the root. */
  readonly dir: string;
  /** A built-in bundle's name, or the folder of an own one. */
  readonly bundle: { readonly builtin: string } | { readonly dir: string };
  readonly bundleOrigin: Origin;
  readonly compat?: Compat;
  readonly kubeVersion?: string;
  /** Folders and files with schemas of kinds that we do not know. */
  readonly schemas: readonly { readonly path: string; readonly origin: Origin }[];
  /** How it is said that a kind has no schema. */
  readonly missingSchemas: Severity;
  readonly metadataNamespace: boolean;
  /** Path of the value that holds the release tag. */
  readonly tagKey: readonly string[];
  readonly environments: readonly Environment[];
  readonly waivers: readonly Waiver[];
}
