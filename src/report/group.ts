import type { Finding } from '../core/index.js';

/** A finding with the app and the environments in which it shows. */
export type EnvironmentFinding = Finding & { readonly app?: string; readonly environments?: readonly string[] };

/** What one environment of one app was found to have; an empty name for what belongs to the app, or to none. */
export interface FindingsOf {
  readonly app: string;
  readonly environment: string;
  readonly findings: readonly Finding[];
}

/** The same sentence about the same place; an object's namespace is not part of it, as it is the environment's. */
const identity = (app: string, { code, severity, message, fix, origin, object, pointer }: Finding): string =>
  JSON.stringify([app, code, severity, message, fix, origin, object?.apiVersion, object?.kind, object?.name, pointer]);

/** Each finding once per app, with the names of all environments that have it, in the order of first sight. */
export function groupFindings(list: readonly FindingsOf[]): readonly EnvironmentFinding[] {
  const found = new Map<string, { item: Finding; app: string; environments: Set<string> }>();
  for (const { app, environment, findings } of list) {
    for (const item of findings) {
      const key = identity(app, item);
      const known = found.get(key) ?? { item, app, environments: new Set() };
      if (environment !== '') known.environments.add(environment);
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ item, app, environments }) => ({
    ...item,
    ...(app === '' ? {} : { app }),
    ...(environments.size === 0 ? {} : { environments: [...environments] }),
  }));
}
