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
} from '../core/index.js';
import { type LoadedApp, type RenderedEnvironment, type RenderOptions, renderEnvironment } from './apps.js';

/** Renders several environments of an app, and says what can only be seen over all of them: keys that nothing reads, and keys set twice. */
export function renderEnvironments(
  loaded: LoadedApp,
  environments: readonly Environment[],
  options: RenderOptions,
): readonly { readonly environment: Environment; readonly outcome: Outcome<Rendered> }[] {
  const { app } = loaded;
  const made = environments.map((environment) => ({ environment, outcome: renderEnvironment(loaded, environment, options) }));
  const clean = made.flatMap(({ environment, outcome }) =>
    outcome.ok && options.validate && outcome.value.objects.length > 0 && !outcome.findings.some(losesObjects)
      ? [{ environment, ...outcome.value }]
      : [],
  );
  const isWhole = (layer: string) =>
    app.environments.every(({ name, values }) => !values.includes(layer) || clean.some((item) => item.environment.name === name));
  const unread = neverRead(clean, isWhole);
  const more = clean.map(({ values }, i) => [...(unread[i] ?? []), ...setTwice(values)]);
  const unused = unusedWaivers(app, clean, more);
  return made.map(({ environment, outcome }) => {
    const own = more[clean.findIndex((item) => item.environment === environment)] ?? [];
    const about = unused.filter(({ environments }) => environments?.includes(environment.name) ?? true).map(unusedWaiver);
    const findings = [...outcome.findings, ...unwaived(own, app.waivers, environment.name, options.today), ...about];
    return {
      environment,
      outcome: outcome.ok ? { ...outcome, value: { ...outcome.value, findings }, findings } : { ...outcome, findings },
    };
  });
}

type Clean = RenderedEnvironment & { readonly environment: Environment };

/** The waivers that cover nothing in any of their environments; nothing is said of one whose environments were not all rendered. */
function unusedWaivers(app: App, clean: readonly Clean[], more: readonly (readonly Finding[])[]): readonly Waiver[] {
  const used = new Set(
    clean.flatMap((item, i) => [...item.used, ...usedWaivers(more[i] ?? [], app.waivers, item.environment.name)]),
  );
  const isSeen = (name: string) => clean.some(({ environment }) => environment.name === name);
  return app.waivers.filter((waiver) => {
    const here = waiver.environments ?? app.environments.map(({ name }) => name);
    // What a change does, and what a cluster says, is not seen here.
    const isRendered = Object.hasOwn(CODES, waiver.code) && !/^(diff|argocd)\//.test(waiver.code);
    return !used.has(waiver) && isRendered && here.length > 0 && here.every(isSeen);
  });
}
