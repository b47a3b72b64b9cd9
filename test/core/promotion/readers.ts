import { isAlias, isMap as isMapNode, isScalar, parse, parseDocument } from 'yaml';
import { at, dotted, equal, isList, isMap, type Json, leaves, type Path } from '../../../src/core/index.js';
import { readYamlMap } from '../../../src/core/yaml/read.js';

/** The data of a text, or undefined if this reader does not take it. */
export type Reader = (text: string) => Json | undefined;

// The library refuses a stream of two documents, though nothing stands in the second one.
const firstDocument = (text: string) => text.replace(/\n---\r?\n# nothing\r?\n$/, '\n');

const library =
  (version: '1.1' | '1.2'): Reader =>
  (text) => {
    try {
      return JSON.parse(JSON.stringify(parse(firstDocument(text), { version, merge: true, logLevel: 'error' }) ?? {}));
    } catch {
      return undefined;
    }
  };

export const READERS: Readonly<Record<string, Reader>> = {
  ours: (text) => {
    const read = readYamlMap({ path: 'values.yaml', text });
    return read.ok ? read.value.data : undefined;
  },
  'yaml 1.1': library('1.1'),
  'yaml 1.2': library('1.2'),
};

/** What reads differently in `after`: the paths, dotted and sorted, with the new value. What is gone without anything new in its place is said to be gone. */
export function differences(before: Json, after: Json): readonly string[] {
  const changed = leaves(after).filter((leaf) => !equal(at(before, leaf), at(after, leaf)));
  const gone = leaves(before).filter(
    (leaf) => at(after, leaf) === undefined || (isInner(at(after, leaf)) && !changed.some((path) => startsWith(path, leaf))),
  );
  return [
    ...changed.map((leaf) => `${dotted(leaf)} = ${JSON.stringify(at(after, leaf))}`),
    ...gone.map((leaf) => `${dotted(leaf)} is gone`),
  ].toSorted();
}

const isInner = (value: Json | undefined) =>
  (isMap(value) && Object.keys(value).length > 0) || (isList(value) && value.length > 0);
const startsWith = (path: Path, start: Path) => start.every((step, i) => path[i] === step);

/** The paths of all scalars and maps that can be reached by keys alone. */
export function placesIn(
  value: Json,
  path: readonly string[] = [],
): readonly { readonly path: readonly string[]; readonly map: boolean }[] {
  if (isList(value)) return [];
  if (!isMap(value)) return [{ path, map: false }];
  return [{ path, map: true }, ...Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]))];
}

/** Where the library sees the scalar at a path; for an alias its anchor's place, or its own. Undefined for what comes from a merge key. */
export function rangeOf(
  text: string,
  path: readonly string[],
  alias: 'anchor' | 'own' = 'anchor',
): readonly [start: number, end: number] | undefined {
  const document = parseDocument(firstDocument(text), { version: '1.1', merge: true, logLevel: 'error' });
  let here: unknown = document.contents;
  for (const step of path) {
    if (isAlias(here)) here = here.resolve(document);
    if (!isMapNode(here)) return undefined;
    here = here.items.find(({ key }) => isScalar(key) && String(key.value) === step)?.value;
  }
  if (isAlias(here) && alias === 'anchor') here = here.resolve(document);
  const range = isScalar(here) || isAlias(here) ? here.range : undefined;
  return range ? [range[0], range[1]] : undefined;
}
