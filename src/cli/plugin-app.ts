import { finding, type Outcome } from '../core/index.js';
import { pluginRoot } from '../io/argocd.js';
import { loadAssets } from '../io/assets.js';
import type { Run } from '../io/deadline.js';
import { belowRoot, diskTree } from '../io/disk.js';
import { type LoadedApp, loadApp } from '../use/apps.js';
import type { World } from './world.js';

/** The app in the working directory, as Argo CD starts the plugin there. */
export async function pluginApp(world: World, run: Run): Promise<Outcome<LoadedApp>> {
  const root = pluginRoot(world.cwd, world.env);
  const tree = diskTree(root);
  const dir = belowRoot(root, world.cwd) ?? '';
  const path = dir === '' ? 'fairlead.yaml' : `${dir}/fairlead.yaml`;
  if (tree.exists(path)) return loadApp(path, tree, loadAssets(world.assets), run);
  return {
    ok: false,
    findings: [
      finding('config/no-apps', `there is no fairlead.yaml in ${dir || 'this folder'}`, {
        fix: "set the Application's source.path to the folder that holds it",
      }),
    ],
  };
}
