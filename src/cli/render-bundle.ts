import { isAbsolute, join } from 'node:path';
import { all, fileLayer, joinPath, type Outcome, pinned, type Rendered, render } from '../core/index.js';
import { loadAssets } from '../io/assets.js';
import { diskTree, readFile } from '../io/disk.js';
import { groupFindings } from '../report/index.js';
import { loadBundleOf } from '../use/apps.js';
import { type Arguments, strings, text } from './arguments.js';
import { exitCode } from './exit.js';
import { printFindings } from './findings.js';
import { formatsOf } from './formats.js';
import { assignmentsOf, capabilitiesOf, compatOf } from './project.js';
import { UsageError, type World } from './world.js';

/** `fairlead render --bundle B --release R`: renders a bundle with values files, without an app file, as `helm template` does. */
export async function renderBundle(args: Arguments, world: World): Promise<number> {
  if (args.paths.length > 0) throw new UsageError('--bundle renders without an app file; leave the paths out');
  if (args.options['output'] !== undefined)
    throw new UsageError('--output goes with apps; with --bundle, redirect what is printed');
  const formats = formatsOf(args, world);
  const tree = diskTree(world.cwd);
  const outcome = await renderOutcome(args, world);
  const findings = groupFindings([{ app: '', environment: '', findings: outcome.findings }]);
  const unwritten = printFindings(findings, formats, { root: world.cwd, tree }, world, world.err);
  const code = exitCode([...outcome.findings, ...unwritten]);
  if (outcome.ok && code === 0) world.out(outcome.value.stream);
  return code;
}

async function renderOutcome(args: Arguments, world: World): Promise<Outcome<Rendered>> {
  const name = text(args, 'bundle') ?? '';
  const own = /^\.{0,2}\//.test(name);
  const dir = own ? joinPath('', name) : '';
  if (dir === undefined) throw new UsageError(`--bundle ${name} leads out of this folder`);
  const tree = diskTree(world.cwd);
  const bundle = await loadBundleOf(
    own ? { dir } : { builtin: name },
    { from: 'flag', name: '--bundle' },
    tree,
    loadAssets(world.assets),
  );
  const layers = all(
    strings(args, 'values').map((path) => {
      const file = readFile(isAbsolute(path) ? path : join(world.cwd, path), path);
      return file.ok ? fileLayer(file.value) : file;
    }),
  );
  const assignments = assignmentsOf(args, world);
  const findings = [bundle, layers, assignments].flatMap((item) => item.findings);
  if (!bundle.ok || !layers.ok || !assignments.ok) return { ok: false, findings };
  const rendered = render({
    bundle: bundle.value,
    release: {
      name: text(args, 'release') ?? bundle.value.name,
      namespace: text(args, 'namespace') ?? 'default',
      environment: '',
    },
    capabilities: pinned(capabilitiesOf(args)),
    layers: layers.value,
    assignments: assignments.value,
    kinds: loadAssets(world.assets).kinds,
    ...compatOf(args),
    validate: text(args, 'validate') !== 'off',
  });
  return { ok: true, value: rendered, findings: [...findings, ...rendered.findings] };
}
