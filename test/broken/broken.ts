import { isList, isMap, type Json, type JsonMap, type Path, pointer } from '../../src/core/index.js';

/** An object with one mistake, and where it is. */
export interface Broken {
  readonly object: JsonMap;
  readonly path: Path;
  readonly how: string;
}

const KINDS: Readonly<Record<string, Json>> = { map: { x: 1 }, list: ['x'], text: 'x', number: 7, fraction: 1.5, boolean: true };

const kindOf = (value: Json): string =>
  isMap(value) ? 'map' : isList(value) ? 'list' : typeof value === 'string' ? 'text' : typeof value;

/** `value` with what `change` makes of the part at a path; undefined takes the part out. */
function changed(value: Json, path: Path, change: (part: Json) => Json | undefined): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (isList(value))
    return value.flatMap((item, i) => {
      const made = i === step ? changed(item, rest, change) : item;
      return made === undefined ? [] : [made];
    });
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const made = key === step ? changed(item, rest, change) : item;
      return made === undefined ? [] : [[key, made]];
    }),
  );
}

const everywhere = (value: Json, path: Path = []): readonly (readonly [Path, Json])[] => {
  const below = isMap(value) ? Object.entries(value) : isList(value) ? [...value.entries()] : [];
  return [[path, value], ...below.flatMap(([key, item]: [string | number, Json]) => everywhere(item, [...path, key]))];
};

/** Every mistake of a simple kind in every place of an object: a field more or less, its name misspelt, another type, another text. */
export function brokenFrom(object: JsonMap): readonly Broken[] {
  return everywhere(object).flatMap(([path, part]) => {
    const make = (how: string, at: Path, change: (part: Json) => Json | undefined): readonly Broken[] => {
      const made = changed(object, path, change);
      return isMap(made) ? [{ object: made, path: at, how }] : [];
    };
    if (path.length === 1 && (path[0] === 'apiVersion' || path[0] === 'kind')) return [];
    return [
      ...(isMap(part)
        ? make('unknown field', [...path, 'unknownField'], (map) => ({ ...(isMap(map) ? map : {}), unknownField: 'x' }))
        : []),
      ...(path.length === 0 ? [] : make('left out', path, () => undefined)),
      ...(path.length === 0
        ? []
        : Object.entries(KINDS)
            .filter(([kind]) => kind !== kindOf(part) && !(kind === 'fraction' && typeof part !== 'number'))
            .flatMap(([kind, other]) => make(`${kind} instead of ${kindOf(part)}`, path, () => other))),
      ...(typeof part === 'string' ? make('another text', path, (text) => `${text}Bogus`) : []),
      ...(typeof part === 'number' ? make('quoted', path, String) : []),
    ];
  });
}

/** Mistakes that are the same in another item of a list, or in another object of the kind, are kept once. */
export function once<Item extends { readonly broken: Broken; readonly kind: string }>(items: readonly Item[]): readonly Item[] {
  const seen = new Set<string>();
  return items.filter(({ broken, kind }) => {
    const key = `${kind} ${pointer(broken.path).replace(/\/\d+/g, '/*')} ${broken.how}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
