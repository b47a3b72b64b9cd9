import type { Finding } from '../core/index.js';
import { readMade } from '../io/tree.js';
import { writeFiles } from '../io/write/files.js';
import { againstBaseline, BASELINE, type FindingsOf, groupFindings, writeBaseline } from '../report/index.js';
import { type Arguments, strings } from './arguments.js';
import { environmentsOf } from './environments.js';
import { exitCode } from './exit.js';
import { printFindings } from './findings.js';
import { fixed } from './fix.js';
import { formatsOf } from './formats.js';
import { loadProject, type Project } from './project.js';
import { UsageError, type World } from './world.js';

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;

interface Checked {
  readonly project: Project;
  /** How many objects each environment has. */
  readonly counts: readonly number[];
  readonly found: readonly FindingsOf[];
}

async function check(args: Arguments, world: World): Promise<Checked> {
  const project = await loadProject(args.paths, world);
  const { rendered: counts, found } = environmentsOf(project, args, world, ({ objects }) => objects.length, { notes: true });
  const { rulesOf } = await import('../use/windows.js');
  const orders = await Promise.all(
    project.apps.map(async (loaded) => ({
      app: loaded.app.path,
      environment: '',
      findings: (await rulesOf(loaded)).findings,
    })),
  );
  return { project, counts, found: [...found, ...orders] };
}

/** `fairlead validate`: every finding of every chosen environment on stdout, a line of counts on stderr. */
export async function validateCommand(args: Arguments, world: World): Promise<number> {
  const start = world.now();
  const formats = formatsOf(args, world);
  const checking = () => check(args, world);
  const { project, counts, found } = args.options['fix'] === true ? await fixed(checking, world) : await checking();
  const grouped = groupFindings(found);
  const whole = project.below.includes('') && strings(args, 'environment').length === 0;
  const unwritten: Finding[] = [];
  let written: string | undefined;
  if (args.options['write-baseline'] === true) {
    if (!whole) throw new UsageError('--write-baseline is for the whole repository: run it at its root, for every environment');
    written = writeBaseline(grouped);
    unwritten.push(...writeFiles([{ path: BASELINE, text: written }], project));
    if (unwritten.length === 0) world.err(`${BASELINE}: ${count(grouped.length, 'finding')}\n`);
  }
  const file = written === undefined && project.tree.exists(BASELINE) ? readMade(project.tree, BASELINE) : undefined;
  const { fresh, known } = againstBaseline(grouped, written ?? (file?.ok ? file.value.text : undefined), whole);
  const findings = [...fresh, ...(file?.findings ?? []), ...unwritten];
  unwritten.push(...printFindings(findings, formats, project, world, world.out));
  const of = (severity: string) => findings.filter((item) => item.severity === severity).length;
  const objects = counts.reduce((sum, one) => sum + one, 0);
  const seconds = ((world.now() - start) / 1000).toFixed(2);
  const old = known === 0 ? '' : `, ${known} more in the baseline`;
  world.err(
    `${count(project.apps.length, 'app')}, ${count(counts.length, 'environment')}, ${count(objects, 'object')}: ${count(of('error'), 'error')}, ${count(of('warning'), 'warning')}${old} (${seconds} s)\n`,
  );
  return exitCode([...findings, ...unwritten]);
}
