import { resolve } from 'node:path';
import { starterBundle } from '../core/init/index.js';
import { belowRoot, diskTree, findRoot } from '../io/disk.js';
import { writeNew } from '../io/new-files.js';
import { line } from '../report/clean.js';
import { findingsText } from './findings.js';
import { testBundles } from './test.js';
import { EXIT, UsageError, type World } from './world.js';

/** `fairlead init bundle [dir]`: a small bundle that renders, with a test. Default: the folder `bundle`. */
export async function initBundle([dir = 'bundle', ...more]: readonly string[], world: World): Promise<number> {
  if (more.length > 0) throw new UsageError('init bundle takes one folder');
  const root = findRoot(world.cwd);
  const below = belowRoot(root, resolve(world.cwd, dir));
  if (below === undefined) throw new UsageError(`${dir} is outside of ${root}`);
  const findings = writeNew(root, starterBundle(below));
  if (findings.length > 0) {
    world.err(findingsText([{ app: '', environment: '', findings }], { root, tree: diskTree(root) }, world));
    return EXIT.findings;
  }
  for (const file of starterBundle('')) world.out(line(`wrote ${dir}/${file.path}`));
  return testBundles([dir], true, world);
}
