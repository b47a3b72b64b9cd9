import {
  type App,
  type Bundle,
  type Environment,
  type Finding,
  fileLayer,
  type Layer,
  type Outcome,
  type Path,
  type SourceFile,
  type Strongest,
  strongest,
} from '../core/index.js';
import { tagIn } from '../core/promotion/index.js';
import type { LoadedApp } from './apps.js';

/** The tags that an environment runs, in the order of the app's images; undefined where it has none. */
export interface Running {
  readonly tags: readonly (string | undefined)[];
  /** Why that is not known: a values file that cannot be read. */
  readonly findings: readonly Finding[];
}

type Read = (path: string) => Outcome<SourceFile>;

/** Reads the tags of an environment from its values files, strongest first, and no more of them than it takes: nothing is rendered. */
export const runningIn = ({ app, bundle, tree }: LoadedApp, { values }: Pick<Environment, 'values'>): Running =>
  tagsIn(app, bundle, values, tree.read);

/** The tag of the first image, with the values files as `textOf` gives them; files that are not there count as empty. */
export function tagOf(
  app: App,
  bundle: Bundle,
  values: readonly string[],
  textOf: (path: string) => string | undefined,
): string | undefined {
  const read: Read = (path) => ({ ok: true, value: { path, text: textOf(path) ?? '' }, findings: [] });
  return tagsIn(app, bundle, values, read).tags[0];
}

function tagsIn(app: App, bundle: Bundle, values: readonly string[], read: Read): Running {
  const defaults: Layer = { name: bundle.defaultsFile.path, data: bundle.defaults, originOf: () => undefined };
  const paths = app.promotion.images.map(({ path }) => path);
  const found = valuesAt(paths, values, read, [defaults]);
  return { tags: found.values.map((one, i) => one && tagOfValue(one, paths[i] ?? [])), findings: found.findings };
}

/** The values at some paths, read from values files, strongest first, and no more of them than it takes; `weaker` come below the files. */
export function valuesAt(
  paths: readonly Path[],
  files: readonly string[],
  read: Read,
  weaker: readonly Layer[] = [],
): { readonly values: readonly (Strongest | undefined)[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const known = new Map<string, Outcome<Layer>>();
  function* layers(): Generator<Layer> {
    for (const path of files.toReversed()) {
      const layer = known.get(path) ?? layerOf(read(path));
      if (!layer.ok && !known.has(path)) findings.push(...layer.findings);
      known.set(path, layer);
      if (!layer.ok) return;
      yield layer.value;
    }
    yield* weaker;
  }
  return { values: paths.map((path) => strongest(layers(), path)), findings };
}

/** A tag that looks like a number is what its file shows. */
function tagOfValue({ value, layer }: Strongest, path: Path): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : tagIn(value);
  return typeof value === 'object' ? undefined : (layer.plainOf?.(path) ?? String(value));
}

const layerOf = (file: Outcome<SourceFile>): Outcome<Layer> => (file.ok ? fileLayer(file.value) : file);
