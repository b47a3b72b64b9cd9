import { basename, dirname, resolve } from 'node:path';
import { type Bundle, DEFAULT_CAPABILITIES, type Finding, fileLayer, render } from '../core/index.js';
import { loadAssets } from '../io/assets.js';
import { belowRoot, diskTree, findRoot } from '../io/disk.js';
import { remembered, textIn } from '../io/remembered.js';
import type { Tree } from '../io/tree.js';
import { writeFiles } from '../io/write/files.js';
import type { Change } from '../io/write/transaction.js';
import { formatFindings } from '../report/index.js';
import { formatTextDiff } from '../report/text-diff.js';
import { loadBundleOf } from '../use/apps.js';
import type { Arguments } from './arguments.js';
import { exitCode } from './exit.js';
import { findingsText } from './findings.js';
import { EXIT, UsageError, type World } from './world.js';

// Every case is rendered with these, so that a case is nothing but its values.
const RELEASE = { name: 'my-app', namespace: 'default', environment: '' };

/** `fairlead test [dirs...]`: the folder tests of bundles. */
export function testCommand(args: Arguments, world: World): Promise<number> {
  return testBundles(args.paths, args.options['update'] === true, world);
}

/**
 * Runs every case of the bundles at or below the folders. A case is a folder `tests/NAME` with `values.yaml`, and what must come of it:
 * `expected.yaml`, the manifests, and `findings.txt`, if something is found. With `update` these two are written.
 */
export async function testBundles(dirs: readonly string[], update: boolean, world: World): Promise<number> {
  const root = findRoot(world.cwd);
  const tree = remembered(diskTree(root));
  const below = (dirs.length > 0 ? dirs : ['.']).map((dir) => {
    const path = belowRoot(root, resolve(world.cwd, dir));
    if (path === undefined || !tree.exists(path)) throw new UsageError(`${dir}: there is no such folder in ${root}`);
    return path;
  });
  const bundles = below
    .flatMap((dir) => tree.list(dir))
    .filter((path) => basename(path) === 'bundle.yaml')
    .map((path) => dirname(path));
  if (bundles.length === 0) throw new UsageError('there is no bundle.yaml here; `fairlead init bundle` makes a bundle');
  const counts = { passed: 0, failed: 0, updated: 0 };
  const changes: Change[] = [];
  let broken = false;
  for (const dir of new Set(bundles)) {
    const loaded = await loadBundleOf(
      { dir: dir === '.' ? '' : dir },
      { from: 'file', path: `${dir}/bundle.yaml`, line: 1, column: 1, length: 1 },
      tree,
      loadAssets(world.assets),
    );
    world.err(findingsText([{ app: '', environment: '', findings: loaded.findings }], { root, tree }, world));
    if (!loaded.ok) broken = true;
    else
      for (const name of casesOf(tree, dir))
        counts[runCase(loaded.value, `${dir}/tests/${name}`, tree, update ? changes : undefined, world)]++;
  }
  const refused = writeFiles(changes, { root });
  world.err(findingsText([{ app: '', environment: '', findings: refused }], { root, tree }, world));
  if (refused.length > 0) return exitCode(refused);
  const done =
    counts.updated > 0
      ? `${counts.passed} passed, ${counts.updated} updated`
      : `${counts.passed} passed, ${counts.failed} failed`;
  world.out(`${done}\n`);
  if (counts.failed > 0) world.err('if the new output is right: fairlead test --update\n');
  return broken || counts.failed > 0 ? EXIT.findings : EXIT.ok;
}

const casesOf = (tree: Tree, dir: string) =>
  tree
    .list(`${dir}/tests`)
    .filter((path) => basename(path) === 'values.yaml')
    .map((path) => path.slice(`${dir}/tests/`.length, -'/values.yaml'.length));

/** Compares what comes of a case with its files; with `changes`, notes what they are to hold instead. */
function runCase(
  bundle: Bundle,
  path: string,
  tree: Tree,
  changes: Change[] | undefined,
  world: World,
): 'passed' | 'failed' | 'updated' {
  const actual = outcomeOf(bundle, `${path}/values.yaml`, tree);
  const wrong = Object.entries(actual).filter(([name, text]) => textOf(tree, `${path}/${name}`) !== text);
  if (wrong.length === 0) return 'passed';
  for (const [name, text] of wrong) {
    if (changes) changes.push({ path: `${path}/${name}`, text, before: textIn(tree, `${path}/${name}`) });
    else world.out(formatTextDiff(`${path}/${name}`, textOf(tree, `${path}/${name}`), text, world.terminal));
  }
  return changes ? 'updated' : 'failed';
}

const textOf = (tree: Tree, path: string): string | undefined => {
  const file = tree.exists(path) ? tree.read(path) : undefined;
  return file?.ok ? file.value.text : undefined;
};

/** What must stand in the files of a case; undefined for a file that must not be there. */
function outcomeOf(bundle: Bundle, path: string, tree: Tree): Readonly<Record<string, string | undefined>> {
  const file = tree.read(path);
  const layer = file.ok ? fileLayer({ path: 'values.yaml', text: file.value.text }) : file;
  const rendered = layer.ok
    ? render({
        bundle,
        release: RELEASE,
        capabilities: DEFAULT_CAPABILITIES,
        layers: [layer.value],
        validate: true,
      })
    : undefined;
  const findings: readonly Finding[] = [...layer.findings, ...(rendered?.findings ?? [])];
  return {
    'expected.yaml': rendered && exitCode(findings) === EXIT.ok ? rendered.stream : undefined,
    'findings.txt': findings.length > 0 ? formatFindings(findings, 'text') : undefined,
  };
}
