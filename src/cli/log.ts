import { promotedIn, releasedIn, staysOf, versionOf } from '../core/promotion/index.js';
import { isShallow, messagesWith } from '../io/git.js';
import type { LogReport } from '../report/journeys.js';
import { formatLog, logJson } from '../report/log.js';
import { versionsIn } from '../use/versions.js';
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
  const messages = await messagesWith(project.root, 'Fairlead-Released: ');
  if (await isShallow(project.root)) world.err(SHALLOW);
  const reports = await Promise.all(
    project.apps.map(async (loaded): Promise<LogReport> => {
      const environments = [];
      for (const environment of loaded.app.environments)
        environments.push({ name: environment.name, stays: staysOf(await versionsIn(project.root, loaded, environment)) });
      return { app: loaded.app.name, released: releasesOf(loaded.app.name, messages), environments };
    }),
  );
  const shown = reports.map((report) => ({ ...report, only }));
  world.out(args.options['json'] === true ? logJson(shown) : formatLog(shown, world.now(), world.terminal));
  return exitCode(project.findings);
}

const SHALLOW = 'This clone is shallow: what ran before its oldest commit is not in it. `git fetch --unshallow` brings it.\n';

/** When the versions of an app were released; of several times the first. */
function releasesOf(name: string, messages: readonly string[]): ReadonlyMap<string, number> {
  const released = new Map<string, number>();
  for (const message of messages) {
    const time = releasedIn(message);
    for (const { app, tag } of promotedIn(message))
      if (time !== undefined && app === name && tag !== '')
        released.set(versionOf(tag), Math.min(time, released.get(versionOf(tag)) ?? time));
  }
  return released;
}
