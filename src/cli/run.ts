import { Command as Commander, CommanderError, Option as CommanderOption } from 'commander';
import { COMMANDS, type Command } from '../commands.js';
import { concealed } from '../core/index.js';
import { type Option, optionsOf } from '../options.js';
import { cleanLines } from '../report/clean.js';
import type { Handler } from './arguments.js';
import { VERSION } from './version.js';
import { EXIT, guarded, type World } from './world.js';

const HANDLERS: Record<Command, () => Promise<Handler>> = {
  render: async () => (await import('./render.js')).renderCommand,
  validate: async () => (await import('./validate.js')).validateCommand,
  diff: async () => (await import('./diff.js')).diffCommand,
  explain: async () => (await import('./explain.js')).explainCommand,
  promote: async () => (await import('./promote.js')).promoteCommand,
  rollback: async () => (await import('./rollback.js')).rollbackCommand,
  log: async () => (await import('./log.js')).logCommand,
  init: async () => (await import('./init.js')).initCommand,
  test: async () => (await import('./test.js')).testCommand,
  schema: async () => (await import('./schema.js')).schemaCommand,
  generate: async () => (await import('./generate.js')).generateCommand,
  parameters: async () => (await import('./parameters.js')).parametersCommand,
};

const EXAMPLES = `
Examples:
  fairlead promote examples/shop --tag v1.1.0     what would this release change?
  fairlead validate                               check all apps below this folder
  fairlead render apps/web -e prod                the manifests of one environment
  fairlead explain image.tag apps/web -e prod     who set this value, and what becomes of it?

Exit codes: 0 clean, 1 error findings, 2 usage or unreadable input, 70 a bug in Fairlead.
`;

function flag(option: Option): CommanderOption {
  const value = option.value ? ` <${option.value}>` : '';
  const made = new CommanderOption(`${option.short ? `-${option.short}, ` : ''}--${option.name}${value}`, option.description);
  if (option.default !== undefined) made.default(option.default);
  const choices = option.value?.includes('|') && !option.value.includes('/') ? option.value.split('|') : undefined;
  if (choices) made.choices(choices);
  if (option.many)
    made.argParser((text: string, before: string[] = []) => {
      before.push(text);
      return before;
    });
  return made;
}

function program(world: World, done: (code: number) => void): Commander {
  const main = new Commander('fairlead')
    .description('Guides a release tag to every environment: renders, checks and promotes Kubernetes manifests.')
    .version(VERSION, '-V, --version', 'print the version')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: world.out,
      writeErr: world.err,
      outputError: (text, write) => write(cleanLines(concealed(text).replace(/^error: /, 'fairlead: '))),
    });
  for (const { name, summary, argument } of COMMANDS) {
    const command = main
      .command(argument ? `${name} ${argument}` : name)
      .description(summary)
      .copyInheritedSettings(main);
    for (const option of optionsOf(name)) command.addOption(flag(option));
    command.action(async (...received: unknown[]) => {
      const positional = received
        .slice(0, -2)
        .flat()
        .filter((item) => item !== undefined)
        .map(String);
      const [key = '', ...paths] = name === 'explain' ? positional : ['', ...positional];
      const handler = await HANDLERS[name]();
      done(await handler({ options: kebab(command.opts()), paths, key }, world));
    });
  }
  return main;
}

const kebab = (options: Record<string, string | boolean | string[]>) =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`), value]),
  );

/** Runs one command line. Gives the exit code; prints through the world only; never throws. */
export function run(argv: readonly string[], world: World): Promise<number> {
  return guarded(world, async () => {
    let code: number = EXIT.ok;
    const main = program(world, (result) => {
      code = result;
    });
    try {
      if (argv.length === 0) main.outputHelp();
      else await main.parseAsync(argv, { from: 'user' });
      return code;
    } catch (error) {
      if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
      throw error;
    }
  });
}
