import { type Environment, neverRead, type Outcome, type Rendered, setTwice, unwaived } from '../core/index.js';
import { type LoadedApp, type RenderOptions, renderEnvironment } from './apps.js';

/** Renders several environments of an app, and says what can only be seen over all of them: keys that nothing reads, and keys set twice. */
export function renderEnvironments(
  loaded: LoadedApp,
  environments: readonly Environment[],
  options: RenderOptions,
): readonly { readonly environment: Environment; readonly outcome: Outcome<Rendered> }[] {
  const { app } = loaded;
  const made = environments.map((environment) => ({
    environment,
    outcome: renderEnvironment(loaded, environment, { ...options, trace: true }),
  }));
  const clean = made.flatMap(({ environment, outcome }) =>
    outcome.ok && options.validate && outcome.value.objects.length > 0 ? [{ environment, ...outcome.value }] : [],
  );
  const isWhole = (layer: string) =>
    app.environments.every(({ name, values }) => !values.includes(layer) || clean.some((item) => item.environment.name === name));
  const unread = neverRead(clean, isWhole);
  return made.map(({ environment, outcome }) => {
    const i = clean.findIndex((item) => item.environment === environment);
    const more = clean[i] ? [...(unread[i] ?? []), ...setTwice(clean[i].values)] : [];
    const findings = [...outcome.findings, ...unwaived(more, app.waivers, environment.name, options.today)];
    return {
      environment,
      outcome: outcome.ok ? { ...outcome, value: { ...outcome.value, findings }, findings } : { ...outcome, findings },
    };
  });
}
