import type { ObjectChange } from '../../core/diff/index.js';
import type { Finding } from '../../core/index.js';
import type { Digests } from './digest.js';

/** What changes in one environment of an app, and what was found there. */
export interface EnvironmentPreview {
  readonly environment: string;
  readonly digest: Digests;
  readonly changes: readonly ObjectChange[];
  readonly findings: readonly Finding[];
}

/** Environments of one app in which the same objects change in the same way. */
export interface Section {
  readonly app: string;
  readonly environments: readonly EnvironmentPreview[];
  readonly changes: readonly ObjectChange[];
}

/** The same change of the same object, but for the namespace, which is the environment's. */
const identity = ({ action, ref, fields }: ObjectChange): string =>
  JSON.stringify([action, ref.apiVersion, ref.kind, ref.name, fields.filter(({ pointer }) => pointer !== '/metadata/namespace')]);

/** Puts each change of an app once, under the environments that share it; in the order of the environments. */
export function sectionsOf(app: string, environments: readonly EnvironmentPreview[]): readonly Section[] {
  const shared = new Map<string, { change: ObjectChange; environments: EnvironmentPreview[] }>();
  for (const environment of environments) {
    for (const change of environment.changes) {
      let key = identity(change);
      while (shared.get(key)?.environments.includes(environment)) key += ' again';
      const known = shared.get(key) ?? { change, environments: [] };
      known.environments.push(environment);
      shared.set(key, known);
    }
  }
  const sections = new Map<string, { environments: readonly EnvironmentPreview[]; changes: ObjectChange[] }>();
  for (const { change, environments: among } of shared.values()) {
    const key = JSON.stringify(among.map(({ environment }) => environment));
    const section = sections.get(key) ?? { environments: among, changes: [] };
    section.changes.push(change);
    sections.set(key, section);
  }
  return [...sections.values()].map((section) => ({ app, ...section }));
}
