import type { Environment, Outcome, Rendered } from '../core/index.js';
import type { FindingsOf } from '../report/index.js';
import { chooseEnvironments, type LoadedApp, type RenderOptions } from '../use/apps.js';
import { renderEnvironments } from '../use/environments.js';
import { type Arguments, strings, text } from './arguments.js';
import { assignmentsOf, capabilitiesOf, compatOf, type Project, today } from './project.js';
import type { World } from './world.js';

export type RenderedEnvironment = Rendered & { readonly app: LoadedApp; readonly environment: Environment };

/** How the command line wants environments rendered. */
export function renderOptions(args: Arguments, world: World): Outcome<RenderOptions> {
  const assignments = assignmentsOf(args, world);
  if (!assignments.ok) return assignments;
  return {
    ...assignments,
    value: {
      assignments: assignments.value,
      validate: text(args, 'validate') !== 'off',
      today: today(world),
      ...compatOf(args),
      capabilities: capabilitiesOf(args),
    },
  };
}

/**
 * Renders the chosen environments of all apps, and gathers every finding on the way. Of each, only what `keep` takes stays in memory:
 * there may be thousands.
 */
export function environmentsOf<T>(
  project: Project,
  args: Arguments,
  world: World,
  keep: (rendered: RenderedEnvironment) => T,
  more: Pick<RenderOptions, 'notes'> = {},
): { readonly rendered: readonly T[]; readonly found: FindingsOf[] } {
  const options = renderOptions(args, world);
  const found: FindingsOf[] = [{ app: '', environment: '', findings: [...project.findings, ...options.findings] }];
  if (!options.ok) return { rendered: [], found };
  const rendered = project.apps.flatMap((app) => {
    const chosen = chooseEnvironments(app.app, strings(args, 'environment'));
    if (!chosen.ok) found.push({ app: app.app.path, environment: '', findings: chosen.findings });
    const made = renderEnvironments(app, chosen.ok ? chosen.value : [], { ...options.value, ...more });
    return made.flatMap(({ environment, outcome }): readonly T[] => {
      found.push({ app: app.app.path, environment: environment.name, findings: outcome.findings });
      return outcome.ok ? [keep({ ...outcome.value, app, environment })] : [];
    });
  });
  return { rendered, found };
}
