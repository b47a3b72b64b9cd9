import type { Environment, Rendered } from '../core/index.js';
import { chooseEnvironments, type LoadedApp } from '../io/apps.js';
import { renderEnvironments } from '../io/environments.js';
import type { FindingsOf } from '../report/index.js';
import { type Arguments, strings, text } from './arguments.js';
import { assignmentsOf, capabilitiesOf, compatOf, type Project, today } from './project.js';
import type { World } from './world.js';

export type RenderedEnvironment = Rendered & { readonly app: LoadedApp; readonly environment: Environment };

/** Renders the chosen environments of all apps, and gathers every finding on the way. */
export function environmentsOf(
  project: Project,
  args: Arguments,
  world: World,
): { readonly rendered: readonly RenderedEnvironment[]; readonly found: FindingsOf[] } {
  const assignments = assignmentsOf(args);
  const found: FindingsOf[] = [{ app: '', environment: '', findings: [...project.findings, ...assignments.findings] }];
  if (!assignments.ok) return { rendered: [], found };
  const options = {
    assignments: assignments.value,
    validate: text(args, 'validate') !== 'off',
    today: today(world),
    ...compatOf(args),
    capabilities: capabilitiesOf(args),
  };
  const rendered = project.apps.flatMap((app) => {
    const chosen = chooseEnvironments(app.app, strings(args, 'environment'));
    if (!chosen.ok) found.push({ app: app.app.path, environment: '', findings: chosen.findings });
    const made = renderEnvironments(app, chosen.ok ? chosen.value : [], options);
    return made.flatMap(({ environment, outcome }): readonly RenderedEnvironment[] => {
      found.push({ app: app.app.path, environment: environment.name, findings: outcome.findings });
      return outcome.ok ? [{ ...outcome.value, app, environment }] : [];
    });
  });
  return { rendered, found };
}
