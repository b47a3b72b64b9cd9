import { at, isMap, type Json, pathOf } from '../base/json.js';
import type { Finding } from '../findings/types.js';
import type { RenderedObject } from '../objects/types.js';
import { located } from '../rules/check.js';
import { quantity } from '../rules/quantity.js';
import type { Mistake } from '../rules/rule.js';
import type { Values } from '../values/types.js';
import { diffFields, ROOT } from './fields.js';
import { identity } from './identity.js';
import { FILLED, KEPT } from './kept-fields.js';
import { claimShrinks, serviceKeeps } from './kept-values.js';
import type { FieldChange } from './types.js';

/** For the page of findings, as of a rule. */
export const IMMUTABLE = {
  code: 'diff/immutable',
  why: 'Kubernetes refuses to change some fields of an object that is there: the sync fails until the object is made anew.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
} as const;

type Found = Mistake & { readonly code: typeof IMMUTABLE.code };

const annotation = (object: RenderedObject, name: string): string =>
  String(at(object.data, ['metadata', 'annotations', name]) ?? '');

/** Argo CD deletes these before it makes them anew, so nothing of them is kept (user guide: Resource Hooks, Sync Options). */
const isReplaced = (object: RenderedObject): boolean =>
  ['argocd.argoproj.io/hook', 'helm.sh/hook'].some((name) => annotation(object, name) !== '') ||
  /(^|,)\s*Force=true/.test(annotation(object, 'argocd.argoproj.io/sync-options'));

/** A Job that waits may still change its pods, and one that is removed when it is done may be gone by now. */
const mayChange = ({ data, ref }: RenderedObject, field: string): boolean =>
  ref.kind === 'Job' && field === '/spec/template' && at(data, ['spec', 'suspend']) === true;
const mayBeGone = ({ data, ref }: RenderedObject): boolean =>
  ref.kind === 'Job' && at(data, ['spec', 'ttlSecondsAfterFinished']) !== undefined;

/** Where nothing was written the cluster has chosen, perhaps the very same. */
const CHOSEN = ', unless the cluster has chosen just that';
const isChosen = ({ action, pointer }: FieldChange): boolean =>
  action === 'added' && /^\/spec\/(storageClassName|volumeName)$/.test(pointer);

/** A default that is written out, or an amount that is written in another way. */
function isNoChange({ pointer, before, after, secret }: FieldChange): boolean {
  if (secret) return false;
  const amount = /\/(requests|limits)\/[^/]+$/.test(pointer) ? quantity(before) : undefined;
  if (amount !== undefined && amount === quantity(after)) return true;
  const filled = FILLED[String(pathOf(pointer).at(-1))];
  const read = (value: Json | undefined) => value ?? filled;
  return filled !== undefined && read(before) === read(after);
}

/** The field as users write it, without what is below: `spec.selector`. */
const named = (field: string): string => pathOf(field).join('.');

const show = (value: Json | undefined): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** What changed below the field, in words; of several changes the first, and of a secret nothing but where. */
function said(field: string, changes: readonly FieldChange[]): string {
  const [first] = changes;
  if (!first) return '';
  const where = first.path === field ? '' : `\`${first.path}\` `;
  const values = first.secret ? 'differs' : `${show(first.before)} → ${show(first.after)}`;
  return `${where}${values}${changes.length > 1 ? `, and ${changes.length - 1} more` : ''}`;
}

function mistakesOf(base: RenderedObject, head: RenderedObject): readonly Found[] {
  const { apiVersion, kind } = head.ref;
  const kept = KEPT[`${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}/${kind}`] ?? [];
  const changes = kept.length > 0 ? diffFields(base.data, head.data, ROOT).filter((item) => !isNoChange(item)) : [];
  const found = kept.flatMap(({ field, except, sealed, fix }): readonly Found[] => {
    if (sealed && base.data['immutable'] !== true) return [];
    const fields = new Map<string, FieldChange[]>();
    for (const item of changes) {
      const [name] = except?.test(item.pointer) ? [] : (field.exec(item.pointer) ?? []);
      if (name !== undefined && !mayChange(base, name)) fields.set(name, [...(fields.get(name) ?? []), item]);
    }
    return [...fields].map(([name, list]) => ({
      code: IMMUTABLE.code,
      object: head,
      path: pathIn(head, list[0]?.pointer ?? name),
      message: `\`${named(name)}\` of a ${kind}${sealed ? ' with `immutable: true`' : ''} cannot be changed: ${said(named(name), list)}${list.every(isChosen) ? CHOSEN : ''}`,
      fix,
      ...(mayBeGone(base) || list.every(isChosen) ? { severity: 'warning' as const } : {}),
    }));
  });
  const values = [...serviceKeeps(base, head), ...claimShrinks(base, head)];
  return [...found, ...values.map((mistake): Found => ({ ...mistake, code: IMMUTABLE.code, object: head }))];
}

/** A pointer as a path of this object, list items by their index. */
function pathIn(object: RenderedObject, pointer: string): (string | number)[] {
  let here: Json | undefined = object.data;
  return pathOf(pointer).map((step) => {
    const list = !isMap(here);
    here = at(here, [step]);
    return list && /^\d+$/.test(step) ? Number(step) : step;
  });
}

/** What the API server would refuse of a change from `base` to `head`, two renders of one environment. */
export function immutableMistakes(base: readonly RenderedObject[], head: readonly RenderedObject[]): readonly Found[] {
  const old = new Map(base.map((object) => [identity(object.ref), object]));
  return head.flatMap((object) => {
    const before = old.get(identity(object.ref));
    return before && !isReplaced(object) ? mistakesOf(before, object) : [];
  });
}

/** Changes of fields that Kubernetes keeps as they are, as findings at the lines of `head` that caused them. */
export function checkImmutable(
  base: readonly RenderedObject[],
  head: { readonly objects: readonly RenderedObject[]; readonly values: Values },
): readonly Finding[] {
  return located(immutableMistakes(base, head.objects), head.values);
}
