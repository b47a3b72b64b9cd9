import { checkTag } from '../core/promotion/index.js';
import { withoutMoves } from '../use/moved.js';
import { planRollback } from '../use/rollback.js';
import { versionsIn } from '../use/versions.js';
import { type Arguments, strings, text } from './arguments.js';
import { carryOut } from './planned.js';
import { loadProject, today } from './project.js';
import { checkNames } from './promote.js';
import { UsageError, type World } from './world.js';

/** `fairlead rollback -e prod`: back to the tag that ran before, and a hold; with `--write`, changes the files. */
export async function rollbackCommand(args: Arguments, world: World): Promise<number> {
  const start = world.now();
  const [environment, ...others] = strings(args, 'environment');
  if (environment === undefined || others.length > 0)
    throw new UsageError('name the one environment to take back: --environment prod');
  const project = await loadProject(args.paths, world);
  checkNames([environment], project);
  const options = { validate: true, today: today(world) };
  const [tag, reason, until] = [text(args, 'tag'), text(args, 'reason'), text(args, 'until')];
  const having = project.apps.filter(({ app }) => app.environments.some(({ name }) => name === environment));
  if (having.length > 1 && args.paths.length === 0) {
    const apps = having.map(({ app }) => app.dir).join(', ');
    throw new UsageError(`${having.length} apps have ${environment}: name the folders of those to take back (${apps})`);
  }
  const wrong = tag === undefined ? [] : checkTag(tag, { from: 'flag', name: '--tag' });
  const written = new Map<string, string>();
  const plans = [];
  for (const loaded of wrong.length > 0 ? [] : having) {
    const target = loaded.app.environments.find(({ name }) => name === environment);
    const versions = target ? await versionsIn(project.root, loaded, target) : [];
    const input = {
      environment,
      versions,
      now: start,
      written,
      anyTag: args.options['any-tag'] === true,
      ...(tag === undefined ? {} : { tag }),
      ...(reason === undefined ? {} : { reason }),
      ...(until === undefined ? {} : { until }),
    };
    plans.push({ loaded, plan: planRollback(loaded, input, options) });
  }
  return carryOut(await withoutMoves(plans), { args, project, world, start, findings: wrong });
}
