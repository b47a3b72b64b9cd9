import {
  type App,
  type Bundle,
  type Environment,
  type Finding,
  fileLayer,
  type Layer,
  type Outcome,
  type SourceFile,
  strongest,
} from '../core/index.js';
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
  const findings: Finding[] = [];
  const known = new Map<string, Outcome<Layer>>();
  function* layers(): Generator<Layer> {
    for (const path of values.toReversed()) {
      const layer = known.get(path) ?? layerOf(read(path));
      if (!layer.ok && !known.has(path)) findings.push(...layer.findings);
      known.set(path, layer);
      if (!layer.ok) return;
      yield layer.value;
    }
    yield { name: bundle.defaultsFile.path, data: bundle.defaults, originOf: () => undefined };
  }
  const tags = app.promotion.images.map(({ path }) => {
    const tag = strongest(layers(), path);
    return typeof tag === 'string' && tag !== '' ? tag : undefined;
  });
  return { tags, findings };
}

const layerOf = (file: Outcome<SourceFile>): Outcome<Layer> => (file.ok ? fileLayer(file.value) : file);
