import { at, type Json, type Path } from '../json.js';
import { remembered } from '../memo.js';
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

/**
 * The leaves of a document that a template printed, with what made each. Paths are those after nulls are pruned.
 * Below a value that was printed as a whole (`{{values.resources}}`), a leaf comes from the same part of what was read.
 */
export function fieldsOf(root: Located | undefined, output: Output, context: Json): readonly Field[] {
  const fields: Field[] = [];
  const visit = (here: Located, path: Path, from: { readonly value: PrintedValue; readonly rest: Path } | undefined): void => {
    const { start, end } = here.node;
    const found = from ? undefined : printerOf(output.values, start, end);
    const printed = from ?? (found && { value: found, rest: [] });
    if (here.children && here.children.size > 0) {
      const isList = Array.isArray(here.value);
      let index = 0;
      for (const [key, child] of here.children) {
        const step = isList ? index : key;
        if (isList && child.value === null) continue;
        index++;
        visit(child, [...path, step], printed && { ...printed, rest: [...printed.rest, isList ? Number(key) : key] });
      }
      return;
    }
    if (here.value === null) return;
    const source = output.sourceOf(start);
    const place: Place = printed?.value.place ?? [source?.line ?? 1, source?.column ?? 1, 1];
    const template = printed?.value.path ?? source?.path ?? '';
    const reads = printed ? partsOf(printed.value.reads, printed.rest, context) : [];
    fields.push({ path, reads, under: source?.under ?? [], template, place });
  };
  if (root) visit(root, [], undefined);
  return fields;
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

const behind = remembered((_: readonly Field[]) => new Map<string, readonly Read[]>());

/** What made the locals at a path; many fields read the same one. */
function readsBehind(path: Path, locals: readonly Field[]): readonly Read[] {
  const known = behind(locals);
  const key = path.join('\n');
  const found =
    known.get(key) ??
    locals
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
