import { at, type Path, pointer } from '../base/json.js';
import { CODES } from '../findings/codes.js';
import { finding } from '../findings/findings.js';
import type { Finding } from '../findings/types.js';
import type { Kinds } from '../kinds/kinds.js';
import type { RenderedObject } from '../objects/types.js';
import type { Values } from '../values/types.js';
import { RULES } from './index.js';
import { type Origins, originsOf } from './origins.js';
import type { Edit, Mistake } from './rule.js';
import { schemaMistakes } from './schema.js';
import { objectSet } from './set.js';

/** A mistake, and the code it goes by. */
type Found = Mistake & { readonly code: NonNullable<Mistake['code']> };

/** From this depth on, what is around a refused field is so small that the same mistake breaks it. */
const INSIDE = 4;

/** So many mistakes of one rule are enough: each object can be wrong together with each other one. */
const MOST = 10_000;

/** The first mistakes; the last of them says if there are more. */
function* firstOf(mistakes: Iterable<Mistake>): Iterable<Mistake> {
  let last: Mistake | undefined;
  let count = 0;
  for (const mistake of mistakes) {
    if (++count > MOST && last) return yield { ...last, message: `${last.message}; and more of the kind` };
    if (last) yield last;
    last = mistake;
  }
  if (last) yield last;
}

/** Everything that is wrong with what one environment renders: objects against their schemas, then the rules; with `notes` also what could be better. */
export function mistakesIn(
  objects: readonly RenderedObject[],
  kubeVersion: string,
  kinds: Kinds | undefined,
  notes = true,
): readonly Found[] {
  const set = objectSet(objects, kubeVersion);
  const wrong = kinds ? objects.flatMap((object) => schemaMistakes(object, kubeVersion, kinds)) : [];
  // What the schema refuses is said once: rules have nothing to add about the same field, what is inside it, or close around it.
  const refused = new Map<RenderedObject, { readonly places: Set<string>; readonly around: Set<string> }>();
  for (const { object, path, severity } of wrong) {
    if (severity !== undefined) continue;
    const { places, around } = refused.get(object) ?? { places: new Set(), around: new Set() };
    refused.set(object, { places, around });
    places.add(pointer(path));
    for (let length = INSIDE; length < path.length; length++) around.add(pointer(path.slice(0, length)));
  }
  const isRefused = ({ object, path }: Mistake) => {
    const known = refused.get(object);
    if (!known) return false;
    return known.around.has(pointer(path)) || path.some((_, i) => known.places.has(pointer(path.slice(0, i + 1))));
  };
  const ruled: Found[] = [];
  // A rule that is a note says nothing worse.
  for (const { code, check } of RULES)
    if (notes || CODES[code] !== 'note') for (const mistake of firstOf(check(set))) ruled.push({ code, ...mistake });
  const all = [...wrong, ...ruled.filter((mistake) => !isRefused(mistake))];
  return notes ? all : all.filter(({ code, severity = CODES[code] }) => severity !== 'note');
}

/** Mistakes as findings, at the lines that caused them. */
export function located(mistakes: readonly Found[], values: Values): readonly Finding[] {
  return mistakes.map(({ code, object, path, message, fix, severity, edit }) => {
    const where: Origins = originsOf(object, path, values);
    const instead = edit && insteadOf(object, path, edit);
    return finding(code, message, {
      ...(severity ? { severity } : {}),
      ...(fix ? { fix } : {}),
      object: object.ref,
      ...(path.length > 0 ? { pointer: pointer(path as Path) } : {}),
      ...where,
      ...(instead ? { instead } : {}),
    });
  });
}

/** Only what a template says itself: a value may be read elsewhere too. */
function insteadOf({ data, fieldsAt }: RenderedObject, path: Path, edit: Edit): Finding['instead'] {
  const before = at(data, path);
  const [field] = fieldsAt?.(path) ?? [];
  if (!('value' in edit) || typeof before !== 'string' || !field || field.reads.length > 0) return undefined;
  // A text that must be none loses the quotes that make it one.
  return { before: typeof edit.value === 'string' ? before : JSON.stringify(before), after: String(edit.value) };
}
