import { type Finding, finding, type Outcome, type Rendered } from '../core/index.js';
import { readRequest } from '../io/argocd.js';
import type { Deadline } from '../io/deadline.js';
import { chooseEnvironments, renderEnvironment } from '../use/apps.js';
import { clusterDiffers } from '../use/cluster.js';
import { type Arguments, strings, text } from './arguments.js';
import { deadlineOf, late } from './deadline.js';
import { exitCode } from './exit.js';
import { pluginApp } from './plugin-app.js';
import { assignmentsOf } from './project.js';
import { EXIT, type World } from './world.js';

const MOST = 2000; // stderr goes into Argo CD's error message whole

/** `fairlead generate`: the manifests of the app in the working directory on stdout, once and only if there is no error. */
export async function generateCommand(args: Arguments, world: World): Promise<number> {
  const deadline = deadlineOf(args, world);
  const outcome = await generate(args, world, deadline).catch((error) => late(error, deadline));
  const code = exitCode(outcome.findings);
  if (outcome.ok && code === EXIT.ok) world.out(outcome.value.stream);
  const shown = outcome.findings.filter((item) => code === EXIT.ok || item.severity === 'error');
  if (shown.length === 0) return code;
  const { formatFindings } = await import('../report/index.js');
  const message = formatFindings(shown, 'text');
  world.err(message.length > MOST ? `${message.slice(0, MOST)}…\n` : message);
  return code;
}

async function generate(args: Arguments, world: World, deadline: Deadline): Promise<Outcome<Rendered>> {
  const { request, flags, loading } = deadline.run('parameters', () => ({
    request: readRequest(world.env),
    flags: assignmentsOf(args, world),
    loading: pluginApp(world, deadline.run),
  }));
  const loaded = await loading;
  const findings: Finding[] = [...loaded.findings, ...request.findings, ...flags.findings];
  if (!loaded.ok || !flags.ok || request.findings.length > 0) return { ok: false, findings };

  const { app } = loaded.value;
  const name =
    strings(args, 'environment')[0] ??
    request.environment ??
    (app.environments.length === 1 ? app.environments[0]?.name : undefined);
  if (name === undefined) {
    const names = app.environments.map((environment) => environment.name).join(', ');
    return {
      ok: false,
      findings: [
        ...findings,
        finding('config/unknown-environment', `which environment of ${app.name}?`, {
          fix: `set the parameter \`environment\` (or plugin.env ENVIRONMENT) to one of ${names}`,
        }),
      ],
    };
  }
  const chosen = chooseEnvironments(app, [name]);
  const [environment] = chosen.ok ? chosen.value : [];
  if (!environment) return { ok: false, findings: [...findings, ...chosen.findings] };
  deadline.about = `${app.name}, ${environment.name}`;
  // No day is given: what was approved must still render at sync time when a waiver has ended.
  const options = {
    assignments: [...request.assignments, ...flags.value],
    validate: text(args, 'validate') !== 'off',
    begins: deadline.begins,
  };
  return deadline.run('values', () => {
    const rendered = renderEnvironment(loaded.value, environment, options);
    const others = rendered.ok ? clusterDiffers(loaded.value, environment, options, rendered.value, request.cluster) : [];
    return { ...rendered, findings: [...findings, ...rendered.findings, ...others] };
  });
}
