import { basename, resolve } from 'node:path';
import {
  all,
  at,
  type Bundle,
  didYouMean,
  type Finding,
  fileLayer,
  finding,
  type Outcome,
  type SourceFile,
} from '../core/index.js';
import {
  chartScriptIn,
  type Deployment,
  deploymentsOf,
  deploymentsOfFiles,
  environmentOfFile,
  initFiles,
  isApplication,
  type NewFile,
  nameFrom,
  newApp,
} from '../core/init/index.js';
import { loadAssets } from '../io/assets.js';
import { belowRoot, diskTree, findRoot, readFile } from '../io/disk.js';
import { writeNew } from '../io/new-files.js';
import type { Tree } from '../io/tree.js';
import { line } from '../report/clean.js';
import { type Arguments, strings, text } from './arguments.js';
import { environmentsOf } from './environments.js';
import { exitCode } from './exit.js';
import { findingsText } from './findings.js';
import { initBundle } from './init-bundle.js';
import { loadProject } from './project.js';
import { EXIT, UsageError, type World } from './world.js';

const BUNDLE = 'fastapi-gitops-starter';

/** Where `init` works. */
interface Place {
  readonly root: string;
  /** The working directory below the root. */
  readonly dir: string;
  readonly tree: Tree;
  readonly bundle: Bundle;
}

/**
 * `fairlead init [files...]`: makes an app of Helm values files, of Argo CD Applications that use the chart, or of nothing; then renders
 * what it wrote. `fairlead init bundle [dir]` makes a bundle. Nothing is overwritten: either all files are written or none.
 */
export async function initCommand(args: Arguments, world: World): Promise<number> {
  if (args.paths[0] === 'bundle') return initBundle(args.paths.slice(1), world);
  const root = findRoot(world.cwd);
  const bundle = loadAssets(world.assets).bundle(BUNDLE);
  if (!bundle) throw new Error(`the built-in bundle ${BUNDLE} is missing`);
  const place: Place = { root, dir: belowRoot(root, world.cwd) ?? '', tree: diskTree(root), bundle };
  const planned = plan(args, place, world);
  const refused = planned.ok ? writeNew(root, planned.value) : [];
  const findings = [...planned.findings, ...refused];
  world.err(findingsText([{ app: '', environment: '', findings }], place, world));
  if (!planned.ok || exitCode(findings) !== EXIT.ok) return EXIT.findings;
  const show = (path: string) => (path.startsWith(`${place.dir}/`) ? path.slice(place.dir.length + 1) : path);
  for (const file of planned.value) world.out(line(`wrote ${show(file.path)}`));
  return renderWritten(planned.value, world, show);
}

/** The proof that what was written works: each environment, with its number of objects. */
async function renderWritten(files: readonly NewFile[], world: World, show: (path: string) => string): Promise<number> {
  const apps = files.filter((file) => basename(file.path) === 'fairlead.yaml').map((file) => show(file.path));
  const project = await loadProject(apps, world);
  const { rendered, found } = environmentsOf(
    project,
    { options: {}, paths: [], key: '' },
    world,
    ({ app, environment, objects }) => line(`${show(app.app.path)} ${environment.name}: ${objects.length} objects`),
  );
  world.err(findingsText(found, project, world));
  for (const text of rendered) world.out(text);
  const code = exitCode(found.flatMap((item) => item.findings));
  const next = code === EXIT.ok ? 'see them with `fairlead render`' : 'fix the errors, then try `fairlead validate`';
  world.out(`next: ${next}\n`);
  return code;
}

function plan(args: Arguments, place: Place, world: World): Outcome<readonly NewFile[]> {
  const { root, dir, tree, bundle } = place;
  const named = args.paths.map((path) => {
    const below = belowRoot(root, resolve(world.cwd, path));
    if (below === undefined || !tree.exists(below)) throw new UsageError(`${path}: there is no such file in ${root}`);
    return below;
  });
  const files = all((named.length > 0 ? named : candidates(tree, dir)).map(tree.read));
  if (!files.ok) return files;
  const applications = files.value.filter(isApplication);
  const values = files.value.filter((file) => !applications.includes(file)).map((file) => file.path);
  const release = text(args, 'release') ?? nameFrom(basename(world.cwd)) ?? 'app';
  const found: Finding[] = [];
  const deployments: Deployment[] = [];
  for (const file of applications) {
    const read = deploymentsOf(file, { chart: BUNDLE, exists: tree.exists, chartNameIn: (folder) => chartName(tree, folder) });
    deployments.push(...read.deployments);
    found.push(...read.findings);
  }
  if (applications.length > 0 && deployments.length === 0 && exitCode(found) === EXIT.ok)
    found.push(
      finding('init/nothing', `none of these Applications uses the chart ${BUNDLE}`, {
        fix: 'a platform team writes its own bundle: fairlead init bundle',
      }),
    );
  if (exitCode(found) !== EXIT.ok) return { ok: false, findings: found };
  if (applications.length === 0 && values.length > 0)
    deployments.push(...deploymentsOfFiles(values, release, text(args, 'namespace')));
  if (deployments.length === 0) return { ok: true, value: newApp(bundle, dir, release), findings: found };

  const paths = [...new Set(deployments.flatMap((item) => item.files))];
  const layers = all(paths.map((path) => readLayer(tree, path)));
  const scripts = scriptsOf(args, world);
  const findings = [...found, ...layers.findings.filter((item) => item.severity === 'error'), ...scripts.findings];
  if (!layers.ok || !scripts.ok) return { ok: false, findings };
  const environments = deployments.map((item) => item.environment);
  const unknown = [...scripts.value.keys()].find((name) => name !== '' && !environments.includes(name));
  if (unknown !== undefined)
    throw new UsageError(
      `--rendered ${unknown}=…: there is no such environment (${didYouMean(unknown, environments) ?? environments.join(', ')})`,
    );
  const made = initFiles({
    bundle,
    dir,
    deployments,
    layers: new Map(layers.value.map((layer) => [layer.name, layer])),
    compat: true,
    scripts: scripts.value,
  });
  return { ...made, findings: [...findings, ...made.findings] };
}

const readLayer = (tree: Tree, path: string) => {
  const file = tree.read(path);
  return file.ok ? fileLayer(file.value) : file;
};

/** Files of a folder that look like Helm values files or hold Applications. */
const candidates = (tree: Tree, dir: string): readonly string[] =>
  tree.list(dir).filter((path) => {
    const below = dir === '' ? path : path.slice(dir.length + 1);
    if (/^values\.ya?ml$/.test(below) || environmentOfFile(below) !== undefined) return below.split('/').length <= 3;
    if (!/^[^/]+\.ya?ml$/.test(below)) return false;
    const file = tree.read(path);
    return file.ok && isApplication(file.value);
  });

function chartName(tree: Tree, folder: string): string | undefined {
  const path = `${folder}/Chart.yaml`;
  const layer = tree.exists(path) ? readLayer(tree, path) : undefined;
  const name = layer?.ok ? at(layer.value.data, ['name']) : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** The scripts of `--rendered FILE` and `--rendered ENVIRONMENT=FILE`. */
function scriptsOf(args: Arguments, world: World): Outcome<ReadonlyMap<string, string>> {
  const read = strings(args, 'rendered').map((item): Outcome<readonly [string, string]> => {
    const [, environment = '', path = item] = /^([a-z0-9-]+)=(.*)$/.exec(item) ?? [];
    const file: Outcome<SourceFile> = readFile(resolve(world.cwd, path), path);
    if (!file.ok) return file;
    const script = chartScriptIn(file.value);
    if (script !== undefined) return { ok: true, value: [environment, script], findings: [] };
    const origin = { from: 'file' as const, path, line: 1, column: 1, length: 1 };
    const message = 'there is no AnalysisTemplate with a traffic Job in these manifests';
    return {
      ok: false,
      findings: [finding('init/nothing', message, { origin, fix: 'give me what `helm template` or `helm get manifest` prints' })],
    };
  });
  const scripts = all(read);
  return scripts.ok ? { ...scripts, value: new Map(scripts.value) } : scripts;
}
