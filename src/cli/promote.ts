import { checkTag } from '../core/promotion/index.js';
import { tagsOf } from '../io/git.js';
import { withoutMoves } from '../use/moved.js';
import { planApp } from '../use/promotion.js';
import { type Arguments, strings, text } from './arguments.js';
import { askHere } from './facts.js';
import { carryOut } from './planned.js';
import { loadProject, type Project, today } from './project.js';
import { UsageError, type World } from './world.js';

/** Throws for environments that no app has. */
export function checkNames(names: readonly string[], { apps }: Project): void {
  for (const name of names)
    if (apps.length > 0 && !apps.some(({ app }) => app.environments.some((item) => item.name === name)))
      throw new UsageError(`no app here has an environment ${name}`);
}

/** `fairlead promote`: what a release would change, environment by environment; with `--write`, changes the files of the bumps. */
export async function promoteCommand(args: Arguments, world: World): Promise<number> {
  const start = world.now();
  const project = await loadProject(args.paths, world);
  const [tag, override] = [text(args, 'tag'), text(args, 'override')];
  const [only, lift] = [strings(args, 'environment'), strings(args, 'lift')];
  checkNames([...only, ...lift], project);
  const options = { validate: true, today: today(world) };
  const isEach = project.apps.some(({ app }) => app.promotion.strategy === 'each');
  const tags = isEach ? await tagsOf(project.root) : [];
  const written = new Map<string, string>();
  const wrong = tag === undefined ? [] : checkTag(tag, { from: 'flag', name: '--tag' });
  const plans = [];
  for (const loaded of wrong.length > 0 ? [] : project.apps) {
    const { strategy, source } = loaded.app.promotion;
    const input = {
      ...(tag === undefined ? {} : { tag }),
      // Tags of this repository are the releases, unless the application has one of its own.
      releases: strategy === 'each' && source === undefined ? tags : [],
      only,
      now: start,
      allowDowngrade: args.options['allow-downgrade'] === true,
      ...(override === undefined ? {} : { override }),
      lift,
      written: () => written,
    };
    plans.push({ loaded, plan: await planApp(loaded, input, askHere(project.root, world, options), options) });
  }
  return carryOut(await withoutMoves(plans), {
    args,
    project,
    world,
    start,
    findings: wrong,
    ...(tag === undefined ? {} : { tag }),
  });
}
