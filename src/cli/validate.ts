import { type Arguments, text } from './arguments.js';
import { environmentsOf } from './environments.js';
import { exitCode } from './exit.js';
import { findingsText } from './findings.js';
import { loadProject } from './project.js';
import type { World } from './world.js';

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;

/** `fairlead validate`: every finding of every chosen environment on stdout, a line of counts on stderr. */
export async function validateCommand(args: Arguments, world: World): Promise<number> {
  const start = world.now();
  const project = await loadProject(args.paths, world);
  const { rendered, found } = environmentsOf(project, args, world, true);
  const { checkPromotionOrder } = await import('../core/promotion/index.js');
  for (const { app } of project.apps) found.push({ app: app.path, environment: '', findings: checkPromotionOrder(app) });
  world.out(findingsText(found, text(args, 'format'), project, world));
  const findings = found.flatMap((item) => item.findings);
  const of = (severity: string) => findings.filter((item) => item.severity === severity).length;
  const objects = rendered.reduce((sum, item) => sum + item.objects.length, 0);
  const seconds = ((world.now() - start) / 1000).toFixed(2);
  world.err(
    `${count(project.apps.length, 'app')}, ${count(rendered.length, 'environment')}, ${count(objects, 'object')}: ${count(of('error'), 'error')}, ${count(of('warning'), 'warning')} (${seconds} s)\n`,
  );
  return exitCode(findings);
}
