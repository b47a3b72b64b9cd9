import {
  type App,
  type Assignment,
  all,
  applyWaivers,
  type Bundle,
  type Capabilities,
  type Compat,
  didYouMean,
  dirOf,
  type Environment,
  type Finding,
  fileLayer,
  finding,
  joinPath,
  type Kinds,
  type Origin,
  type Outcome,
  pinned,
  type Rendered,
  readApp,
  render,
  unwaived,
  usedWaivers,
  type Waiver,
  withEdit,
} from '../core/index.js';
import type { Assets } from '../io/assets.js';
import type { Run } from '../io/deadline.js';
import { type Listing, readAll, type Tree } from '../io/tree.js';
import { kindsOfApp, schemaFiles } from './schemas.js';

/** An app with everything that rendering needs of it. */
export interface LoadedApp {
  readonly app: App;
  readonly bundle: Bundle;
  readonly tree: Tree;
  readonly kinds: Kinds;
  readonly assets: Assets;
}

export interface RenderOptions {
  readonly assignments?: readonly Assignment[];
  /** Instead of the app's own. */
  readonly compat?: Compat;
  readonly validate: boolean;
  /** See RenderInput. */
  readonly notes?: boolean;
  /** A day such as 2027-01-31, for waivers that end; left out where the result must not depend on the day. */
  readonly today?: string;
  /** Instead of those that the app pins. */
  readonly capabilities?: Partial<Capabilities>;
  /** See RenderInput. */
  readonly begins?: (step: string) => void;
}

const APP_FILE = 'fairlead.yaml';

const isAppFile = (path: string) => path === APP_FILE || path.endsWith(`/${APP_FILE}`);

/**
 * The `fairlead.yaml` files at or below the given folders (or files) of a tree. An app is in the folder that really holds it, so that it is
 * one app under whatever name its folder is known. Of a folder that cannot be entered, the file is named: reading it says why.
 */
export function findApps(tree: Tree, paths: readonly string[]): readonly string[] {
  const found = paths.flatMap((path) => {
    const dir = isAppFile(path) ? dirOf(path) : path;
    const real = tree.find(dir);
    if (!real?.ok) return real ? [joinPath(dir, APP_FILE) ?? ''] : isAppFile(path) ? [path] : [];
    return isAppFile(path) ? [joinPath(real.value, APP_FILE) ?? ''] : tree.list(real.value).filter(isAppFile);
  });
  return [...new Set(found)];
}

/** The files of a bundle's folder that it is made of. */
export function bundleFiles(dir: string, tree: Tree): Listing {
  const path = (name: string) => joinPath(dir, name) ?? '';
  const single = ['bundle.yaml', 'values.yaml', 'values.schema.json', 'locals.yaml.hbs'].map(path).filter(tree.exists);
  const folders = ['manifests', 'partials'].map((name) => tree.files(path(name)));
  return {
    paths: [...single, ...folders.flatMap(({ paths }) => paths.filter((file) => file.endsWith('.hbs')))],
    findings: folders.flatMap(({ findings }) => findings),
  };
}

/** All files that rendering an app reads, its own first, and what of them cannot be followed. */
export function filesOf(path: string, tree: Tree, assets: Assets): Listing {
  const read = readAppAt(path, tree, assets);
  if (!read.ok) return { paths: [path], findings: read.findings };
  const { bundle, environments } = read.value;
  const parts = [...('dir' in bundle ? [bundleFiles(bundle.dir, tree)] : []), schemaFiles(read.value, tree)];
  const values = environments.flatMap((environment) => environment.values);
  return {
    paths: [path, ...new Set(values), ...parts.flatMap(({ paths }) => paths)],
    findings: parts.flatMap(({ findings }) => findings),
  };
}

const atOnce: Run = (_, work) => work();

/** Finds a bundle by the name of a built-in one, or in a folder of the tree. The compiler is loaded only for the latter. */
export async function loadBundleOf(
  source: App['bundle'],
  origin: Origin,
  tree: Tree,
  assets: Assets,
  run: Run = atOnce,
): Promise<Outcome<Bundle>> {
  if ('builtin' in source) {
    const bundle = assets.bundle(source.builtin);
    if (bundle) return { ok: true, value: bundle, findings: [] };
    const fix = didYouMean(source.builtin, assets.bundleNames()) ?? '';
    return {
      ok: false,
      findings: [
        finding('config/unknown-bundle', `there is no built-in bundle \`${source.builtin}\``, {
          origin,
          fix: `${fix}; a path to your own begins with \`./\``.replace(/^; /, ''),
        }),
      ],
    };
  }
  if (!tree.exists(`${source.dir}/bundle.yaml`)) {
    return {
      ok: false,
      findings: [
        finding('config/unknown-bundle', `there is no bundle in \`${source.dir}\``, {
          origin,
          fix: 'a bundle is a folder with bundle.yaml, values.yaml, values.schema.json and manifests/',
        }),
      ],
    };
  }
  const { loadBundle } = await import('../core/bundle/index.js');
  return run('the bundle', () => {
    const files = readAll(tree, bundleFiles(source.dir, tree));
    return files.ok ? loadBundle(source.dir, files.value, assets.schema('bundle')) : files;
  });
}

const known = new WeakMap<Tree, Map<string, Outcome<App>>>();

/** Reads an app's `fairlead.yaml`, once for a tree and a text. */
export function readAppAt(path: string, tree: Tree, assets: Assets): Outcome<App> {
  const file = tree.read(path);
  if (!file.ok) return file;
  const remembered = known.get(tree) ?? new Map<string, Outcome<App>>();
  known.set(tree, remembered);
  const key = `${path}\n${file.value.text}`;
  const app = remembered.get(key) ?? readApp(file.value, assets.schema('fairlead'), tree.find);
  remembered.set(key, app);
  return app;
}

/** Reads an app's `fairlead.yaml` and its bundle; what does not wait is done by `run`. */
export async function loadApp(path: string, tree: Tree, assets: Assets, run: Run = atOnce): Promise<Outcome<LoadedApp>> {
  const app = run(APP_FILE, () => readAppAt(path, tree, assets));
  if (!app.ok) return app;
  const kinds = run('schemas', () => kindsOfApp(app.value, tree, assets));
  const bundle = await loadBundleOf(app.value.bundle, app.value.bundleOrigin, tree, assets, run);
  if (!bundle.ok || !kinds.ok) return { ok: false, findings: [...bundle.findings, ...kinds.findings] };
  return {
    ok: true,
    value: { app: app.value, bundle: bundle.value, tree, kinds: kinds.value, assets },
    findings: bundle.findings,
  };
}

/** The environments of an app by name; all of them if none is named. */
export function chooseEnvironments(app: App, names: readonly string[]): Outcome<readonly Environment[]> {
  const known = app.environments.map((environment) => environment.name);
  const findings: Finding[] = names
    .filter((name) => !known.includes(name))
    .map((name) =>
      finding('config/unknown-environment', `\`${name}\` is not an environment of ${app.name}`, {
        origin: { from: 'file', path: app.path, line: 1, column: 1, length: 1 },
        fix: didYouMean(name, known) ?? '',
      }),
    );
  if (findings.length > 0) return { ok: false, findings };
  return {
    ok: true,
    value: app.environments.filter((environment) => names.length === 0 || names.includes(environment.name)),
    findings: [],
  };
}

/** What an environment renders to, and the waivers that counted. */
export type RenderedEnvironment = Rendered & { readonly used: readonly Waiver[] };

/** Renders one environment of an app from the files of its tree. Waived findings are left out. */
export function renderEnvironment(
  { app, bundle, tree, kinds }: LoadedApp,
  environment: Environment,
  options: RenderOptions,
): Outcome<RenderedEnvironment> {
  const layers = all(
    environment.values.map((path) => {
      const file = tree.read(path);
      return file.ok ? fileLayer(file.value) : file;
    }),
  );
  if (!layers.ok) return layers;
  const compat = options.compat ?? app.compat;
  const rendered = render({
    bundle,
    release: { name: app.name, namespace: environment.namespace, environment: environment.name },
    capabilities: { ...pinned(app.pins), ...options.capabilities },
    layers: layers.value,
    ...(options.assignments ? { assignments: options.assignments } : {}),
    ...(compat ? { compat } : {}),
    validate: options.validate,
    kinds,
    metadataNamespace: app.metadataNamespace,
    ...(options.notes ? { notes: true } : {}),
    ...(options.begins ? { begins: options.begins } : {}),
    isWaived: (item) => unwaived([item], app.waivers, environment.name, options.today).length === 0,
  });
  const textOf = (path: string) => {
    const file = tree.exists(path) ? tree.read(path) : undefined;
    return file?.ok ? file.value.text : undefined;
  };
  const found = rendered.findings
    .map((item) => withEdit(item, textOf))
    .flatMap((item): readonly Finding[] => {
      if (item.code !== 'schema/missing') return [item];
      return app.missingSchemas === 'note' && !options.notes ? [] : [{ ...item, severity: app.missingSchemas }];
    });
  const findings = applyWaivers([...layers.findings, ...found], app.waivers, environment.name, options.today);
  const used = usedWaivers([...layers.findings, ...found], app.waivers, environment.name);
  return { ok: true, value: { ...rendered, findings, used }, findings };
}
