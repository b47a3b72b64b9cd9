import { diffObjects, type ObjectChange } from '../core/diff/index.js';
import {
  at,
  digestOf,
  type Environment,
  type Finding,
  finding,
  originOf,
  type Rendered,
  type RenderedObject,
} from '../core/index.js';
import { checkPromotionOrder, checkTag, type Decision, type Edit, editScalar, planPromotion } from '../core/promotion/index.js';
import { type LoadedApp, type RenderOptions, renderEnvironment } from './apps.js';
import type { Tree } from './tree.js';

export interface PromotionInput {
  /** The release; without it, tags are only carried on from environment to environment. */
  readonly tag?: string;
  readonly allowDowngrade?: boolean;
  /** Environments to decide about; all if empty. */
  readonly only: readonly string[];
  /** When an environment's tag arrived on the base branch, in milliseconds since 1970. */
  readonly since?: ReadonlyMap<string, number>;
  readonly now: number;
}

/** One environment's part of the plan: the decision, and for a bump what it changes. */
export interface PlannedEnvironment extends Decision {
  readonly target: Environment;
  readonly edit?: Edit;
  readonly changes: readonly ObjectChange[];
  readonly digest: { readonly before?: string; readonly after?: string };
  readonly objects: number;
  readonly findings: readonly Finding[];
}

const sameDigest = ({ stream }: Rendered) => ({ before: digestOf(stream), after: digestOf(stream) });
const isError = (item: Finding) => item.severity === 'error';

/** The same tree with one file changed. */
const overlay = (tree: Tree, { path, text }: Pick<Edit, 'path' | 'text'>): Tree => ({
  ...tree,
  exists: (other) => other === path || tree.exists(other),
  read: (other) => (other === path ? { ok: true, value: { path, text }, findings: [] } : tree.read(other)),
});

/** The file that a tag is written to: where the environment sets it now, unless other environments share that file. */
function fileOf(app: LoadedApp['app'], environment: Environment, rendered: Rendered | undefined): string {
  const origin = rendered && originOf(rendered.values, app.tagKey);
  const shared = (path: string) =>
    app.environments.some((other) => other.name !== environment.name && other.values.includes(path));
  if (origin?.from === 'file' && environment.values.includes(origin.path) && !shared(origin.path)) return origin.path;
  return environment.values.findLast((path) => !shared(path)) ?? environment.values.at(-1) ?? '';
}

/** Decides for every environment of an app, and renders what each bump would change. A bump that does not render cleanly is refused. */
export function planApp(
  loaded: LoadedApp,
  input: PromotionInput,
  options: RenderOptions,
): { readonly environments: readonly PlannedEnvironment[]; readonly findings: readonly Finding[] } {
  const { app } = loaded;
  const wrong = [
    ...checkPromotionOrder(app),
    ...(input.tag === undefined ? [] : checkTag(input.tag, { from: 'flag', name: '--tag' })),
  ];
  if (wrong.some(isError)) return { environments: [], findings: wrong };
  const outcomes = new Map(
    app.environments.map((environment) => [environment.name, renderEnvironment(loaded, environment, options)]),
  );
  const running = new Map(
    [...outcomes].map(([name, outcome]) => {
      const tag = outcome.ok ? at(outcome.value.values.data, app.tagKey) : undefined;
      return [name, typeof tag === 'string' && tag !== '' ? tag : undefined] as const;
    }),
  );
  const decisions = planPromotion({
    app,
    running,
    now: input.now,
    ...(input.tag === undefined ? {} : { tag: input.tag }),
    ...(input.since ? { since: input.since } : {}),
    ...(input.allowDowngrade === undefined ? {} : { allowDowngrade: input.allowDowngrade }),
  });

  const environments = decisions.flatMap((decision): readonly PlannedEnvironment[] => {
    const target = app.environments.find((environment) => environment.name === decision.environment);
    const before = outcomes.get(decision.environment);
    if (!target || !before || (input.only.length > 0 && !input.only.includes(target.name))) return [];
    const now = before.ok ? before.value : undefined;
    const still = {
      ...decision,
      target,
      changes: [],
      objects: now?.objects.length ?? 0,
      findings: before.findings,
      digest: { ...(now ? sameDigest(now) : {}) },
    };
    return [decision.action === 'bump' && decision.to !== undefined ? bump(loaded, still, decision.to, now, options) : still];
  });
  return { environments, findings: wrong };
}

function bump(
  loaded: LoadedApp,
  planned: PlannedEnvironment,
  to: string,
  before: Rendered | undefined,
  options: RenderOptions,
): PlannedEnvironment {
  const refuse = (findings: readonly Finding[]): PlannedEnvironment => ({
    ...planned,
    action: 'refuse',
    reason: `${to} does not pass: ${findings.find(isError)?.message ?? ''}`,
    findings,
  });
  const path = fileOf(loaded.app, planned.target, before);
  const file = loaded.tree.read(path);
  if (!file.ok) return refuse(file.findings);
  const edit = editScalar(file.value, loaded.app.tagKey, to);
  if (!edit.ok) return refuse(edit.findings);
  const after = renderEnvironment({ ...loaded, tree: overlay(loaded.tree, edit.value) }, planned.target, options);
  if (!after.ok || after.findings.some(isError)) return refuse(after.findings);
  if (at(after.value.values.data, loaded.app.tagKey) !== to) {
    return refuse([
      finding('promotion/cannot-edit', `a stronger layer than ${path} sets \`${loaded.app.tagKey.join('.')}\``, {
        fix: 'set the tag in the last values file of the environment',
      }),
    ]);
  }
  const noObjects: readonly RenderedObject[] = [];
  return {
    ...planned,
    edit: edit.value,
    changes: diffObjects(before?.objects ?? noObjects, after.value.objects),
    digest: { ...(before ? { before: digestOf(before.stream) } : {}), after: digestOf(after.value.stream) },
    objects: after.value.objects.length,
    findings: after.findings,
  };
}
