import { dirOf, type Finding } from '../core/index.js';
import type { Assets } from '../io/assets.js';
import type { DockerConfig } from '../registry/index.js';
import type { FindingsOf } from '../report/index.js';
import type { GitHub } from './github/index.js';
import type { Inputs } from './inputs.js';

/** What every task of the Action works with. */
export interface Run {
  readonly github: GitHub;
  readonly inputs: Inputs;
  readonly assets: Assets;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** When the release of the event was published, ISO 8601. */
  readonly released?: string;
  /** Where the logins of registries are. */
  readonly docker: DockerConfig;
  /** The workflow of the run: its path in the repository, empty if that is not known, and the event that started it. */
  readonly workflow: { readonly path: string; readonly event: string };
  readonly log: (line: string) => void;
}

/** A pull request that is open for a promotion. */
export interface OpenPull {
  readonly app: string;
  readonly environment: string;
  readonly number: number;
  readonly url: string;
}

/** One decision as the output `plan` has it. */
export interface PlanEntry {
  readonly app: string;
  readonly environment: string;
  readonly action: string;
  readonly reason: string;
  readonly from?: string;
  readonly to?: string;
  readonly file?: string;
  readonly line?: number;
  /** When the decision may change by itself, ISO 8601. */
  readonly until?: string;
  readonly pullRequest?: number;
}

/** What a task gives back: outputs, findings, and the job summary. Nothing is printed before. */
export interface Result {
  readonly plan: readonly PlanEntry[];
  readonly pulls: readonly OpenPull[];
  readonly findings: readonly FindingsOf[];
  readonly digests: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly changed: boolean;
  readonly summary: string;
}

/** The day in UTC, for waivers that end. */
export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

/** How users name an app: the folder of its fairlead.yaml. */
export const folderOf = (path: string): string => dirOf(path) || '.';

export const isError = (item: Finding): boolean => item.severity === 'error';
export const hasErrors = (list: readonly FindingsOf[]): boolean => list.some((item) => item.findings.some(isError));
