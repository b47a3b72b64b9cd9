import {
  at,
  didYouMean,
  dotted,
  isSecret,
  type Json,
  leaves,
  type Origin,
  parsePath,
  schemaOf,
  settingsOf,
  typesOf,
} from '../core/index.js';
import type { Arguments } from './arguments.js';
import { environmentsOf } from './environments.js';
import { exitCode } from './exit.js';
import { findingsText } from './findings.js';
import { fromHere, loadProject } from './project.js';
import { EXIT, UsageError, type World } from './world.js';

const show = (value: Json | undefined) => (value === undefined ? 'not set' : JSON.stringify(value));

const place = (origin: Origin | undefined) =>
  origin === undefined ? '' : origin.from === 'file' ? `${origin.path}:${origin.line}:${origin.column}` : origin.name;

/** `fairlead explain KEY`: per environment the value of a key, and every layer that set it, winner first. */
export async function explainCommand(args: Arguments, world: World): Promise<number> {
  const path = parsePath(args.key);
  if (!path) throw new UsageError(`\`${args.key}\` is not a key such as image.tag or ingress.hosts[0].host`);
  const project = await loadProject(args.paths, world);
  const { rendered, found } = environmentsOf(project, args, world);
  const unreadable = found.filter(
    (item) => !rendered.some(({ app, environment }) => app.app.path === item.app && environment.name === item.environment),
  );
  const code = exitCode(unreadable.flatMap((item) => item.findings));
  if (code !== EXIT.ok) world.err(findingsText(unreadable, undefined, project, world));

  let known = false;
  for (const { app, environment, values } of rendered) {
    const { schema } = app.bundle;
    const described = schemaOf(schema, path);
    const settings = settingsOf(values, path);
    known ||= described !== undefined || settings.length > 0;
    const secret = isSecret(schema, path);
    world.out(`${app.app.path} ${environment.name}\n  ${dotted(path)} = ${secret ? '(secret)' : show(at(values.data, path))}\n`);
    for (const [i, { layer, origin, value }] of settings.entries()) {
      const [here] = fromHere(
        [{ code: 'values/rejected', severity: 'note', message: '', ...(origin ? { origin } : {}) }],
        project.root,
        world,
      );
      world.out(`  ${i === 0 ? 'set by' : '  over'}  ${place(here?.origin) || layer}  ${secret ? '(secret)' : show(value)}\n`);
    }
    const types = typesOf(described).join(' or ');
    if (described) world.out(`  ${String(described['description'] ?? '')}${types ? ` (${types})` : ''}\n`);
    world.out('\n');
  }
  const [first] = rendered;
  if (known || !first) return code;
  const names = leaves(first.values.data).map(dotted);
  world.err(
    `fairlead: \`${args.key}\` is not a key of ${first.app.bundle.name}: ${didYouMean(args.key, names) ?? 'see its values.yaml'}\n`,
  );
  return EXIT.findings;
}
