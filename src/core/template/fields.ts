import { at, isList, type Json, type Path } from '../base/json.js';
import { remembered } from '../base/memo.js';
import type { Located } from '../yaml/construct.js';
import type { Place } from './nodes.js';
import type { Output, PrintedValue } from './output.js';
import { begins, type Field, type Read } from './reads.js';

/** The value that printed a node, if it was not the template's own text. */
function printerOf(values: readonly PrintedValue[], start: number, end: number): PrintedValue | undefined {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle]?.start ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  const value = values[low];
  return value && value.start <= start && end <= value.end ? value : undefined;
}

/** Where the items of a list stood that are left when nulls are pruned. */
const kept = remembered((list: readonly Json[]) => list.flatMap((item, i) => (item === null ? [] : [i])));

/** The parts of a map or list: their step in the object, and in what was printed. */
function* partsIn(here: Located, wanted: Path[number] | undefined): Iterable<readonly [Path[number], Path[number], Located]> {
  if (!isList(here.value)) {
    const child = wanted === undefined ? undefined : here.children?.().get(String(wanted));
    if (child && wanted !== undefined) yield [String(wanted), String(wanted), child];
    else if (wanted === undefined) for (const [key, item] of here.children?.() ?? []) yield [key, key, item];
    return;
  }
  const items = kept(here.value);
  const [first, end] = wanted === undefined ? [0, items.length] : [Number(wanted), Number(wanted) + 1];
  for (let i = first; i < end; i++) {
    const key = items[i];
    const child = key === undefined ? undefined : here.children?.().get(String(key));
    if (child && key !== undefined) yield [i, key, child];
  }
}

/**
 * The leaves of a document that a template printed, at or below a path, with what made each. Paths are those after nulls are pruned.
 * Below a value that was printed as a whole (`{{values.resources}}`), a leaf comes from the same part of what was read.
 * One after the other: there may be more than anybody looks at.
 */
export function* fieldsOf(root: Located | undefined, output: Output, context: Json, below: Path = []): Iterable<Field> {
  function* visit(
    here: Located,
    path: Path,
    from: { readonly value: PrintedValue; readonly rest: Path } | undefined,
  ): Iterable<Field> {
    const { start, end } = here.node;
    const found = from ? undefined : printerOf(output.values, start, end);
    const printed = from ?? (found && { value: found, rest: [] });
    if (here.children && here.children().size > 0) {
      for (const [step, key, child] of partsIn(here, below[path.length]))
        yield* visit(child, [...path, step], printed && { ...printed, rest: [...printed.rest, key] });
      return;
    }
    if (here.value === null || path.length < below.length) return;
    const source = output.sourceOf(start);
    const place: Place = printed?.value.place ?? [source?.line ?? 1, source?.column ?? 1, 1];
    const template = printed?.value.path ?? source?.path ?? '';
    const reads = printed ? partsOf(printed.value.reads, printed.rest, context) : [];
    yield { path, reads, under: source?.under ?? [], template, place };
  }
  if (root) yield* visit(root, [], undefined);
}

/** The reads of a printed map that have the part at `rest`; all of them if none has, as after a helper that made it anew. */
function partsOf(reads: readonly Read[], rest: Path, context: Json): readonly Read[] {
  if (rest.length === 0) return reads;
  const parts = reads.flatMap((read): readonly Read[] => {
    const path = [...read.path, ...rest];
    return read.deep && at(context, path) !== undefined ? [{ ...read, path }] : [];
  });
  return parts.length > 0 ? parts : reads;
}

const keyOf = (path: Path) => path.join('\n');
const behind = remembered((_: readonly Field[]) => new Map<string, readonly Read[]>());
/** The locals below each of their names. */
const byName = remembered((locals: readonly Field[]) => {
  const found = new Map<string, Field[]>();
  for (const field of locals) {
    const key = keyOf(field.path.slice(0, 1));
    const known = found.get(key);
    if (known) known.push(field);
    else found.set(key, [field]);
  }
  return found;
});

/** What made the locals at a path; many fields read the same one. */
function readsBehind(path: Path, locals: readonly Field[]): readonly Read[] {
  const known = behind(locals);
  const key = keyOf(path);
  const near = path.length === 0 ? locals : (byName(locals).get(keyOf(path.slice(0, 1))) ?? []);
  const found =
    known.get(key) ??
    near
      .filter((field) => begins(field.path, path) || begins(path, field.path))
      .flatMap((field) => [...field.reads, ...field.under]);
  known.set(key, found);
  return found;
}

/** What was read behind reads of locals: each local stands for what made it, and for itself no more. */
export function throughLocals(reads: readonly Read[], locals: readonly Field[]): readonly Read[] {
  const found = new Set<Read>();
  const through = new Set<readonly Read[]>();
  for (const read of reads) {
    const behind = read.path[0] === 'locals' ? readsBehind(read.path.slice(1), locals) : undefined;
    if (!behind) found.add(read);
    else if (!through.has(behind)) for (const one of behind) found.add(one);
    if (behind) through.add(behind);
  }
  return [...found];
}
