import { promotedIn, releasedIn, staysOf } from '../core/promotion/index.js';
import { versionsIn } from '../io/git.js';
import { formatLog, type LogReport, logJson } from '../report/index.js';
import { type Arguments, strings } from './arguments.js';
import { exitCode } from './exit.js';
import { findingsText } from './findings.js';
import { loadProject } from './project.js';
import { checkNames } from './promote.js';
import type { World } from './world.js';

/** `fairlead log`: which tag ran where, from when to when, and how long it took from its release, read from Git alone. */
export async function logCommand(args: Arguments, world: World): Promise<number> {
  const project = await loadProject(args.paths, world);
  const only = strings(args, 'environment');
  checkNames(only, project);
  world.err(findingsText([{ app: '', environment: '', findings: project.findings }], project, world));
  const reports = await Promise.all(
    project.apps.map(async (loaded): Promise<LogReport> => {
      const released = new Map<string, number>();
      const environments = [];
      for (const environment of loaded.app.environments) {
        const versions = await versionsIn(project.root, loaded, environment);
        for (const { message } of versions) {
          const time = releasedIn(message);
          for (const { app, tag } of promotedIn(message))
            if (time !== undefined && app === loaded.app.name) released.set(tag, time);
        }
        environments.push({ name: environment.name, stays: staysOf(versions) });
      }
      return { app: loaded.app.name, released, environments };
    }),
  );
  const shown = reports.map((report) => ({ ...report, only }));
  world.out(args.options['json'] === true ? logJson(shown) : formatLog(shown, world.now(), world.terminal));
  return exitCode(project.findings);
}
