import { checkImmutable, diffObjects, type ObjectChange } from '../core/diff/index.js';
import { digestOf, type Environment, type Finding, type Outcome, type Rendered, unwaived } from '../core/index.js';
import { type LoadedApp, type RenderOptions, renderEnvironment } from './apps.js';

/** What a change does to one environment. */
export interface EnvironmentComparison {
  readonly environment: string;
  readonly digest: { readonly before?: string; readonly after?: string };
  readonly changes: readonly ObjectChange[];
  readonly findings: readonly Finding[];
}

/**
 * Renders every environment that an app has before or after a change, and compares. An environment with an error shows no changes.
 * Findings: those of the new render, and changes that the API server would refuse.
 */
export function compareApp(
  before: LoadedApp | undefined,
  after: LoadedApp | undefined,
  options: RenderOptions,
): readonly EnvironmentComparison[] {
  const names = [
    ...new Set([...(after?.app.environments ?? []), ...(before?.app.environments ?? [])].map((environment) => environment.name)),
  ];
  // The base is what runs today: it is shown as it is, whatever is found in it.
  return names.map((name) => {
    const refused = (old: Rendered, next: Rendered): readonly Finding[] =>
      unwaived(checkImmutable(old.objects, next), after?.app.waivers ?? [], name, options.today);
    const [base, head] = [renderOf(before, name, { ...options, validate: false }), renderOf(after, name, options)];
    return compare(name, base, head, refused);
  });
}

/** What differs between two renders of an environment; what is secret in one of them is in neither. */
export function changesBetween(old: Rendered | undefined, next: Rendered | undefined): readonly ObjectChange[] {
  const spans = [old, next].flatMap((side) => (side ? [side.secrets().spans] : []));
  return diffObjects(old?.objects ?? [], next?.objects ?? [], spans);
}

function renderOf(loaded: LoadedApp | undefined, name: string, options: RenderOptions): Outcome<Rendered> | undefined {
  const environment: Environment | undefined = loaded?.app.environments.find((item) => item.name === name);
  return loaded && environment && renderEnvironment(loaded, environment, options);
}

function compare(
  environment: string,
  before: Outcome<Rendered> | undefined,
  after: Outcome<Rendered> | undefined,
  refused: (old: Rendered, next: Rendered) => readonly Finding[],
): EnvironmentComparison {
  const failed = after?.findings.some((item) => item.severity === 'error') === true;
  const [old, next] = [before?.ok ? before.value : undefined, after?.ok && !failed ? after.value : undefined];
  const digest = { ...(old ? { before: digestOf(old.stream) } : {}), ...(next ? { after: digestOf(next.stream) } : {}) };
  return {
    environment,
    digest,
    findings: [...(after?.findings ?? []), ...(old && next ? refused(old, next) : [])],
    changes: failed ? [] : changesBetween(old, next),
  };
}
