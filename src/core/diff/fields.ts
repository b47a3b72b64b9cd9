import { equal, isList, isMap, type Json, type JsonMap, type Path, pointer } from '../base/json.js';
import { hidesEntry } from '../schema/hidden.js';
import { concealedSides, HIDDEN, replaced, type Span, secretSpans } from '../secrets/index.js';
import { keysOf } from './keys.js';
import type { FieldChange } from './types.js';

/** Where the walk is: as users write it, and in either object, since an item may stand at another index. */
interface Place {
  readonly label: string;
  readonly base: Path;
  readonly head: Path;
  /** Says where in a text secrets stand. */
  readonly spans: (text: string) => readonly Span[];
}
type Side = Json | undefined;

export const ROOT: Place = { label: '', base: [], head: [], spans: secretSpans };

const into = (place: Place, name: string, base: string | number, head: string | number): Place => {
  const plain = typeof head === 'string' && /^[A-Za-z_][\w-]*$/.test(name);
  const shown = name.length < 16 ? name : replaced(name, place.spans(name), () => HIDDEN);
  const label = plain ? `${place.label}${place.label === '' ? '' : '.'}${shown}` : `${place.label}[${shown}]`;
  return { ...place, label, base: [...place.base, base], head: [...place.head, head] };
};

function change(base: Side, head: Side, place: Place, more: Partial<FieldChange>): FieldChange {
  const action = base === undefined ? 'added' : head === undefined ? 'removed' : 'changed';
  return { action, path: place.label, pointer: pointer(head === undefined ? place.base : place.head), ...more };
}

/** Every field that differs between two values; a part that only one of them has is listed leaf by leaf. */
export function diffFields(base: Side, head: Side, place: Place): readonly FieldChange[] {
  if (equal(base, head)) return [];
  const [some, other] = base === undefined ? [head, base] : [base, head];
  if (isMap(some) && (isMap(other) || (other === undefined && Object.keys(some).length > 0))) return diffMaps(base, head, place);
  if (isList(some) && (isList(other) || (other === undefined && some.length > 0))) return diffLists(base, head, place);
  const leaf = (side: Side) => !isMap(side) && !isList(side);
  if (other !== undefined && !(leaf(base) && leaf(head)))
    return [...diffFields(base, undefined, place), ...diffFields(undefined, head, place)];
  return [change(base, head, place, withoutSecrets(base, head, place))];
}

/** Both sides as they may be shown. */
function withoutSecrets(base: Side, head: Side, { spans }: Place): Pick<FieldChange, 'before' | 'after'> {
  const text = (side: Side) => (typeof side === 'string' ? side : undefined);
  const [before = base, after = head] = concealedSides(text(base), text(head), spans);
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

const own = (map: JsonMap, key: string): Side => (Object.hasOwn(map, key) ? map[key] : undefined);

function diffMaps(base: Side, head: Side, place: Place): readonly FieldChange[] {
  const [old, now] = [isMap(base) ? base : {}, isMap(head) ? head : {}];
  const keys = [...Object.keys(now), ...Object.keys(old).filter((key) => !Object.hasOwn(now, key))];
  return keys.flatMap((key) => {
    const around = place.head.at(-1);
    const walk = hidesEntry(base, key, around) || hidesEntry(head, key, around) ? hidden : diffFields;
    return walk(own(old, key), own(now, key), into(place, key, key, key));
  });
}

/** What changed in a secret, never its values. It goes down to the keys of `data` and no deeper: a path below could be made of a value. */
function hidden(base: Side, head: Side, place: Place): readonly FieldChange[] {
  if (equal(base, head)) return [];
  const sides = [base, head].filter((side) => side !== undefined);
  if (!sides.every(isMap)) return [change(base, head, place, { secret: true })];
  const [old, now] = [isMap(base) ? base : {}, isMap(head) ? head : {}];
  const differ = [...new Set([...Object.keys(now), ...Object.keys(old)])].filter((key) => !equal(own(old, key), own(now, key)));
  return differ.map((key) => change(own(old, key), own(now, key), into(place, key, key, key), { secret: true }));
}

function diffLists(base: Side, head: Side, place: Place): readonly FieldChange[] {
  const [old, now] = [isList(base) ? base : [], isList(head) ? head : []];
  const keys = keysOf(String(place.head.at(-1)), old, now);
  if (!keys) {
    const length = Math.max(old.length, now.length);
    const name = place.head.at(-1);
    return Array.from({ length }, (_, i) => {
      const walk = hidesEntry(old, i, name) || hidesEntry(now, i, name) ? hidden : diffFields;
      return walk(old[i], now[i], into(place, String(i), i, i));
    }).flat();
  }
  const item = (key: string) => {
    const [i, j] = [keys.base.get(key), keys.head.get(key)];
    const here = into(place, key, i ?? 0, j ?? 0);
    const changes = diffFields(i === undefined ? undefined : old[i], j === undefined ? undefined : now[j], here);
    const whole = i === undefined || j === undefined;
    const told = changes.filter(({ path }) => !(whole && keys.fields.some((field) => path === `${here.label}.${field}`)));
    return told.length > 0 ? told : changes;
  };
  const [before, after] = [[...keys.base.keys()], [...keys.head.keys()]];
  return [
    ...after.flatMap(item),
    ...before.filter((key) => !keys.head.has(key)).flatMap(item),
    ...reordered(
      before.filter((key) => keys.head.has(key)),
      after.filter((key) => keys.base.has(key)),
      place,
    ),
  ];
}

/**
 * Init containers run in their order, and `$(NAME)` in a variable sees only those above it (Container v1 core). Within a pod template
 * every order counts, since the template's hash sees it: the pods are replaced. `old` and `now` are the keys that both sides have.
 */
function reordered(old: readonly string[], now: readonly string[], place: Place): readonly FieldChange[] {
  const name = place.head.at(-1);
  if (name !== 'initContainers' && name !== 'env' && !place.head.includes('template')) return [];
  return equal(old, now)
    ? []
    : [{ action: 'changed', path: `${place.label} (order)`, pointer: pointer(place.head), before: old, after: now }];
}
