import type { Finding } from '../core/index.js';
import { textIn } from '../io/remembered.js';
import { writeFiles } from '../io/write/files.js';
import { line } from '../report/clean.js';
import { type FindingsOf, formatPlan, type PlanReport, planJson } from '../report/index.js';
import type { LoadedApp } from '../use/apps.js';
import { type PlannedApp, reportOf } from '../use/promotion.js';
import type { Arguments } from './arguments.js';
import { exitCode } from './exit.js';
import { findingsText } from './findings.js';
import type { Project } from './project.js';
import type { World } from './world.js';

/** Prints the plans of apps, and with `--write` changes the files of the bumps. Gives the exit code; with errors nothing is written. */
export function carryOut(
  plans: readonly { readonly loaded: LoadedApp; readonly plan: PlannedApp }[],
  {
    args,
    project,
    world,
    start,
    findings,
    tag,
  }: {
    readonly args: Arguments;
    readonly project: Project;
    readonly world: World;
    readonly start: number;
    /** What belongs to no app. */
    readonly findings: readonly Finding[];
    readonly tag?: string;
  },
): number {
  const found: readonly FindingsOf[] = [
    { app: '', environment: '', findings: [...project.findings, ...findings] },
    ...plans.flatMap(({ loaded: { app }, plan }) => [
      { app: app.path, environment: '', findings: plan.findings },
      ...plan.environments.map(({ environment, findings }) => ({ app: app.path, environment, findings })),
    ]),
  ];
  const reports = plans.map(
    ({ loaded, plan }): PlanReport => ({
      app: loaded.app.name,
      ...(tag === undefined ? {} : { tag }),
      environments: plan.environments.map(reportOf),
    }),
  );
  const code = exitCode(found.flatMap((item) => item.findings));
  world.err(findingsText(found, project, world));
  if (args.options['json'] === true) world.out(planJson(reports));
  else if (reports.some((item) => item.environments.length > 0))
    world.out(formatPlan(reports, { seconds: (world.now() - start) / 1000, colour: world.terminal }));
  if (args.options['write'] !== true || code !== 0) return code;
  const files = new Map(
    plans.flatMap(({ plan }) =>
      plan.environments.flatMap(({ files: changed }) => changed.map((file) => [file.path, file.text] as const)),
    ),
  );
  const say = args.options['json'] === true ? world.err : world.out;
  const refused = writeFiles(
    [...files].map(([path, content]) => ({ path, text: content, before: textIn(project.tree, path) })),
    project,
  );
  world.err(findingsText([{ app: '', environment: '', findings: refused }], project, world));
  if (refused.length === 0) for (const path of files.keys()) say(line(`wrote ${path}`));
  return exitCode(refused);
}
