import type { JsonMap, Path } from '../base/json.js';
import type { Severity } from '../findings/codes.js';
import type { Finding, Origin } from '../findings/types.js';
import type { Capabilities } from '../template/types.js';
import type { Compat } from './compat.js';
import type { Scheme } from './scheme.js';

/** An environment stays at a tag, whatever is released: after a rollback, or because somebody says so. */
export interface Hold {
  readonly tag: string;
  readonly reason: string;
  /** When it ends, in milliseconds since 1970; without, when it is lifted. */
  readonly until?: number;
  readonly origin: Origin;
}

/** When promotions may go to an environment (`allow`) or may not (`deny`), as it is written. */
export interface WindowRule {
  readonly kind: 'allow' | 'deny';
  /** When a window begins: cron, or an RRULE (RFC 5545). */
  readonly rule: string;
  /** How long it is: 8h. */
  readonly for: string;
  /** IANA time zone. */
  readonly zone: string;
  readonly reason?: string;
  readonly origin: Origin;
  /** Where the single values stand. */
  readonly origins?: { readonly rule?: Origin; readonly for?: Origin; readonly zone?: Origin };
}

/** What the registry must have before a tag goes to an environment. */
export interface ImageGuard {
  readonly platforms: readonly string[];
  /** Write the tag as `tag@sha256:…`. */
  readonly digest: boolean;
}

/** How GitHub is to merge the pull request by itself once it may. */
export type AutoMerge = 'merge' | 'squash' | 'rebase' | 'queue';

/** How a release tag comes to an environment. */
export interface Promote {
  /** `release`: takes the release tag itself. Otherwise `after` names the environments whose tag it takes. */
  readonly from?: 'release';
  readonly after: readonly string[];
  /** Semver range. */
  readonly tags?: string;
  /** In milliseconds. */
  readonly soak?: number;
  readonly windows: readonly WindowRule[];
  readonly hold?: Hold;
  /** Status checks that must have passed on the commit that brought the tag to the environments before. */
  readonly checks: readonly string[];
  readonly image?: ImageGuard;
  readonly reviewers: readonly string[];
  readonly assignees: readonly string[];
  readonly labels: readonly string[];
  readonly milestone?: string;
  readonly draft: boolean;
  readonly autoMerge?: AutoMerge;
  /** The rules as the file has them, checked by the schema. A guard reads here what nothing else needs. Absent if there are none. */
  readonly rules?: JsonMap;
  /** Where the rules stand, by dotted path: `tags`, `after[0]`, `hold.tag`. */
  readonly places: Readonly<Record<string, Origin>>;
}

/** A value that holds a tag. */
export interface TaggedImage {
  readonly path: Path;
  /** Where its key is written; absent for the default. */
  readonly origin?: Origin;
  /** `release`: takes the release tag, as the first image does. `before`: takes what the environments before run of it. */
  readonly from: 'release' | 'before';
}

/** How the tags of an app are promoted, in all its environments. */
export interface Promotion {
  /** The first decides; the others go along. */
  readonly images: readonly [TaggedImage, ...TaggedImage[]];
  /** How tags are ordered; without, as semantic versions where both are some. */
  readonly scheme?: Scheme;
  /** `latest`: a newer tag takes the place of the one on its way. `each`: one after the other. */
  readonly strategy: 'latest' | 'each';
  /** Apps of one group share a pull request per environment. */
  readonly group?: string;
  /** The repository of the application, owner/name: its tags are the releases, its commits what a pull request tells. */
  readonly source?: string;
  /** A tag behind an alias is changed at its anchor. */
  readonly aliases: boolean;
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
  /** What templates are told instead of the defaults. */
  readonly pins: Partial<Capabilities>;
  /** Where each pin stands, or would. */
  readonly pinAt: Readonly<Record<keyof Capabilities, Origin>>;
  /** Folders and files with schemas of kinds that we do not know. */
  readonly schemas: readonly { readonly path: string; readonly origin: Origin }[];
  /** How it is said that a kind has no schema. */
  readonly missingSchemas: Severity;
  readonly metadataNamespace: boolean;
  readonly promotion: Promotion;
  /** What is wrong with the rules of promotion, as far as one rule alone tells; no manifest depends on it. */
  readonly mistakes: readonly Finding[];
  readonly environments: readonly Environment[];
  readonly waivers: readonly Waiver[];
}
