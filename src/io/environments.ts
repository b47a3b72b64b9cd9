import {
  type App,
  CODES,
  type Environment,
  type Finding,
  losesObjects,
  neverRead,
  type Outcome,
  type Rendered,
  setTwice,
  unusedWaiver,
  unwaived,
  usedWaivers,
  type Waiver,
  withoutTrace,
} from '../core/index.js';
import { type LoadedApp, type RenderedEnvironment, type RenderOptions, renderEnvironment } from './apps.js';

/** Renders several environments of an app, and says what can only be seen over all of them: keys that nothing reads, and keys set twice. */
export function renderEnvironments(
  loaded: LoadedApp,
  environments: readonly Environment[],
  options: RenderOptions,
): readonly { readonly environment: Environment; readonly outcome: Outcome<Rendered> }[] {
  const { app } = loaded;
  const made = environments.map((environment) => {
    // What nothing reads is known by a trace only.
    const outcome = renderEnvironment(loaded, environment, { ...options, trace: options.trace || options.validate });
    return { environment, outcome };
  });
  const clean = made.flatMap(({ environment, outcome }) =>
    outcome.ok && options.validate && outcome.value.objects.length > 0 && !outcome.findings.some(losesObjects)
      ? [{ environment, ...outcome.value }]
      : [],
  );
  const isWhole = (layer: string) =>
    app.environments.every(({ name, values }) => !values.includes(layer) || clean.some((item) => item.environment.name === name));
  const unread = neverRead(clean, isWhole);
  const unused = unusedWaivers(app, clean, (environment, i) => [...(unread[i] ?? []), ...setTwice(environment.values)]);
  // Findings have their places by now.
  const kept = (rendered: RenderedEnvironment) => (options.trace ? rendered : withoutTrace(rendered));
  return made.map(({ environment, outcome }) => {
    const i = clean.findIndex((item) => item.environment === environment);
    const more = clean[i] ? [...(unread[i] ?? []), ...setTwice(clean[i].values)] : [];
    const about = unused.filter(({ environments }) => environments?.includes(environment.name) ?? true).map(unusedWaiver);
    const findings = [...outcome.findings, ...unwaived(more, app.waivers, environment.name, options.today), ...about];
    return {
      environment,
      outcome: outcome.ok ? { ...outcome, value: { ...kept(outcome.value), findings }, findings } : { ...outcome, findings },
    };
  });
}

type Clean = RenderedEnvironment & { readonly environment: Environment };

/** The waivers that cover nothing in any of their environments; nothing is said of one whose environments were not all rendered. */
function unusedWaivers(
  app: App,
  clean: readonly Clean[],
  more: (environment: Clean, i: number) => readonly Finding[],
): readonly Waiver[] {
  const used = new Set(
    clean.flatMap((item, i) => [...item.used, ...usedWaivers(more(item, i), app.waivers, item.environment.name)]),
  );
  const isSeen = (name: string) => clean.some(({ environment }) => environment.name === name);
  return app.waivers.filter((waiver) => {
    const here = waiver.environments ?? app.environments.map(({ name }) => name);
    // What a change does is not seen here.
    const isRendered = Object.hasOwn(CODES, waiver.code) && !waiver.code.startsWith('diff/');
    return !used.has(waiver) && isRendered && here.length > 0 && here.every(isSeen);
  });
}
