import type { App, Environment } from '../core/index.js';
import { realOf, type Tree } from '../io/tree.js';
import { findApps, type LoadedApp, readAppAt } from './apps.js';

/** An environment of any app of the repository. */
export interface Reader {
  readonly app: App;
  readonly environment: Environment;
}

type Readers = ReadonlyMap<string, readonly Reader[]>;
const known = new WeakMap<Tree, Readers>();

/** Who reads a values file, by whatever path. An app whose `fairlead.yaml` cannot be read renders nothing, and so reads nothing. */
export function readersOf({ tree, assets }: Pick<LoadedApp, 'tree' | 'assets'>, path: string): readonly Reader[] {
  const readers = known.get(tree) ?? readersIn(tree, assets);
  known.set(tree, readers);
  return readers.get(realOf(tree, path)) ?? [];
}

function readersIn(tree: Tree, assets: LoadedApp['assets']): Readers {
  const found = new Map<string, Reader[]>();
  for (const file of findApps(tree, [''])) {
    const read = readAppAt(file, tree, assets);
    if (!read.ok) continue;
    const { value: app } = read;
    for (const environment of app.environments)
      for (const path of new Set(environment.values.map((one) => realOf(tree, one)))) {
        const readers = found.get(path) ?? [];
        readers.push({ app, environment });
        found.set(path, readers);
      }
  }
  return found;
}

/** The same environment of the same app. */
export const isSame = (one: Reader, other: Reader): boolean =>
  one.app.path === other.app.path && one.environment.name === other.environment.name;

/** Environments of one name whose apps are of one group, which go together. */
export const areMates = (one: Reader, other: Reader): boolean =>
  one.environment.name === other.environment.name &&
  one.app.path !== other.app.path &&
  one.app.promotion.group !== undefined &&
  one.app.promotion.group === other.app.promotion.group;
