import { join } from 'node:path';
import { tagHistory } from '../io/git.js';
import { writeFileWhole } from '../io/output.js';
import { planApp } from '../io/promotion.js';
import type { FindingsOf } from '../report/index.js';
import { formatPlan, type PlanReport } from '../report/index.js';
import { type Arguments, strings, text } from './arguments.js';
import { exitCode } from './exit.js';
import { findingsText } from './findings.js';
import { capabilitiesOf, loadProject, today } from './project.js';
import { UsageError, type World } from './world.js';

/** `fairlead promote`: what a release would change, environment by environment; with `--write`, changes the files of the bumps. */
export async function promoteCommand(args: Arguments, world: World): Promise<number> {
  const start = world.now();
  const project = await loadProject(args.paths, world);
  const tag = text(args, 'tag');
  const only = strings(args, 'environment');
  for (const name of only)
    if (project.apps.length > 0 && !project.apps.some(({ app }) => app.environments.some((item) => item.name === name)))
      throw new UsageError(`no app here has an environment ${name}`);
  const found: FindingsOf[] = [{ app: '', environment: '', findings: project.findings }];
  const options = { validate: true, today: today(world), capabilities: capabilitiesOf(args) };

  const plans = await Promise.all(
    project.apps.map(async (loaded) => {
      const since = await tagHistory(project.root, loaded);
      const plan = planApp(
        loaded,
        {
          ...(tag === undefined ? {} : { tag }),
          only,
          since,
          now: start,
          allowDowngrade: args.options['allow-downgrade'] === true,
        },
        options,
      );
      found.push({ app: loaded.app.path, environment: '', findings: plan.findings });
      for (const item of plan.environments)
        found.push({ app: loaded.app.path, environment: item.environment, findings: item.findings });
      return { loaded, plan };
    }),
  );
  const reports = plans.map(
    ({ loaded, plan }): PlanReport => ({
      app: loaded.app.name,
      ...(tag === undefined ? {} : { tag }),
      environments: plan.environments.map(({ action, ...item }) => ({ ...item, decision: action })),
    }),
  );
  const code = exitCode(found.flatMap((item) => item.findings));
  world.err(findingsText(found, project, world));
  if (reports.some((item) => item.environments.length > 0))
    world.out(formatPlan(reports, { seconds: (world.now() - start) / 1000, colour: world.terminal }));
  if (args.options['write'] !== true || code !== 0) return code;
  const edits = plans.flatMap(({ plan }) => plan.environments.flatMap((item) => (item.edit ? [item.edit] : [])));
  for (const { path, text: content } of edits) {
    writeFileWhole(join(project.root, path), content);
    world.out(`wrote ${path}\n`);
  }
  return code;
}
