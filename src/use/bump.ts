import type { ObjectChange } from '../core/diff/index.js';
import {
  all,
  at,
  digestOf,
  dotted,
  type Environment,
  type Finding,
  finding,
  type Origin,
  type Outcome,
  originOf,
  type Path,
  type Rendered,
  type SourceFile,
  settingsOf,
  withoutTrace,
} from '../core/index.js';
import {
  type Change,
  changedLines,
  checkDigest,
  editScalars,
  type ImageChange,
  tagIn,
  withTag,
} from '../core/promotion/index.js';
import { realOf, type Tree } from '../io/tree.js';
import { type LoadedApp, type RenderOptions, renderEnvironment } from './apps.js';
import { changesBetween } from './compare.js';
import { areMates, isSame, readersOf } from './readers.js';

/** One line of a values file that gets another tag. */
export interface LineEdit extends Change {
  readonly path: string;
  /** The value that changes, dotted. */
  readonly key: string;
}

/** Lines of a file that change, with line breaks between them. */
export interface LinesEdit {
  readonly path: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** What new tags make of one environment. */
export interface Bumped {
  /** Every line that changes. */
  readonly edits: readonly LineEdit[];
  /** Lines of other files that change with them. */
  readonly rules: readonly LinesEdit[];
  /** Dotted paths of values that change with them: they are the same anchor. */
  readonly shared: readonly string[];
  /** The files as they are to be, each once, by its real path. */
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
export const UNCHANGED: Bumped = {
  edits: [],
  rules: [],
  shared: [],
  files: [],
  changes: [],
  digest: {},
  objects: 0,
  findings: [],
};

const isError = (item: Finding) => item.severity === 'error';

/** Where a line that is edited stands. */
export function placeOf({ path, line, before }: LineEdit): Origin {
  const length = before.trim().length;
  return { from: 'file', path, line, column: length > 0 ? before.search(/\S/) + 1 : 1, length: Math.max(1, length) };
}

/** The same tree with some files changed, by whatever path they are read; they are named by their real paths. */
export function overlay(tree: Tree, files: ReadonlyMap<string, string>): Tree {
  const textOf = (path: string) => files.get(realOf(tree, path));
  return {
    ...tree,
    exists: (path) => textOf(path) !== undefined || tree.exists(path),
    read: (path) => {
      const text = textOf(path);
      return text === undefined ? tree.read(path) : { ok: true, value: { path, text }, findings: [] };
    },
  };
}

/**
 * The file that a tag is written to: where the environment sets it now, if nobody else reads that file; else the last one of its own
 * that is stronger. Where there is none, the file that others read: who of them it would move is to be looked at.
 */
function fileOf(loaded: LoadedApp, environment: Environment, path: Path, rendered: Rendered | undefined): string {
  const { values } = environment;
  const me = { app: loaded.app, environment };
  const isOwn = (file: string) => readersOf(loaded, file).every((reader) => isSame(reader, me) || areMates(reader, me));
  const origin = rendered && originOf(rendered.values, path);
  if (origin?.from === 'file' && values.includes(origin.path) && isOwn(origin.path)) return origin.path;
  const setting = rendered && settingsOf(rendered.values, path).find(({ layer }) => values.includes(layer));
  const at = setting ? values.lastIndexOf(setting.layer) : -1;
  return values.findLast((file, i) => i > at && isOwn(file)) ?? values[at] ?? values.at(-1) ?? '';
}

/** What a bump changes beside its tags, and what it builds on. */
export interface Around {
  /** Other files that change with it. */
  readonly also?: readonly SourceFile[];
  /** Files as earlier bumps leave them that go to the same place. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** Writes tags into the values of an environment, as text, and renders what that changes. */
export function bump(
  loaded: LoadedApp,
  environment: Environment,
  images: readonly ImageChange[],
  options: RenderOptions,
  { also = [], texts = new Map() }: Around = {},
): Bumped {
  const old = renderEnvironment(loaded, environment, { ...options, validate: false });
  const before = old.ok ? old.value : undefined;
  const tree = overlay(loaded.tree, texts);
  const files = new Map(also.map(({ path, text }) => [realOf(tree, path), text]));
  const edits: LineEdit[] = [];
  const shared: string[] = [];
  const failed = (findings: readonly Finding[]): Bumped => ({ ...UNCHANGED, findings });
  const placed = images.map(({ path, to }) => {
    const now = at(before?.values.data, path);
    return { path, value: typeof now === 'string' ? withTag(now, to) : to, file: fileOf(loaded, environment, path, before) };
  });
  const made = all(
    [...new Set(placed.map(({ file }) => file))].map((path) => {
      const tags = placed.filter((item) => item.file === path);
      const edit = (file: Outcome<SourceFile>) =>
        file.ok ? editScalars(file.value, tags, { anchors: loaded.app.promotion.aliases }) : file;
      const made = edit(tree.read(path));
      const old = texts.has(realOf(tree, path)) ? edit(loaded.tree.read(path)) : made;
      if (!old.ok || !made.ok) return made;
      // What an earlier bump has written already is a change of this one too.
      const changes = made.value.changes.map((change, i) =>
        change.before === change.after ? (old.value.changes[i] ?? change) : change,
      );
      return { ...made, value: { ...made.value, changes } };
    }),
  );
  if (!made.ok) return failed(made.findings);
  for (const { path, text, changes, also: others } of made.value) {
    files.set(realOf(tree, path), text);
    edits.push(...changes.map((change) => ({ path, ...change })));
    shared.push(...others);
  }
  const after = renderEnvironment({ ...loaded, tree: overlay(tree, files) }, environment, options);
  if (!after.ok || after.findings.some(isError)) return failed(after.findings);
  const { data } = after.value.values;
  const originIn = (path: Path) => {
    const edit = edits.find(({ key }) => key === dotted(path));
    return edit ? { origin: placeOf(edit) } : {};
  };
  const hidden = images.find(({ path, to }) => tagIn(String(at(data, path) ?? '')) !== to);
  if (hidden) {
    const message = `a stronger layer than ${edits[0]?.path} sets \`${dotted(hidden.path)}\``;
    return failed([finding('promotion/cannot-edit', message, { fix: 'set the tag in the last values file of the environment' })]);
  }
  const show = (edit: LineEdit, text: string) => after.value.secrets().line(edit, text);
  return {
    edits: edits.map((edit) => ({ ...edit, before: show(edit, edit.before), after: show(edit, edit.after) })),
    rules: also.flatMap(({ path, text }) => {
      const old = loaded.tree.read(path);
      return old.ok && old.value.text !== text ? [{ path, ...changedLines(old.value.text, text) }] : [];
    }),
    shared,
    files: [...files].map(([path, text]) => ({ path, text })),
    changes: changesBetween(before, after.value),
    digest: { ...(before ? { before: digestOf(before.stream) } : {}), after: digestOf(after.value.stream) },
    objects: after.value.objects.length,
    findings: [
      ...after.findings,
      ...images.flatMap(({ path }) => checkDigest({ path, before: before?.values.data, after: data, ...originIn(path) })),
    ],
    rendered: withoutTrace(after.value),
  };
}
