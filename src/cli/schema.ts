import { resolve } from 'node:path';
import { loadAssets } from '../io/assets.js';
import { belowRoot, diskTree, findRoot } from '../io/disk.js';
import { cleanJson } from '../report/clean.js';
import { loadBundleOf } from '../use/apps.js';
import type { Arguments } from './arguments.js';
import { findingsText } from './findings.js';
import { EXIT, UsageError, type World } from './world.js';

/** `fairlead schema [fairlead|bundle|BUNDLE|./DIR]`: a JSON Schema on stdout, for an editor. Default: that of fairlead.yaml. */
export async function schemaCommand({ paths: [name = 'fairlead', ...more] }: Arguments, world: World): Promise<number> {
  if (more.length > 0) throw new UsageError('schema prints one schema');
  const assets = loadAssets(world.assets);
  if (name === 'fairlead' || name === 'bundle') {
    world.out(`${JSON.stringify(assets.schema(name), null, 2)}\n`);
    return EXIT.ok;
  }
  const root = findRoot(world.cwd);
  const tree = diskTree(root);
  const dir = /^\.{0,2}\//.test(name) ? belowRoot(root, resolve(world.cwd, name)) : undefined;
  const bundle = await loadBundleOf(
    dir === undefined ? { builtin: name } : { dir },
    { from: 'flag', name: 'schema' },
    tree,
    assets,
  );
  world.err(findingsText([{ app: '', environment: '', findings: bundle.findings }], { root, tree }, world));
  if (!bundle.ok) return EXIT.findings;
  world.out(`${cleanJson(JSON.stringify(bundle.value.schema, null, 2))}\n`);
  return EXIT.ok;
}
