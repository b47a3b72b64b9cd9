import { isAbsolute, join, relative, resolve } from 'node:path';
import {
  type Assignment,
  all,
  type Capabilities,
  type Compat,
  type Finding,
  finding,
  type Origin,
  type Outcome,
  parseSet,
  pinned,
} from '../core/index.js';
import { type Assets, loadAssets } from '../io/assets.js';
import { belowRoot, diskTree, readFile, rootFor } from '../io/disk.js';
import { remembered } from '../io/remembered.js';
import type { Tree } from '../io/tree.js';
import { findApps, type LoadedApp, loadApp } from '../use/apps.js';
import { type Arguments, strings, text } from './arguments.js';
import { UsageError, type World } from './world.js';

/** The repository around the working directory, and the apps that the command line chose. */
export interface Project {
  readonly root: string;
  readonly tree: Tree;
  readonly assets: Assets;
  /** The given paths, below the root. */
  readonly below: readonly string[];
  readonly apps: readonly LoadedApp[];
  readonly findings: readonly Finding[];
}

/** What templates are told of a cluster that is tried. */
export const capabilitiesOf = (args: Arguments): Partial<Capabilities> => {
  const [kubeVersion, apiVersions] = [text(args, 'kube-version'), strings(args, 'api-versions')];
  if (kubeVersion !== undefined && !/^v?\d+\.\d+(\.\d+)?$/.test(kubeVersion))
    throw new UsageError(`--kube-version ${kubeVersion}: it must be a version such as 1.33 or 1.33.2`);
  return {
    ...(kubeVersion === undefined ? {} : { kubeVersion: kubeVersion.replace(/^v/, '') }),
    ...(apiVersions.length === 0 ? {} : { apiVersions: pinned({ apiVersions }).apiVersions }),
  };
};

/** In the order in which they win over each other, which is Helm's (pkg/cli/values). */
const SETS = [
  ['set-json', 'json'],
  ['set', 'typed'],
  ['set-string', 'string'],
  ['set-file', 'file'],
] as const;

/** The values of all `--set`, `--set-string`, `--set-json` and `--set-file`. */
export function assignmentsOf(args: Arguments, world: World): Outcome<readonly Assignment[]> {
  const parsed = all(SETS.flatMap(([name, kind]) => strings(args, name).map((item) => parseSet(item, `--${name}`, kind))));
  if (!parsed.ok) return parsed;
  const contents = all(
    parsed.value.flat().map((item) => (item.file ? contentOf(item, world) : { ok: true, value: item, findings: [] })),
  );
  return contents.ok ? { ...contents, findings: [...parsed.findings, ...contents.findings] } : contents;
}

/** An assignment of `--set-file` with the text of its file. */
function contentOf(item: Assignment, world: World): Outcome<Assignment> {
  const name = 'exact' in item ? String(item.exact) : '';
  const file = readFile(resolve(world.cwd, name), name);
  return file.ok ? { ...file, value: { path: item.path, origin: item.origin, exact: file.value.text } } : file;
}

/** `--compat helm` or `--compat helm,hpa-target`. */
export function compatOf(args: Arguments): { readonly compat?: Compat } {
  const [mode, ...repairs] = text(args, 'compat')?.split(',') ?? [];
  if (mode === undefined) return {};
  if (mode !== 'helm') throw new UsageError(`--compat ${mode}: there is only \`helm\``);
  const origin: Origin = { from: 'flag', name: '--compat' };
  return { compat: { origin, repairs: repairs.map((name) => ({ name, origin })) } };
}

/** The day in UTC, for waivers that end. */
export const today = (world: World): string => new Date(world.now()).toISOString().slice(0, 10);

/** Loads the apps at or below the given paths (default: the working directory). */
export async function loadProject(paths: readonly string[], world: World): Promise<Project> {
  const absolute = (path: string) => (isAbsolute(path) ? path : join(world.cwd, path));
  const root = rootFor(world.cwd, absolute(paths[0] ?? '.'));
  const tree = remembered(diskTree(root));
  const assets = loadAssets(world.assets);
  const below = (paths.length > 0 ? paths : ['.']).map((path) => {
    const inside = belowRoot(root, absolute(path));
    if (inside === undefined) throw new UsageError(`${path} is outside of the repository ${root}`);
    if (inside !== '' && !tree.exists(inside)) throw new UsageError(`${path}: there is no such file or folder`);
    return inside;
  });
  const files = findApps(tree, below);
  if (files.length === 0) {
    const message = `there is no fairlead.yaml at or below ${paths.join(', ') || 'this folder'}`;
    return {
      root,
      tree,
      assets,
      below,
      apps: [],
      findings: [finding('config/no-apps', message, { fix: 'name a folder that holds one' })],
    };
  }
  const loaded = await Promise.all(files.map((file) => loadApp(file, tree, assets)));
  const findings = loaded.flatMap((outcome) => outcome.findings);
  return {
    root,
    tree,
    assets,
    below,
    apps: loaded.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])),
    findings,
  };
}

/** How a file is named to somebody in the working directory, so that terminals and editors can open it. A built-in bundle has no files here. */
export const shownFrom =
  ({ root, tree }: Pick<Project, 'root' | 'tree'>, world: World) =>
  (path: string): string =>
    isAbsolute(path) || !tree.exists(path) ? path : relative(world.cwd, join(root, path)) || path;

/** Findings with paths as seen from the working directory. */
export function fromHere<T extends Finding>(
  findings: readonly T[],
  project: Pick<Project, 'root' | 'tree'>,
  world: World,
): readonly T[] {
  const show = shownFrom(project, world);
  return findings.map((item) =>
    item.origin?.from === 'file' ? { ...item, origin: { ...item.origin, path: show(item.origin.path) } } : item,
  );
}
