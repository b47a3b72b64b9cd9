import { join } from 'node:path';
import { editFiles } from '../io/edit-files.js';
import { writeFileWhole } from '../io/output.js';
import { againstBaseline, BASELINE, type FindingsOf, groupFindings, writeBaseline } from '../report/index.js';
import { type Arguments, strings } from './arguments.js';
import { environmentsOf, type RenderedEnvironment } from './environments.js';
import { exitCode } from './exit.js';
import { editsIn, printFindings } from './findings.js';
import { loadProject, type Project, shownFrom } from './project.js';
import { UsageError, type World } from './world.js';

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;

interface Checked {
  readonly project: Project;
  readonly rendered: readonly RenderedEnvironment[];
  readonly found: readonly FindingsOf[];
}

async function check(args: Arguments, world: World): Promise<Checked> {
  const project = await loadProject(args.paths, world);
  const { rendered, found } = environmentsOf(project, args, world, { notes: true });
  const { checkPromotionOrder } = await import('../core/promotion/index.js');
  const orders = project.apps.map(({ app }) => ({ app: app.path, environment: '', findings: checkPromotionOrder(app) }));
  return { project, rendered, found: [...found, ...orders] };
}

/** What is mended may show more: a file with a wrong key is not rendered. */
const PASSES = 5;

/** Makes the certain fixes in the files, and says which. */
async function fixed(args: Arguments, world: World): Promise<Checked> {
  let checked = await check(args, world);
  for (let pass = 0; pass < PASSES; pass++) {
    const { project, found } = checked;
    const made = editFiles(project.root, project.tree, editsIn(found));
    if (made.length === 0) break;
    const show = shownFrom(project, world);
    for (const { path, line, column, before, after } of made)
      world.err(`fixed ${show(path)}:${line}:${column}: ${before} → ${after}\n`);
    checked = await check(args, world);
  }
  return checked;
}

/** `fairlead validate`: every finding of every chosen environment on stdout, a line of counts on stderr. */
export async function validateCommand(args: Arguments, world: World): Promise<number> {
  const start = world.now();
  const { project, rendered, found } = args.options['fix'] === true ? await fixed(args, world) : await check(args, world);
  const grouped = groupFindings(found);
  const whole = project.below === '' && strings(args, 'environment').length === 0;
  if (args.options['write-baseline'] === true) {
    if (!whole) throw new UsageError('--write-baseline is for the whole repository: run it at its root, for every environment');
    writeFileWhole(join(project.root, BASELINE), writeBaseline(grouped));
    world.err(`${BASELINE}: ${count(grouped.length, 'finding')}\n`);
  }
  const file = project.tree.exists(BASELINE) ? project.tree.read(BASELINE) : undefined;
  const { fresh: findings, known } = againstBaseline(grouped, file?.ok ? file.value.text : undefined, whole);
  printFindings(findings, args, project, world, world.out);
  const of = (severity: string) => findings.filter((item) => item.severity === severity).length;
  const objects = rendered.reduce((sum, item) => sum + item.objects.length, 0);
  const seconds = ((world.now() - start) / 1000).toFixed(2);
  const old = known === 0 ? '' : `, ${known} more in the baseline`;
  world.err(
    `${count(project.apps.length, 'app')}, ${count(rendered.length, 'environment')}, ${count(objects, 'object')}: ${count(of('error'), 'error')}, ${count(of('warning'), 'warning')}${old} (${seconds} s)\n`,
  );
  return exitCode(findings);
}
