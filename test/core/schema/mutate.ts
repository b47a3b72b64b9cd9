import fc from 'fast-check';
import { isList, isMap, type Json, type Path } from '../../../src/core/index.js';

const STRANGE: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  1.5,
  8080,
  70_000,
  '',
  'x',
  '1',
  '25%',
  'v1',
  'web',
  '2h',
  '/',
  'é'.repeat(300),
  [],
  ['x'],
  [1, 1],
  ['x', 'x'],
  [null],
  {},
  { x: 1 },
  { name: 'x' },
  { name: 'x', value: 'y' },
];
const KEYS = [
  'x',
  'name',
  'enabled',
  'value',
  'tag',
  'from',
  'after',
  'kind',
  'constructor',
  'hasOwnProperty',
  '10',
  'a/b',
  'a~b',
  'a%25b',
  '',
];

/** One small change somewhere in a value: another value, a key or item more or less, or twice the same item. */
function mutate(value: Json, path: Path, change: (here: Json) => Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (isList(value)) return value.map((item, i) => (i === step ? mutate(item, rest, change) : item));
  return isMap(value) ? { ...value, [step]: mutate(value[step] ?? null, rest, change) } : value;
}

/** The paths of everything in a value, maps and lists as well. */
const everywhere = (value: Json, path: Path = []): readonly Path[] => {
  const entries: readonly (readonly [string | number, Json])[] = isMap(value)
    ? Object.entries(value)
    : isList(value)
      ? [...value.entries()]
      : [];
  return [path, ...entries.flatMap(([key, item]) => everywhere(item, [...path, key]))];
};

const change = fc.oneof(
  fc.constantFrom(...STRANGE).map((strange) => (): Json => strange),
  fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...STRANGE)).map(
    ([key, strange]) =>
      (here: Json): Json =>
        isMap(here) ? { ...here, [key]: strange } : strange,
  ),
  fc.constantFrom(...STRANGE).map(
    (strange) =>
      (here: Json): Json =>
        isList(here) ? [...here, strange] : here,
  ),
  fc.nat().map((n) => (here: Json): Json => {
    if (isList(here)) return here.filter((_, i) => i !== n % here.length);
    return isMap(here) ? Object.fromEntries(Object.entries(here).filter((_, i) => i !== n % Object.keys(here).length)) : here;
  }),
  fc.constant((here: Json): Json => (isList(here) ? [...here, ...here] : here)),
);

/** Values that differ from one of the given in up to four places. */
export const mutations = (values: readonly Json[]): fc.Arbitrary<Json> =>
  fc.tuple(fc.constantFrom(...values), fc.array(fc.tuple(fc.nat(), change), { maxLength: 4 })).map(([start, changes]) =>
    changes.reduce<Json>((value, [n, by]) => {
      const paths = everywhere(value);
      return mutate(value, paths[n % paths.length] ?? [], by);
    }, start),
  );
