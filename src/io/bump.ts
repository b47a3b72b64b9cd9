import { diffObjects, type ObjectChange } from '../core/diff/index.js';
import {
  all,
  at,
  digestOf,
  dotted,
  type Environment,
  type Finding,
  finding,
  originOf,
  type Rendered,
  type SourceFile,
  withoutTrace,
} from '../core/index.js';
import { type Change, editScalars, type ImageChange } from '../core/promotion/index.js';
import { type LoadedApp, type RenderOptions, renderEnvironment } from './apps.js';
import type { Tree } from './tree.js';

/** One line of a values file that gets another tag. */
export interface LineEdit extends Change {
  readonly path: string;
  /** The value that changes, dotted. */
  readonly key: string;
}

/** What new tags make of one environment. */
export interface Bumped {
  /** Every line that changes. */
  readonly edits: readonly LineEdit[];
  /** Dotted paths of values that change with them: they are the same anchor. */
  readonly shared: readonly string[];
  /** The files as they are to be, each once. */
  readonly files: readonly SourceFile[];
  readonly changes: readonly ObjectChange[];
  readonly digest: { readonly before?: string; readonly after?: string };
  readonly objects: number;
  /** With an error the bump must not be proposed. */
  readonly findings: readonly Finding[];
  /** What it renders to. */
  readonly rendered?: Rendered;
}

/** A bump that changes nothing. */
export const UNCHANGED: Bumped = { edits: [], shared: [], files: [], changes: [], digest: {}, objects: 0, findings: [] };

const isError = (item: Finding) => item.severity === 'error';

/** The same tree with some files changed. */
export function overlay(tree: Tree, files: ReadonlyMap<string, string>): Tree {
  return {
    ...tree,
    exists: (path) => files.has(path) || tree.exists(path),
    read: (path) => {
      const text = files.get(path);
      return text === undefined ? tree.read(path) : { ok: true, value: { path, text }, findings: [] };
    },
  };
}

/** The file that a tag is written to: where the environment sets it now, unless other environments share that file. */
function fileOf(
  app: LoadedApp['app'],
  environment: Environment,
  path: readonly string[],
  rendered: Rendered | undefined,
): string {
  const origin = rendered && originOf(rendered.values, path);
  const shared = (file: string) =>
    app.environments.some((other) => other.name !== environment.name && other.values.includes(file));
  if (origin?.from === 'file' && environment.values.includes(origin.path) && !shared(origin.path)) return origin.path;
  return environment.values.findLast((file) => !shared(file)) ?? environment.values.at(-1) ?? '';
}

/** Writes tags into the values of an environment, as text, and renders what that changes. `also`: other files that change with it. */
export function bump(
  loaded: LoadedApp,
  environment: Environment,
  images: readonly ImageChange[],
  options: RenderOptions,
  also: readonly SourceFile[] = [],
): Bumped {
  const old = renderEnvironment(loaded, environment, { ...options, validate: false });
  const before = old.ok ? old.value : undefined;
  const files = new Map(also.map(({ path, text }) => [path, text]));
  const edits: LineEdit[] = [];
  const shared: string[] = [];
  const failed = (findings: readonly Finding[]): Bumped => ({ ...UNCHANGED, findings });
  const placed = images.map(({ path, to }) => ({ path, value: to, file: fileOf(loaded.app, environment, path, before) }));
  const made = all(
    [...new Set(placed.map(({ file }) => file))].map((path) => {
      const file = loaded.tree.read(path);
      const tags = placed.filter((item) => item.file === path);
      return file.ok ? editScalars(file.value, tags, { anchors: loaded.app.promotion.aliases }) : file;
    }),
  );
  if (!made.ok) return failed(made.findings);
  for (const { path, text, changes, also: others } of made.value) {
    files.set(path, text);
    edits.push(...changes.map((change) => ({ path, ...change })));
    shared.push(...others);
  }
  const after = renderEnvironment({ ...loaded, tree: overlay(loaded.tree, files) }, environment, options);
  if (!after.ok || after.findings.some(isError)) return failed(after.findings);
  const hidden = images.find(({ path, to }) => at(after.value.values.data, path) !== to);
  if (hidden) {
    const message = `a stronger layer than ${edits[0]?.path} sets \`${dotted(hidden.path)}\``;
    return failed([finding('promotion/cannot-edit', message, { fix: 'set the tag in the last values file of the environment' })]);
  }
  return {
    edits,
    shared,
    files: [...files].map(([path, text]) => ({ path, text })),
    changes: diffObjects(before?.objects ?? [], after.value.objects),
    digest: { ...(before ? { before: digestOf(before.stream) } : {}), after: digestOf(after.value.stream) },
    objects: after.value.objects.length,
    findings: after.findings,
    rendered: withoutTrace(after.value),
  };
}
